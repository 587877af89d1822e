// SPDX-License-Identifier: MIT

import { indexAfter, indexFrom } from "./sorted_times.js";

/**
 * The values of two series by their times: those of the same time together; where only one has a value, with the last
 * one of the other.
 *
 * @param {import("./series.js").Points} across
 * @param {import("./series.js").Points} up
 * @param {{from: number, to: number}} time Unix seconds
 * @param {number} most points that are looked at of each: of more the newest
 * @returns {Float64Array} values of `across` and of `up` by turns, in order of time; NaN for gaps
 */
export function pairsOf(across, up, { from, to }, most) {
  const [x, y] = [across.x, up.x];
  const [valuesOfX, valuesOfY] = [across.y, up.y]; // each reading makes a view
  const [endOfX, endOfY] = [indexAfter(x, to), indexAfter(y, to)];
  const start = Math.max(from, x[endOfX - most] ?? -Infinity, y[endOfY - most] ?? -Infinity);
  let [i, k] = [indexFrom(x, start), indexFrom(y, start)];
  const pairs = new Float64Array(2 * (endOfX - i + endOfY - k));
  let length = 0;
  while (i < endOfX || k < endOfY) {
    const [one, other] = [i < endOfX ? x[i] : Infinity, k < endOfY ? y[k] : Infinity];
    if (one <= other)
      i += 1;
    if (other <= one)
      k += 1;
    if (i === 0 || k === 0)
      continue;
    pairs[length] = valuesOfX[i - 1];
    pairs[length + 1] = valuesOfY[k - 1];
    length += 2;
  }
  return pairs.subarray(0, length);
}
