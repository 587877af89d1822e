// SPDX-License-Identifier: MIT

import { csvField, csvFrom, csvLine } from "./csv.js";

/** 20 bytes each. */
const most_points = 10_000_000;
const most_series = 10_000;
const chunk_points = 65_536;

/**
 * All points that come from now on, in their order, for as long as there is room: 10,000,000 points, 200 MB, of 10,000
 * series.
 */
export class Recording {
  /** @type {number} how many points it has */
  length = 0;
  /** @type {boolean} whether a point was left out because there was no room */
  isFull = false;
  #mostPoints;
  /** Fields of CSV and the numbers of the series that they are of, by name. */
  #numbers = new Map();
  #fields = [];
  #chunks = [];

  /** @param {number} mostPoints */
  constructor(mostPoints = most_points) {
    this.#mostPoints = mostPoints;
  }

  /**
   * Once there was no room for a point, no further one is kept: a recording has no holes.
   * @param {string} name of the series
   * @param {number} x Unix seconds
   * @param {number} y NaN for a gap
   */
  push(name, x, y) {
    const number = this.#numbers.get(name) ?? this.#add(name);
    this.isFull ||= number === null || this.length === this.#mostPoints;
    if (this.isFull)
      return;
    const at = this.length % chunk_points;
    if (at === 0)
      this.#chunks.push(new Chunk());
    const chunk = this.#chunks[this.#chunks.length - 1];
    chunk.series[at] = number;
    chunk.x[at] = x;
    chunk.y[at] = y;
    this.length += 1;
  }

  /**
   * @param {(name: string) => ?string[]} [wordsOf] what the values of a series stand for, null for themselves
   * @returns {Promise<Blob>} as csvOf()
   */
  toCsv(wordsOf = () => null) {
    return csvFrom(this.#lines([...this.#numbers.keys()].map(wordsOf)));
  }

  #add(name) {
    const number = this.#fields.length;
    if (number === most_series)
      return null;
    this.#fields.push(csvField(name));
    this.#numbers.set(name, number);
    return number;
  }

  *#lines(words) {
    for (let i = 0; i < this.length; ++i) {
      const { series, x, y } = this.#chunks[Math.floor(i / chunk_points)];
      const at = i % chunk_points;
      yield csvLine(this.#fields[series[at]], x[at], y[at], words[series[at]]);
    }
  }
}

class Chunk {
  series = new Uint32Array(chunk_points);
  x = new Float64Array(chunk_points);
  y = new Float64Array(chunk_points);
}
