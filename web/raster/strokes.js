// SPDX-License-Identifier: MIT

import { over, withOpacity } from "./pixel.js";

/** The lines in a column of pixels. Of many most are hidden by others: these are not painted. */
export class Strokes {
  #height;
  /** Spans that may be seen, the last one above all: tops, bottoms, colours. */
  #tops = [];
  #bottoms = [];
  #colours = [];
  /** What they cover in one piece. */
  #coveredFrom = Infinity;
  #coveredTo = -Infinity;

  /** @param {number} height pixels */
  constructor(height) {
    this.#height = height;
  }

  /**
   * Adds a span below those that were added before.
   * @param {number} top
   * @param {number} bottom may be between two pixels, as top may
   * @param {number} colour an opaque pixel
   */
  add(top, bottom, colour) {
    if (top >= this.#coveredFrom && bottom <= this.#coveredTo)
      return;
    this.#tops.push(top);
    this.#bottoms.push(bottom);
    this.#colours.push(colour);
    this.#cover(Math.ceil(top), Math.floor(bottom));
  }

  /**
   * Paints all of them over what is there. Then there are none.
   * @param {Int32Array} pixels
   */
  paint(pixels) {
    for (let i = this.#tops.length - 1; i >= 0; --i)
      this.#paintSpan(pixels, this.#tops[i], this.#bottoms[i], this.#colours[i]);
    this.#tops.length = this.#bottoms.length = this.#colours.length = 0;
    [this.#coveredFrom, this.#coveredTo] = [Infinity, -Infinity];
  }

  #cover(from, to) {
    if (from <= this.#coveredTo && to >= this.#coveredFrom) {
      this.#coveredFrom = Math.min(this.#coveredFrom, from);
      this.#coveredTo = Math.max(this.#coveredTo, to);
    } else if (to - from > this.#coveredTo - this.#coveredFrom)
      [this.#coveredFrom, this.#coveredTo] = [from, to];
  }

  #paintSpan(pixels, top, bottom, colour) {
    const first = Math.ceil(Math.max(0, top));
    const end = Math.floor(Math.min(this.#height, bottom));
    if (top > 0 && first <= this.#height)
      this.#paintPart(pixels, first - 1, Math.min(first, bottom) - top, colour);
    if (bottom < this.#height && end >= first)
      this.#paintPart(pixels, end, bottom - end, colour);
    if (first < end)
      pixels.fill(colour, first, end);
  }

  #paintPart(pixels, y, part, colour) {
    if (part > 0 && y >= 0 && y < this.#height)
      pixels[y] = over(withOpacity(colour, part), pixels[y]);
  }
}
