// SPDX-License-Identifier: MIT

import { LatePoints } from "./late_points.js";

const first_capacity = 256;
/** So many late points wait at most: some, and a part of all, so that what all are moved for is worth it. */
const least_late = 1024;
const late_part = 1 / 8;
/** Of how many of the last revisions it is told from when on they are. */
const most_revisions = 16;

/** Steps that tell what is usual: as many as are at hand, within bounds. */
const [least_steps, most_steps] = [3, 9];
/** Points of the same time make no step: so many are looked at. */
const most_points = 64;
const least_pause = 2; // seconds
const pause_factor = 10;

/**
 * Points of a series that are there to be read. Where it has words, values are their indices.
 * @typedef {{name: string, x: Float64Array, y: Float64Array, length: number, forgotten: number,
 *     revision: number, min?: number, max?: number, words?: ?string[], revisedSince?: (revision: number) => number,
 *     waveforms?: import("./waveforms.js").Waveform[]}} Points
 */

/**
 * The last points of one series in order of their time, in one piece of memory of up to three times their size. Points
 * that come late are put among the others when somebody reads: all at once, as that moves what is there.
 */
export class Series {
  name;
  /** @type {import("./arrangement.js").Kind} what it is shown as, until a person chooses something else */
  kind = "lines";
  /** @type {import("./waveforms.js").Waveform[]} its last messages where they are waveforms, see Waveforms */
  waveforms = [];
  /** @type {?string[]} what its values stand for, where they are states */
  words = null;
  /** @type {number} points that were let go because there was no room */
  forgotten = 0;
  /** @type {number} the least value that ever came; Infinity before the first */
  min = Infinity;
  /** @type {number} the greatest; -Infinity before the first */
  max = -Infinity;
  #x = new Float64Array(first_capacity);
  #y = new Float64Array(first_capacity);
  #begin = 0;
  #end = 0;
  #late = new LatePoints();
  #revision = 0;
  /** The earliest times of which there were other points after each of the last revisions. */
  #revised = [];

  /** @param {string} name */
  constructor(name) {
    this.name = name;
  }

  get length() {
    return this.#end - this.#begin + this.#late.length;
  }

  /** @returns {number} changes when points come before others that were there */
  get revision() {
    this.#insertLate();
    return this.#revision;
  }

  /**
   * @param {number} revision an earlier one
   * @returns {number} the time before which there are the same points as then, but for those forgotten, Unix seconds;
   *     Infinity where no others are, -Infinity where it is not known
   */
  revisedSince(revision) {
    const count = this.revision - revision;
    if (count > this.#revised.length)
      return -Infinity;
    return count === 0 ? Infinity : Math.min(...this.#revised.slice(-count));
  }

  /** @returns {Float64Array} times in Unix seconds, ascending; good until the next push() */
  get x() {
    this.#insertLate();
    return this.#x.subarray(this.#begin, this.#end);
  }

  /** @returns {Float64Array} values, NaN for gaps; good until the next push() */
  get y() {
    this.#insertLate();
    return this.#y.subarray(this.#begin, this.#end);
  }

  /**
   * Adds a point where its time belongs, after those of the same time.
   * @param {number} x Unix seconds
   * @param {number} y NaN for a gap
   */
  push(x, y) {
    if (y < this.min)
      this.min = y;
    if (y > this.max)
      this.max = y;
    if (this.#end > this.#begin && this.#x[this.#end - 1] > x)
      return this.#pushLate(x, y);
    if (this.#end === this.#x.length)
      this.#makeRoom(1);
    this.#x[this.#end] = x;
    this.#y[this.#end] = y;
    this.#end += 1;
  }

  /** Moves all points to other times, in the same order: each time is multiplied and then added to. */
  remap(factor, offset) {
    this.#insertLate();
    for (let i = this.#begin; i < this.#end; ++i)
      this.#x[i] = this.#x[i] * factor + offset;
    this.waveforms.forEach((waveform) => { waveform.time = waveform.time * factor + offset; });
    this.#revise(-Infinity);
  }

  /** Lets the oldest points go. @param {number} count no more than there are */
  forget(count) {
    this.#insertLate();
    this.#begin += count;
    this.forgotten += count;
  }

  #pushLate(x, y) {
    this.#late.push(x, y);
    if (this.#late.length >= Math.max(least_late, late_part * this.length))
      this.#insertLate();
  }

  /** From the last one on: what is there moves once, a piece for each. */
  #insertLate() {
    if (this.#late.length === 0)
      return;
    const late = this.#late.take();
    const count = late.x.length;
    if (this.#end + count > this.#x.length)
      this.#makeRoom(count);
    let end = this.#end;
    for (let i = count - 1; i >= 0; --i) {
      const at = indexAfter(this.#x, late.x[i], this.#begin, end);
      this.#x.copyWithin(at + i + 1, at, end);
      this.#y.copyWithin(at + i + 1, at, end);
      this.#x[at + i] = late.x[i];
      this.#y[at + i] = late.y[i];
      end = at;
    }
    this.#end += count;
    this.#revise(late.x[0]);
  }

  #revise(from) {
    this.#revision += 1;
    this.#revised.push(from);
    if (this.#revised.length > most_revisions)
      this.#revised.shift();
  }

  /** For `count` points more. Memory of the right size is used again, with what is kept moved to the front. */
  #makeRoom(count) {
    const length = this.#end - this.#begin;
    const size = this.#x.length;
    const [x, y] = [this.#x.subarray(this.#begin, this.#end), this.#y.subarray(this.#begin, this.#end)];
    if (length + count <= 0.75 * size && (3 * length >= size || size === first_capacity)) {
      this.#x.set(x);
      this.#y.set(y);
    } else {
      const capacity = Math.max(first_capacity, Math.ceil(1.5 * (length + count)));
      [this.#x, this.#y] = [new Float64Array(capacity), new Float64Array(capacity)];
      this.#x.set(x);
      this.#y.set(y);
    }
    this.#begin = 0;
    this.#end = length;
  }
}

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
