// SPDX-License-Identifier: MIT

/**
 * Pixels that are written one by one, in vertical spans: a canvas takes many times as long for thousands of them.
 */
export class Raster {
  width = 0;
  height = 0;
  /** @type {number} its pixels for one of the page */
  ratio = 1;
  #canvas = document.createElement("canvas");
  #context = this.#canvas.getContext("2d");
  #image = null;
  #pixels = new Uint32Array(0);
  #rgb = 0;

  /**
   * Makes it empty and of this size.
   * @param {number} width its own pixels
   * @param {number} height
   * @param {number} ratio
   */
  begin(width, height, ratio) {
    this.ratio = ratio;
    if (width === this.width && height === this.height) {
      this.#pixels.fill(0);
      return;
    }
    [this.width, this.height] = [width, height];
    [this.#canvas.width, this.#canvas.height] = [width, height];
    this.#image = this.#context.createImageData(width, height);
    this.#pixels = new Uint32Array(this.#image.data.buffer);
  }

  /** @param {number[]} rgb of what is drawn from now on, 0 to 255 */
  colour([red, green, blue]) {
    this.#rgb = red | (green << 8) | (blue << 16); // the machine has its least byte first
  }

  /**
   * Draws a vertical span.
   * @param {number} x a column; others than those there are draw nothing
   * @param {number} top
   * @param {number} bottom may be between two pixels, as top may
   */
  fill(x, top, bottom) {
    if (!(x >= 0 && x < this.width))
      return;
    const first = Math.ceil(Math.max(0, top));
    const end = Math.floor(Math.min(this.height, bottom));
    if (top > 0 && first <= this.height)
      this.#blend(x, first - 1, Math.min(first, bottom) - top);
    if (bottom < this.height && end >= first)
      this.#blend(x, end, bottom - end);
    const opaque = this.#rgb | 0xff000000;
    const pixels = this.#pixels;
    const width = this.width;
    for (let at = first * width + x, stop = end * width; at < stop; at += width)
      pixels[at] = opaque;
  }

  /**
   * Draws a vertical span of whole pixels that lets through what is below.
   * @param {number} x
   * @param {number} top
   * @param {number} bottom
   * @param {number} opacity
   */
  shade(x, top, bottom, opacity) {
    if (!(x >= 0 && x < this.width))
      return;
    const end = Math.min(this.height, Math.round(bottom));
    for (let y = Math.max(0, Math.round(top)); y < end; ++y)
      this.#blend(x, y, opacity);
  }

  /**
   * Shows what was drawn.
   * @param {CanvasRenderingContext2D} context of another canvas
   * @param {number} left where its upper left corner comes, in pixels of the page
   * @param {number} top
   */
  drawOn(context, left, top) {
    this.#context.putImageData(this.#image, 0, 0);
    context.drawImage(this.#canvas, left, top, this.width / this.ratio, this.height / this.ratio);
  }

  /** One colour over another, neither of which need be opaque. */
  #blend(x, y, opacity) {
    if (opacity <= 0 || y < 0 || y >= this.height)
      return;
    const at = y * this.width + x;
    const below = this.#pixels[at];
    const rest = ((below >>> 24) / 255) * (1 - opacity);
    const alpha = opacity + rest;
    const mix = (shift) => {
      const above = (this.#rgb >>> shift) & 255;
      const under = (below >>> shift) & 255;
      return Math.round((above * opacity + under * rest) / alpha) << shift;
    };
    this.#pixels[at] = mix(0) | mix(8) | mix(16) | (Math.round(alpha * 255) << 24);
  }
}
