// SPDX-License-Identifier: MIT

/** Points that came after others of later times, until they are put among those. */
export class LatePoints {
  /** @type {number[]} */
  #x = [];
  /** @type {number[]} */
  #y = [];
  #isSorted = true;

  get length() {
    return this.#x.length;
  }

  /**
   * @param {number} x Unix seconds
   * @param {number} y NaN for a gap
   */
  push(x, y) {
    if (x < this.#x[this.#x.length - 1])
      this.#isSorted = false;
    this.#x.push(x);
    this.#y.push(y);
  }

  /** @returns {{x: number[], y: number[]}} all by their times, those of one time as they came; then there are none */
  take() {
    const [x, y] = [this.#x, this.#y];
    const wasSorted = this.#isSorted;
    [this.#x, this.#y, this.#isSorted] = [[], [], true];
    if (wasSorted)
      return { x, y };
    const order = Array.from(x.keys()).sort((a, b) => x[a] - x[b]);
    return { x: order.map((i) => x[i]), y: order.map((i) => y[i]) };
  }
}
