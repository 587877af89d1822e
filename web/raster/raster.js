// SPDX-License-Identifier: MIT

import { Areas } from "./areas.js";
import { pixelOf } from "./pixel.js";
import { Spans } from "./spans.js";
import { Strokes } from "./strokes.js";

/**
 * Pixels that are written one by one, in vertical spans: a canvas takes many times as long for thousands of them. What
 * is drawn later is above what was before; areas are below all lines. Where curves have only moved on, the columns that
 * were painted before move with them, and only those after are drawn.
 */
export class Raster {
  width = 0;
  height = 0;
  /** @type {number} its pixels for one of the page */
  ratio = 1;
  /** @type {number} columns at the left that are there already: they need not be drawn */
  keptColumns = 0;
  #canvas = document.createElement("canvas");
  #context = this.#canvas.getContext("2d");
  #image = null;
  #pixels = new Int32Array(0);
  #lines = new Spans();
  #shades = new Spans();
  #column = new Int32Array(0);
  #strokes = new Strokes(0);
  #areas = new Areas(0);
  #opacity = 0;
  #colour = 0;

  /**
   * Makes it of this size, and empty but for what is kept of a picture of the same size.
   * @param {number} width its own pixels
   * @param {number} height
   * @param {number} ratio
   * @param {{moved: number, columns: number}} kept after it has moved to the left, so many columns at the left
   */
  begin(width, height, ratio, { moved, columns }) {
    this.ratio = ratio;
    this.keptColumns = columns;
    this.#lines.begin(width);
    this.#shades.begin(width);
    if (width === this.width && height === this.height)
      return columns > 0 ? this.#move(moved) : undefined;
    this.keptColumns = 0;
    [this.width, this.height] = [width, height];
    [this.#canvas.width, this.#canvas.height] = [width, height];
    this.#image = this.#context.createImageData(width, height);
    this.#pixels = new Int32Array(this.#image.data.buffer);
    this.#column = new Int32Array(height);
    this.#strokes = new Strokes(height);
    this.#areas = new Areas(height);
  }

  /** @param {number[]} rgb of what is drawn from now on, 0 to 255 */
  colour([red, green, blue]) {
    this.#colour = pixelOf(red, green, blue, 1);
  }

  /**
   * Draws a vertical span.
   * @param {number} x a column; others than those there are draw nothing
   * @param {number} top
   * @param {number} bottom may be between two pixels, as top may
   */
  fill(x, top, bottom) {
    this.#lines.add(x, top, bottom, this.#colour);
  }

  /**
   * Draws a part of an area, which lets through what is below.
   * @param {number} x
   * @param {number} top rounded to whole pixels
   * @param {number} bottom the same
   * @param {number} opacity the same for all areas
   */
  shade(x, top, bottom, opacity) {
    this.#opacity = opacity;
    this.#shades.add(x, top, bottom, this.#colour);
  }

  /**
   * Shows what was drawn.
   * @param {CanvasRenderingContext2D} context of another canvas
   * @param {number} left where its upper left corner comes, in pixels of the page
   * @param {number} top
   */
  drawOn(context, left, top) {
    this.#paint();
    const kept = this.keptColumns;
    this.#context.putImageData(this.#image, 0, 0, kept, 0, this.width - kept, this.height);
    context.drawImage(this.#canvas, left, top, this.width / this.ratio, this.height / this.ratio);
  }

  #move(columns) {
    if (columns === 0)
      return;
    this.#context.globalCompositeOperation = "copy";
    this.#context.drawImage(this.#canvas, -columns, 0);
  }

  /** Column by column, each in a piece of memory that stays near. */
  #paint() {
    const [strokes, areas] = [this.#strokes, this.#areas];
    const addStroke = (top, bottom, colour) => strokes.add(top, bottom, colour);
    const addArea = (top, bottom, colour) => areas.add(top, bottom, colour);
    for (let x = this.keptColumns; x < this.width; ++x) {
      this.#column.fill(0);
      this.#shades.forEachOf(x, addArea);
      areas.paint(this.#column, this.#opacity);
      this.#lines.forEachOf(x, addStroke);
      strokes.paint(this.#column);
      this.#copy(this.#column, x);
    }
  }

  #copy(column, x) {
    const [pixels, width, height] = [this.#pixels, this.width, this.height];
    for (let y = 0; y < height; ++y)
      pixels[y * width + x] = column[y];
  }
}
