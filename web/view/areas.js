// SPDX-License-Identifier: MIT

import { least_opaque, over, pixelOf } from "./pixel.js";

/** Numbers that tell what changes at a pixel of a column: whether anything, how many areas, the sums of their colours. */
const change_size = 5;

/**
 * The areas of several lines in an image. Where some lie over each other they let through as little as one painted on
 * the other would, but in the mean of their colours. So their order does not matter, and each pixel is painted once.
 */
export class Areas {
  #layers = [];
  #used = 0;
  #width = 0;
  #changes = new Int32Array(0);
  /** From where to where there are any in the column at hand. */
  #begin = Infinity;
  #end = -Infinity;

  /**
   * Makes it empty and of this size.
   * @param {number} width pixels
   * @param {number} height
   */
  begin(width, height) {
    this.#used = 0;
    if (width !== this.#width)
      this.#layers = [];
    this.#width = width;
    if (this.#changes.length !== change_size * (height + 1))
      this.#changes = new Int32Array(change_size * (height + 1));
  }

  /** @param {number[]} rgb of the area that is told from now on, 0 to 255 */
  next(rgb) {
    if (this.#used === this.#layers.length)
      this.#layers.push({ rgb, spans: new Int16Array(2 * this.#width) });
    const layer = this.#layers[this.#used];
    layer.rgb = rgb;
    layer.spans.fill(0);
    this.#used += 1;
  }

  /** Its part in a column, one for each: within the image, whole pixels. */
  add(x, top, bottom) {
    const { spans } = this.#layers[this.#used - 1];
    spans[2 * x] = top;
    spans[2 * x + 1] = bottom;
  }

  /**
   * Paints all of them below what is there.
   * @param {Uint32Array} pixels of the image, row by row
   * @param {number} opacity of one area, 0 to 1
   */
  paint(pixels, opacity) {
    const opacities = Array.from({ length: this.#used + 1 }, (_, count) => 1 - (1 - opacity) ** count);
    for (let x = 0; this.#used > 0 && x < this.#width; ++x) {
      this.#collect(x);
      this.#paintColumn(pixels, x, opacities);
    }
  }

  /** What changes in a column, and where. */
  #collect(x) {
    [this.#begin, this.#end] = [Infinity, -Infinity];
    for (let i = 0; i < this.#used; ++i) {
      const { rgb, spans } = this.#layers[i];
      const [top, bottom] = [spans[2 * x], spans[2 * x + 1]];
      if (top >= bottom)
        continue;
      this.#change(top, 1, rgb);
      this.#change(bottom, -1, rgb);
      this.#begin = Math.min(this.#begin, top);
      this.#end = Math.max(this.#end, bottom);
    }
  }

  #change(y, sign, rgb) {
    const at = y * change_size;
    this.#changes[at] = 1;
    this.#changes[at + 1] += sign;
    this.#changes[at + 2] += sign * rgb[0];
    this.#changes[at + 3] += sign * rgb[1];
    this.#changes[at + 4] += sign * rgb[2];
  }

  #paintColumn(pixels, x, opacities) {
    const [changes, width, end] = [this.#changes, this.#width, this.#end];
    let [count, red, green, blue, pixel] = [0, 0, 0, 0, 0];
    for (let y = this.#begin; y <= end; ++y) {
      const at = y * change_size;
      if (changes[at] !== 0) {
        count += changes[at + 1];
        red += changes[at + 2];
        green += changes[at + 3];
        blue += changes[at + 4];
        changes.fill(0, at, at + change_size);
        pixel = count === 0 ? 0 : pixelOf(red / count, green / count, blue / count, opacities[count]);
      }
      if (pixel === 0)
        continue;
      const above = pixels[y * width + x];
      if (above === 0) // most are, or are opaque
        pixels[y * width + x] = pixel;
      else if (above < least_opaque)
        pixels[y * width + x] = over(above, pixel);
    }
  }
}
