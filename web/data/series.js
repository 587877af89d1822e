// SPDX-License-Identifier: MIT

import { LatePoints } from "./late_points.js";
import { indexAfter, indexFrom } from "./sorted_times.js";

const first_capacity = 256;
/** With little more room than that each point is moved five times on its way, which is cheap; memory is not. */
const growth = 1.2;
/** So many late points wait at most: some, and a part of all, so that what all are moved for is worth it. */
const least_late = 1024;
const late_part = 1 / 8;
/** Of how many of the last revisions it is told from when on they are. */
const most_revisions = 16;

/**
 * Points of a series that are there to be read. Where it has words, values are their indices.
 * @typedef {{name: string, x: Float64Array, y: Float64Array, length: number, forgotten: number,
 *     revision: number, min?: number, max?: number, words?: ?string[], revisedSince?: (revision: number) => number,
 *     waveforms?: import("./waveforms.js").Waveform[]}} Points
 */

/**
 * The last points of one series in order of their time, in one piece of memory of up to twice their size. Points
 * that come late are put among the others when somebody reads: all at once, as that moves what is there. In front there
 * may be points of the past, which the server has kept: forget() passes over them.
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
  #past = 0;
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

  /** @returns {number} how many points at the front are of the past */
  get past() {
    this.#insertLate();
    return this.#past;
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
    this.#extend(y);
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

  /** Lets the oldest points go that are not of the past. @param {number} count no more than there are of these */
  forget(count) {
    this.#insertLate();
    const [begin, end] = [this.#begin, this.#begin + this.#past];
    this.#x.copyWithin(begin + count, begin, end);
    this.#y.copyWithin(begin + count, begin, end);
    this.#begin += count;
    this.forgotten += count;
  }

  /** Lets the points of the past go that are not between two times, which included. */
  keepPast(from, to) {
    this.#insertLate();
    const past = this.#x.subarray(this.#begin, this.#begin + this.#past);
    const [begin, end] = [indexFrom(past, from), indexAfter(past, to)];
    for (const all of [this.#x, this.#y])
      all.copyWithin(this.#begin + this.#past - (end - begin), this.#begin + begin, this.#begin + end);
    this.#begin += this.#past - (end - begin);
    this.#past = end - begin;
    this.#revise(-Infinity);
  }

  /**
   * Puts other points in the place of those between two times, which included; they, and all before, are the past then.
   * @param {number} from Unix seconds
   * @param {number} to
   * @param {{x: Float64Array, y: Float64Array}} points between these times, in order
   */
  replace(from, to, points) {
    this.#insertLate();
    const [begin, end] = [indexFrom(this.x, from), indexAfter(this.x, to)];
    const replaced = [[this.x, points.x], [this.y, points.y]].map(([before, between]) => {
      const length = begin + between.length + before.length - end;
      const all = new Float64Array(Math.max(first_capacity, Math.ceil(growth * length)));
      all.set(before.subarray(0, begin));
      all.set(between, begin);
      all.set(before.subarray(end), begin + between.length);
      return all;
    });
    [this.#x, this.#y] = replaced;
    this.#end = begin + points.x.length + this.#end - this.#begin - end;
    this.#begin = 0;
    this.#past = Math.max(begin + points.x.length, this.#past - end + begin + points.x.length);
    for (const y of points.y)
      this.#extend(y);
    this.#revise(from);
  }

  #extend(y) {
    if (y < this.min)
      this.min = y;
    if (y > this.max)
      this.max = y;
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
      if (at < this.#begin + this.#past)
        this.#past += 1;
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
    if (length + count <= size / growth && (2 * length >= size || size === first_capacity)) {
      this.#x.set(x);
      this.#y.set(y);
    } else {
      const capacity = Math.max(first_capacity, Math.ceil(growth * (length + count)));
      [this.#x, this.#y] = [new Float64Array(capacity), new Float64Array(capacity)];
      this.#x.set(x);
      this.#y.set(y);
    }
    this.#begin = 0;
    this.#end = length;
  }
}
