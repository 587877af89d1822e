// SPDX-License-Identifier: MIT

import { Series } from "./series.js";

/** All series, bounded in number and in memory. */
export class Store {
  #maxSeries;
  #maxPoints;
  #series = new Map();
  #refused = new Set();
  #min = Infinity;
  #max = -Infinity;

  /**
   * @param {number} maxSeries further ones are not kept
   * @param {number} maxPoints of all series together; each gets an equal part
   */
  constructor(maxSeries = 64, maxPoints = 2_000_000) {
    this.#maxSeries = maxSeries;
    this.#maxPoints = maxPoints;
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
    series.push(x, y);
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
        series.push(series.x.at(-1), NaN);
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
    const limit = Math.floor(this.#maxPoints / (this.#series.size + 1));
    for (const other of this.#series.values())
      other.limit = limit;
    const series = new Series(name, limit);
    this.#series.set(name, series);
    return series;
  }
}
