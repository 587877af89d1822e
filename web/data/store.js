// SPDX-License-Identifier: MIT

import { Series } from "./series.js";

/** What is let go at once, where there is no more room: a part of all. */
const step = 1 / 1000;

/**
 * All series, bounded in number and in memory. Where there is no room for one more point, the oldest points of all go,
 * so that all series reach equally far back; but a slow one keeps its share: half of what is a fair part.
 */
export class Store {
  /** @type {number} points kept at most */
  maxPoints;
  /** @type {number} the newest time of which points were let go, Unix seconds; -Infinity where there were none */
  forgottenUntil = -Infinity;
  #maxSeries;
  #series = new Map();
  #refused = new Set();
  #points = 0;
  #min = Infinity;
  #max = -Infinity;

  /**
   * @param {number} maxSeries further ones are not kept
   * @param {number} maxPoints of all series together
   */
  constructor(maxSeries = 64, maxPoints = 2_000_000) {
    this.#maxSeries = maxSeries;
    this.maxPoints = maxPoints;
  }

  /** @returns {Series[]} in the order in which they came */
  get series() {
    return [...this.#series.values()];
  }

  /** @returns {{min: number, max: number}} of all values that ever came; Infinity and -Infinity before the first */
  get range() {
    return { min: this.#min, max: this.#max };
  }

  /** @returns {number} series that were not taken, as there are too many; counted up to a thousand */
  get refused() {
    return this.#refused.size;
  }

  /** @returns {Series | undefined} */
  find(name) {
    return this.#series.get(name);
  }

  /** @returns {number} the place of a series in `series`, -1 where there is none of that name */
  indexOf(name) {
    return [...this.#series.keys()].indexOf(name);
  }

  /**
   * @param {string} name
   * @param {number} x Unix seconds
   * @param {number} y NaN for a gap
   * @returns {boolean} whether it was kept
   */
  push(name, x, y) {
    const series = this.#series.get(name) ?? this.#add(name, y);
    if (series === null)
      return false;
    this.#pushTo(series, x, y);
    if (y < this.#min)
      this.#min = y;
    if (y > this.#max)
      this.#max = y;
    return true;
  }

  /** Ends all lines: what comes from now on is not joined to what came before. */
  breakLines() {
    for (const series of this.#series.values()) {
      if (series.length > 0)
        this.#pushTo(series, series.x.at(-1), NaN);
    }
  }

  /** @returns {?[number, number]} the times of the oldest and the newest point; null where there is none */
  extent() {
    let [first, last] = [Infinity, -Infinity];
    for (const { x } of this.#series.values()) {
      first = Math.min(first, x[0]);
      last = Math.max(last, x.at(-1));
    }
    return first <= last ? [first, last] : null;
  }

  #add(name, y) {
    if (Number.isNaN(y)) // a null may be no number at all
      return null;
    if (this.#series.size >= this.#maxSeries) {
      if (this.#refused.size < 1000)
        this.#refused.add(name);
      return null;
    }
    const series = new Series(name);
    this.#series.set(name, series);
    return series;
  }

  #pushTo(series, x, y) {
    series.push(x, y);
    this.#points += 1;
    if (this.#points > this.maxPoints)
      this.#forget(Math.max(1, Math.floor(this.maxPoints * step)));
  }

  /** Lets at least `count` points go. */
  #forget(count) {
    const share = Math.floor(this.maxPoints / (2 * this.#series.size));
    const least = this.#points - count;
    while (this.#points > least) {
      const large = [...this.#series.values()].filter((series) => series.length > share);
      const oldest = large.reduce((found, series) => (series.x[0] < found.x[0] ? series : found));
      const surplus = Math.min(oldest.length - share, this.#points - least);
      this.forgottenUntil = Math.max(this.forgottenUntil, oldest.x[surplus - 1]);
      oldest.forget(surplus);
      this.#points -= surplus;
    }
  }
}
