// SPDX-License-Identifier: MIT

const first_capacity = 4096;
/** Numbers of a span: its top and its bottom, its colour, the span before it in its column. */
const span_size = 4;

/** Vertical spans, told in any order, and read column by column, from the last one that was told to the first. */
export class Spans {
  /** The last span of each column, as a place in `#integers`: -1 for none. */
  #last = new Int32Array(0);
  /** The same memory, so that all of a span is at one place. */
  #floats = new Float32Array(first_capacity * span_size);
  #integers = new Int32Array(this.#floats.buffer);
  #end = 0;

  /**
   * Makes it empty.
   * @param {number} width how many columns there are
   */
  begin(width) {
    this.#end = 0;
    if (this.#last.length !== width)
      this.#last = new Int32Array(width);
    this.#last.fill(-1);
  }

  /**
   * @param {number} x a column; others than those there are have no spans
   * @param {number} top
   * @param {number} bottom
   * @param {number} colour a pixel
   */
  add(x, top, bottom, colour) {
    if (!(x >= 0 && x < this.#last.length))
      return;
    if (this.#end === this.#floats.length)
      this.#grow();
    const span = this.#end;
    this.#floats[span] = top;
    this.#floats[span + 1] = bottom;
    this.#integers[span + 2] = colour;
    this.#integers[span + 3] = this.#last[x];
    this.#last[x] = span;
    this.#end += span_size;
  }

  /**
   * @param {number} x
   * @param {(top: number, bottom: number, colour: number) => void} onSpan
   */
  forEachOf(x, onSpan) {
    const [floats, integers] = [this.#floats, this.#integers];
    for (let span = this.#last[x]; span >= 0; span = integers[span + 3])
      onSpan(floats[span], floats[span + 1], integers[span + 2]);
  }

  #grow() {
    const integers = new Int32Array(2 * this.#integers.length);
    integers.set(this.#integers);
    this.#integers = integers;
    this.#floats = new Float32Array(integers.buffer);
  }
}
