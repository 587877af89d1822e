// SPDX-License-Identifier: MIT

import { Areas } from "./areas.js";
import { over, pixelOf } from "./pixel.js";

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
  #areas = new Areas();
  #areaOpacity = 0;
  #rgb = [0, 0, 0];
  #hasArea = false;

  /**
   * Makes it empty and of this size.
   * @param {number} width its own pixels
   * @param {number} height
   * @param {number} ratio
   */
  begin(width, height, ratio) {
    this.ratio = ratio;
    this.#areas.begin(width, height);
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
  colour(rgb) {
    this.#rgb = rgb;
    this.#hasArea = false;
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
    const [pixels, width, opaque] = [this.#pixels, this.width, this.#pixel(1)];
    for (let at = first * width + x, stop = end * width; at < stop; at += width)
      pixels[at] = opaque;
  }

  /**
   * Draws a part of an area, of whole pixels, below all lines: one for each column.
   * @param {number} x
   * @param {number} top
   * @param {number} bottom
   * @param {number} opacity the same for all areas
   */
  shade(x, top, bottom, opacity) {
    if (!(x >= 0 && x < this.width))
      return;
    if (!this.#hasArea)
      this.#areas.next(this.#rgb);
    this.#hasArea = true;
    this.#areaOpacity = opacity;
    this.#areas.add(x, Math.max(0, Math.round(top)), Math.min(this.height, Math.round(bottom)));
  }

  /**
   * Shows what was drawn.
   * @param {CanvasRenderingContext2D} context of another canvas
   * @param {number} left where its upper left corner comes, in pixels of the page
   * @param {number} top
   */
  drawOn(context, left, top) {
    this.#areas.paint(this.#pixels, this.#areaOpacity);
    this.#context.putImageData(this.#image, 0, 0);
    context.drawImage(this.#canvas, left, top, this.width / this.ratio, this.height / this.ratio);
  }

  #blend(x, y, opacity) {
    if (opacity <= 0 || y < 0 || y >= this.height)
      return;
    const at = y * this.width + x;
    this.#pixels[at] = over(this.#pixel(opacity), this.#pixels[at]);
  }

  #pixel(opacity) {
    const [red, green, blue] = this.#rgb;
    return pixelOf(red, green, blue, opacity);
  }
}
