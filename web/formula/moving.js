// SPDX-License-Identifier: MIT

import { PointQueue } from "./point_queue.js";
import { indexFrom } from "../data/sorted_times.js";
import { Total } from "./total.js";

// What is true of the last seconds at each point, with that point and without one that is just as old as the window is
// long. Each point counts as much as any other. Gaps stay gaps, and values from before them count as long as they are
// in the window. Of more than 65,536 points in a window the last ones count.

/** @typedef {import("./functions.js").Stage} Stage */

/**
 * The mean of the values.
 * @param {Stage} next
 * @param {number} seconds
 * @returns {Stage}
 */
export function movingMean(next, seconds) {
  return moving(next, seconds, new Mean());
}

/**
 * Their median; of an even number of values the mean of both in the middle.
 * @param {Stage} next
 * @param {number} seconds
 * @returns {Stage}
 */
export function movingMedian(next, seconds) {
  return moving(next, seconds, new Median());
}

/**
 * The one that is before all others. Only points wait that may be that one later: none that is not before a newer one.
 * @param {Stage} next
 * @param {number} seconds
 * @param {(a: number, b: number) => boolean} isBefore a < b for the least
 * @returns {Stage}
 */
export function movingExtreme(next, seconds, isBefore) {
  const points = new PointQueue();
  return (x, y) => {
    while (points.length > 0 && isOver(points, x - seconds))
      points.shift();
    if (Number.isNaN(y))
      return next(x, NaN);
    while (points.length > 0 && !isBefore(points.lastY, y))
      points.pop();
    points.push(x, y);
    next(x, points.firstY);
  };
}

function moving(next, seconds, values) {
  const points = new PointQueue();
  return (x, y) => {
    while (points.length > 0 && isOver(points, x - seconds)) {
      values.remove(points.firstY);
      points.shift();
    }
    if (Number.isNaN(y))
      return next(x, NaN);
    points.push(x, y);
    values.add(y);
    next(x, values.value);
  };
}

function isOver(points, time) {
  return points.firstX <= time || points.isFull;
}

class Mean {
  #total = new Total();
  #count = 0;

  get value() {
    return this.#total.value / this.#count;
  }

  add(value) {
    this.#total.add(value);
    this.#count += 1;
  }

  remove(value) {
    this.#total.add(-value);
    this.#count -= 1;
    if (this.#count === 0)
      this.#total.clear();
  }
}

/** Values in order: to add and to remove one moves those after it, which is quick up to some thousands. */
class Median {
  #sorted = new Float64Array(16);
  #count = 0;

  get value() {
    const half = this.#count >> 1;
    return this.#count % 2 === 1 ? this.#sorted[half] : (this.#sorted[half - 1] + this.#sorted[half]) / 2;
  }

  add(value) {
    if (this.#count === this.#sorted.length) {
      const larger = new Float64Array(2 * this.#count);
      larger.set(this.#sorted);
      this.#sorted = larger;
    }
    const at = this.#find(value);
    this.#sorted.copyWithin(at + 1, at, this.#count);
    this.#sorted[at] = value;
    this.#count += 1;
  }

  remove(value) {
    const at = this.#find(value);
    this.#sorted.copyWithin(at, at + 1, this.#count);
    this.#count -= 1;
  }

  #find(value) {
    return indexFrom(this.#sorted.subarray(0, this.#count), value);
  }
}
