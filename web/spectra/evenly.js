// SPDX-License-Identifier: MIT

import { indexAfter, indexFrom } from "../data/sorted_times.js";

/** Steps that differ by a larger part of the mean are not even. */
const tolerance = 0.01;

/**
 * The points of a series between two times as samples: as they are where their times are even, else interpolated
 * linearly at as many even times, which dampens what is fast. Gaps are passed over.
 *
 * @param {import("../data/series.js").Points} series
 * @param {{from: number, to: number}} time Unix seconds
 * @param {number} most samples: of more the last ones are taken
 * @returns {{values: Float64Array, step: number}} `step` in seconds; no values where there are fewer than two points
 */
export function evenly({ x, y }, { from, to }, most) {
  const end = indexAfter(x, to);
  const begin = Math.max(indexFrom(x, from), end - most);
  const kept = [];
  for (let i = begin; i < end; ++i) {
    if (!Number.isNaN(y[i]))
      kept.push(i);
  }
  if (kept.length < 2 || x[kept.at(-1)] === x[kept[0]])
    return { values: new Float64Array(0), step: 0 };
  const [times, values] = [Float64Array.from(kept, (i) => x[i]), Float64Array.from(kept, (i) => y[i])];
  const step = (times.at(-1) - times[0]) / (times.length - 1);
  return { step, values: isEven(times, step) ? values : interpolated(times, values, step) };
}

function isEven(times, step) {
  return times.every((time, i) => i === 0 || Math.abs(time - times[i - 1] - step) <= tolerance * step);
}

function interpolated(times, values, step) {
  let next = 1;
  return values.map((_, i) => {
    const time = times[0] + i * step;
    while (next < times.length - 1 && times[next] < time)
      next += 1;
    const [before, after] = [times[next - 1], times[next]];
    const part = after > before ? Math.min(1, (time - before) / (after - before)) : 1;
    return values[next - 1] + (values[next] - values[next - 1]) * part;
  });
}
