// SPDX-License-Identifier: MIT

import { pixelOf } from "./pixel.js";

/** How many areas there are more from a pixel on, and the sums of their reds, greens and blues. */
const change_size = 4;

/**
 * The areas in a column of pixels. Where some lie over each other they let through as little as if one were painted on
 * the other, but in the mean of their colours. So their order does not matter, and each pixel is painted once.
 */
export class Areas {
  #height;
  #changes;
  #isChange;
  #begin = Infinity;
  #end = -Infinity;

  /** @param {number} height pixels */
  constructor(height) {
    this.#height = height;
    this.#changes = new Int32Array(change_size * (height + 1));
    this.#isChange = new Uint8Array(height + 1);
  }

  /**
   * @param {number} top rounded to whole pixels
   * @param {number} bottom the same
   * @param {number} colour an opaque pixel
   */
  add(top, bottom, colour) {
    const [begin, end] = [Math.max(0, Math.round(top)), Math.min(this.#height, Math.round(bottom))];
    if (begin >= end)
      return;
    this.#change(begin, 1, colour);
    this.#change(end, -1, colour);
    this.#begin = Math.min(this.#begin, begin);
    this.#end = Math.max(this.#end, end);
  }

  /**
   * Paints all of them. Then there are none.
   * @param {Int32Array} pixels of the column
   * @param {number} opacity of one area, 0 to 1
   */
  paint(pixels, opacity) {
    const [changes, isChange] = [this.#changes, this.#isChange];
    let [count, red, green, blue] = [0, 0, 0, 0];
    for (let y = this.#begin; y < this.#end;) {
      const [at, begin] = [y * change_size, y];
      count += changes[at];
      red += changes[at + 1];
      green += changes[at + 2];
      blue += changes[at + 3];
      do
        y += 1;
      while (isChange[y] === 0);
      if (count > 0)
        pixels.fill(pixelOf(red / count, green / count, blue / count, 1 - (1 - opacity) ** count), begin, y);
    }
    this.#clear();
  }

  #change(y, sign, colour) {
    const [changes, at] = [this.#changes, y * change_size];
    this.#isChange[y] = 1;
    changes[at] += sign;
    changes[at + 1] += sign * (colour & 255);
    changes[at + 2] += sign * ((colour >>> 8) & 255);
    changes[at + 3] += sign * ((colour >>> 16) & 255);
  }

  #clear() {
    if (this.#begin >= this.#end)
      return;
    this.#changes.fill(0, this.#begin * change_size, (this.#end + 1) * change_size);
    this.#isChange.fill(0, this.#begin, this.#end + 1);
    [this.#begin, this.#end] = [Infinity, -Infinity];
  }
}
