// SPDX-License-Identifier: MIT

const scale = { min: 0, max: 5 };
/** Of the scale: what fills less would lie flat. */
const least_fill = 0.2;

/**
 * What suits a stream until a person chooses otherwise. One series `y` is shown as the 2011 article shows it: its last
 * 100 points, filled, on a scale from 0 to 5 where that suits its values. Others: the last minute, on one that fits.
 *
 * @param {import("../data/store.js").Store} store
 * @returns {{window: import("../data/window.js").Choice, style: "line" | "both",
 *     values: {mode: "auto" | "fixed", min: number, max: number, log: boolean}}}
 */
export function defaultsFor(store) {
  const { series, range } = store;
  const isLone = series.length === 0 || (series.length === 1 && series[0].name === "y");
  return {
    window: isLone ? { kind: "points", count: 100 } : { kind: "last", seconds: 60 },
    style: isLone ? "both" : "line",
    values: { mode: isLone && suitsScale(series, range) ? "fixed" : "auto", ...scale, log: false },
  };
}

function suitsScale(series, { min, max }) {
  if (series.length === 0)
    return true;
  const fills = max - min >= least_fill * (scale.max - scale.min);
  return min >= scale.min && max <= scale.max && (fills || isWave(series[0]));
}

/** Whether the newest value is that of the article's wave, which needs minutes to fill anything. */
function isWave({ x, y }) {
  let last = y.length - 1;
  while (last > 0 && Number.isNaN(y[last]))
    last -= 1;
  return Math.abs(y[last] - 2.5 * (1 + Math.sin(x[last] / 500))) < 1e-6;
}
