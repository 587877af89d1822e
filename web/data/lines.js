// SPDX-License-Identifier: MIT

const longest_text = 2000; // characters

/**
 * A line of a log.
 * @typedef {object} Line
 * @property {number} time Unix seconds
 * @property {string} topic "" for none
 * @property {import("./level.js").Level} level
 * @property {string} text
 * @property {number} number of those before it
 */

/** The last lines, in the order in which they came. */
export class Lines {
  #most;
  /** @type {Line[]} twice as many at most: the oldest go all at once */
  #all = [];
  #count = 0;
  /** Of those that ever came, the ones before a clear(). */
  #cleared = 0;

  /** @param {number} most lines that are kept */
  constructor(most = 10_000) {
    this.#most = most;
  }

  /** @returns {number} how many ever came */
  get count() {
    return this.#count;
  }

  /** @returns {number} how many had to go */
  get forgotten() {
    return Math.max(0, this.#count - this.#cleared - this.#most);
  }

  /** @returns {Line[]} those that are kept; good until the next push() */
  get kept() {
    return this.#all.length > this.#most ? this.#all.slice(-this.#most) : this.#all;
  }

  /** Lets all lines go. */
  clear() {
    this.#all = [];
    this.#cleared = this.#count;
  }

  /** @param {{time: number, topic: string, level: import("./level.js").Level, text: string}} line */
  push({ time, topic, level, text }) {
    if (this.#all.length >= 2 * this.#most)
      this.#all.splice(0, this.#all.length - this.#most);
    const short = text.length > longest_text ? `${text.slice(0, longest_text)}…` : text;
    this.#all.push({ time, topic, level, text: short, number: this.#count });
    this.#count += 1;
  }
}
