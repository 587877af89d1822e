// SPDX-License-Identifier: MIT

import { indexAfter, indexFrom } from "./sorted_times.js";

/**
 * @typedef {{count: number, last: number, least: number, mean: number, greatest: number, deviation: number}} Statistics
 *     the standard deviation is that of the values as a whole, with the count as divisor; NaN where there is no value
 */

/**
 * Of the values between two times, gaps left out.
 * @param {import("./series.js").Points} series
 * @param {number} from Unix seconds
 * @param {number} to
 * @returns {Statistics}
 */
export function statisticsOf({ x, y }, from, to) {
  const [begin, end] = [indexFrom(x, from), indexAfter(x, to)];
  let [count, sum, least, greatest, last] = [0, 0, Infinity, -Infinity, NaN];
  for (let i = begin; i < end; ++i) {
    const value = y[i];
    if (Number.isNaN(value))
      continue;
    count += 1;
    sum += value;
    last = value;
    if (value < least)
      least = value;
    if (value > greatest)
      greatest = value;
  }
  if (count === 0)
    return { count, last, least: NaN, mean: NaN, greatest: NaN, deviation: NaN };
  const mean = sum / count;
  return { count, last, least, mean, greatest, deviation: Math.sqrt(squares(y, begin, end, mean) / count) };
}

/** The sum of squared distances from a value: in a second round, so that nothing is lost of small ones. */
function squares(y, begin, end, mean) {
  let sum = 0;
  for (let i = begin; i < end; ++i) {
    const distance = y[i] - mean;
    if (!Number.isNaN(distance))
      sum += distance * distance;
  }
  return sum;
}
