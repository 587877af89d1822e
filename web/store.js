// SPDX-License-Identifier: MIT

/** The last points of one series, in memory that does not grow. */
export class Store {
  #x;
  #y;
  #next = 0;
  #length = 0;

  /** @param {number} capacity points kept; the oldest leaves when one more comes */
  constructor(capacity) {
    this.#x = new Float64Array(capacity);
    this.#y = new Float64Array(capacity);
  }

  /** How many points are kept now. */
  get length() {
    return this.#length;
  }

  /**
   * Appends a point.
   * @param {{x: number, y: number}} point
   */
  push({ x, y }) {
    const capacity = this.#x.length;
    this.#x[this.#next] = x;
    this.#y[this.#next] = y;
    this.#next = (this.#next + 1) % capacity;
    this.#length = Math.min(this.#length + 1, capacity);
  }

  /** @returns {Array<[number, number]>} the points as [x, y], in the order in which they came */
  points() {
    return Array.from({ length: this.#length }, (_, i) => this.#at(i));
  }

  /** @returns {?[number, number]} the newest point, null where there is none */
  last() {
    return this.#length > 0 ? this.#at(this.#length - 1) : null;
  }

  #at(i) {
    const capacity = this.#x.length;
    const at = (this.#next - this.#length + i + capacity) % capacity;
    return [this.#x[at], this.#y[at]];
  }
}
