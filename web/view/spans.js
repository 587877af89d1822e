// SPDX-License-Identifier: MIT

const first_capacity = 4096;

/** Vertical spans, told in any order and read column by column, in each in the order in which they were told. */
export class Spans {
  /** The first and the last span of each column, and the one after each span: -1 for none. */
  #first = new Int32Array(0);
  #last = new Int32Array(0);
  #after = new Int32Array(first_capacity);
  #tops = new Float32Array(first_capacity);
  #bottoms = new Float32Array(first_capacity);
  #colours = new Int32Array(first_capacity);
  #length = 0;

  /**
   * Makes it empty.
   * @param {number} width how many columns there are
   */
  begin(width) {
    this.#length = 0;
    if (this.#first.length !== width)
      [this.#first, this.#last] = [new Int32Array(width), new Int32Array(width)];
    this.#first.fill(-1);
  }

  /**
   * @param {number} x a column; others than those there are have no spans
   * @param {number} top
   * @param {number} bottom
   * @param {number} colour a pixel
   */
  add(x, top, bottom, colour) {
    if (!(x >= 0 && x < this.#first.length))
      return;
    if (this.#length === this.#tops.length)
      this.#grow();
    const span = this.#length;
    if (this.#first[x] < 0)
      this.#first[x] = span;
    else
      this.#after[this.#last[x]] = span;
    this.#after[span] = -1;
    this.#tops[span] = top;
    this.#bottoms[span] = bottom;
    this.#colours[span] = colour;
    this.#last[x] = span;
    this.#length += 1;
  }

  /**
   * @param {number} x
   * @param {(top: number, bottom: number, colour: number) => void} onSpan
   */
  forEachOf(x, onSpan) {
    for (let span = this.#first[x]; span >= 0; span = this.#after[span])
      onSpan(this.#tops[span], this.#bottoms[span], this.#colours[span]);
  }

  #grow() {
    const larger = (array) => {
      const copy = new array.constructor(2 * array.length);
      copy.set(array);
      return copy;
    };
    this.#after = larger(this.#after);
    this.#tops = larger(this.#tops);
    this.#bottoms = larger(this.#bottoms);
    this.#colours = larger(this.#colours);
  }
}
