// SPDX-License-Identifier: MIT

/** Steps that tell what is usual: as many as are at hand, within bounds. */
const [least_steps, most_steps] = [3, 9];
/** Points of the same time make no step: so many are looked at. */
const most_points = 64;
const least_pause = 2; // seconds
const pause_factor = 10;

/**
 * @param {Float64Array} sorted ascending
 * @param {number} x
 * @param {number} [begin] where to look: from here
 * @param {number} [end] up to, but not including
 * @returns {number} the index of the first one greater than x, or the end
 */
export function indexAfter(sorted, x, begin = 0, end = sorted.length) {
  let low = begin;
  let high = end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] > x)
      high = middle;
    else
      low = middle + 1;
  }
  return low;
}

/**
 * @param {Float64Array} sorted ascending
 * @param {number} x
 * @returns {number} the index of the first one that is x or more, or the length
 */
export function indexFrom(sorted, x) {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] >= x)
      high = middle;
    else
      low = middle + 1;
  }
  return low;
}

/**
 * @param {Float64Array} sorted ascending
 * @param {number} x
 * @returns {number} the index of the one that is nearest; -1 where there is none
 */
export function indexNearest(sorted, x) {
  const after = indexAfter(sorted, x);
  if (after === 0 || after === sorted.length)
    return Math.min(after, sorted.length - 1);
  return x - sorted[after - 1] <= sorted[after] - x ? after - 1 : after;
}

const steps = new Float64Array(most_steps);

/**
 * @param {Float64Array} sorted times, ascending
 * @param {number} index of one of them
 * @returns {number} the median of the last steps up to it, seconds; NaN where there are too few
 */
export function usualStep(sorted, index) {
  let count = 0;
  const end = Math.max(0, index - most_points);
  for (let i = index; i > end && count < most_steps; --i) {
    const step = sorted[i] - sorted[i - 1];
    if (step === 0)
      continue;
    let place = count;
    for (; place > 0 && steps[place - 1] > step; --place)
      steps[place] = steps[place - 1];
    steps[place] = step;
    count += 1;
  }
  return count < least_steps ? NaN : steps[count >> 1];
}

/**
 * Whether nothing came for much longer than usual before a point: more than two seconds, and ten times the usual step.
 * @param {Float64Array} sorted times, ascending
 * @param {number} index of one of them
 */
export function isAfterPause(sorted, index) {
  const step = index > 0 ? sorted[index] - sorted[index - 1] : 0;
  return step > least_pause && isPause(step, usualStep(sorted, index - 1));
}

/**
 * @param {number} step seconds
 * @param {number} usual seconds; NaN where that is not known
 * @returns {boolean} whether the one is much longer
 */
export function isPause(step, usual) {
  return step > least_pause && step > pause_factor * usual;
}

/**
 * @param {{x: Float64Array}} series
 * @param {{from: number, to: number}} time
 * @returns {number} how many points there are between two times
 */
export function pointsBetween({ x }, { from, to }) {
  return indexAfter(x, to) - indexFrom(x, from);
}
