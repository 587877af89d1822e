// SPDX-License-Identifier: MIT

import { indexAfter, isAfterPause, isPause, usualStep } from "./sorted_times.js";
import { now } from "./now.js";

/** Where nothing came for longer, nobody knows whether a state still holds. */
const longest_hold = 3600; // seconds

/**
 * A state holds until the next one; where its publisher paused, for one usual step.
 * @param {Float64Array} x times, ascending
 * @param {number} index of the state
 * @param {number} now Unix seconds: until then the last one may hold
 * @returns {number} Unix seconds
 */
export function heldUntil(x, index, now) {
  const isLast = index + 1 >= x.length;
  const paused = isLast ? isPause(now - x[index], usualStep(x, index)) : isAfterPause(x, index + 1);
  if (paused)
    return x[index] + usualStep(x, index);
  return isLast ? Math.max(now, x[index]) : x[index + 1];
}

/**
 * @param {import("./series.js").Points} series
 * @param {number} at Unix seconds
 * @returns {number} the value that holds then; NaN where there is none
 */
export function heldValue({ x, y }, at) {
  const index = indexAfter(x, at) - 1;
  return index >= 0 && at <= heldUntil(x, index, at) ? y[index] : NaN;
}

/**
 * Where there are states alone, time goes on without points.
 * @param {import("./store.js").Store} store
 * @returns {number} until when the last ones hold, Unix seconds; -Infinity where there is something else
 */
export function heldNow(store) {
  const newest = store.extent()?.[1] ?? NaN;
  const areStates = store.series.every(({ words }) => words !== null);
  return areStates && Math.abs(now() - newest) < longest_hold ? now() : -Infinity;
}
