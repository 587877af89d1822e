// SPDX-License-Identifier: MIT

/**
 * What suits a stream until a person chooses otherwise. One series of the 2011 article, a value `y` from 0 to 5, is
 * shown as there: its last 100 points, filled. Others: the last minute, with an axis that fits.
 *
 * @param {import("../data/store.js").Store} store
 * @returns {{window: import("../data/window.js").Choice, style: "line" | "both",
 *     values: {mode: "auto" | "fixed", min: number, max: number, log: boolean}}}
 */
export function defaultsFor(store) {
  const { series, range } = store;
  const isArticle = series.length === 0 || (series.length === 1 && series[0].name === "y");
  const fits = isArticle && range.min >= 0 && range.max <= 5;
  return {
    window: isArticle ? { kind: "points", count: 100 } : { kind: "last", seconds: 60 },
    style: isArticle ? "both" : "line",
    values: { mode: fits ? "fixed" : "auto", min: 0, max: 5, log: false },
  };
}
