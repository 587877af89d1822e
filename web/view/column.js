// SPDX-License-Identifier: MIT

import { over, withOpacity } from "./pixel.js";

/** A column of pixels: a piece of memory, so that a span is quickly painted. */
export class Column {
  /** @type {Int32Array} 0 where nothing was painted */
  pixels;
  #height;

  /** @param {number} height pixels */
  constructor(height) {
    this.#height = height;
    this.pixels = new Int32Array(height);
  }

  /**
   * Paints a span over what is there.
   * @param {number} top
   * @param {number} bottom may be between two pixels, as top may
   * @param {number} colour an opaque pixel
   */
  paint(top, bottom, colour) {
    const first = Math.ceil(Math.max(0, top));
    const end = Math.floor(Math.min(this.#height, bottom));
    if (top > 0 && first <= this.#height)
      this.#paintPart(first - 1, Math.min(first, bottom) - top, colour);
    if (bottom < this.#height && end >= first)
      this.#paintPart(end, bottom - end, colour);
    if (first < end)
      this.pixels.fill(colour, first, end);
  }

  #paintPart(y, part, colour) {
    if (part > 0 && y >= 0 && y < this.#height)
      this.pixels[y] = over(withOpacity(colour, part), this.pixels[y]);
  }
}
