// SPDX-License-Identifier: MIT

import { forEachSpan } from "../data/spans.js";
import { font, label_distance, text_scale, widestOf } from "./labels.js";
import { inkOn, isBadWord, wordColour } from "./word_colours.js";
import { valueText } from "../data/words.js";

const lane_height = Math.round(26 * text_scale); // pixels
const strip_height = Math.round(18 * text_scale);
const bad_extra = 3;
const name_height = Math.round(16 * text_scale); // above a lane, where names are long
const longest_name = 160 * text_scale;
/** Of the element, which a narrow window leaves for names. */
const most_of_width = 0.25;
const word_margin = 6;
const least_span = 2;
/** What Flot leaves beside labels at the left and at the right, and where there are none at the right. */
const beside_left = 19;
const beside_right = 9;
const right_margin = 7;
const most_looks = 1000;

/**
 * States of some series over time: a lane for each, with a span of colour for each time with one value, and its word in
 * it where there is room.
 */
export class Lanes {
  element;
  /** @type {number} points that were found */
  count = 0;
  /** There is no axis of values. */
  range = null;
  #canvas = document.createElement("canvas");
  #context = this.#canvas.getContext("2d");
  #theme;
  #palette;
  #decimators;
  /** @type {{series: import("../data/series.js").Points, found: any}[]} */
  #lanes = [];
  #areBeside = true;
  /** @type {?{left: number, top: number, width: number, height: number}} */
  #area = null;
  /** @type {Map<string, {colour: string, ink: string, isBad: boolean, width: number}>} looks of words */
  #looks = new Map();
  #size = "";

  /**
   * @param {HTMLElement} element is given a canvas, and its height
   * @param {ReturnType<import("./theme.js").readTheme>} theme
   * @param {import("./palette.js").Palette} palette
   * @param {import("../data/decimate.js").Decimators} decimators
   */
  constructor(element, theme, palette, decimators) {
    this.element = element;
    this.#theme = theme;
    this.#palette = palette;
    this.#decimators = decimators;
    this.#canvas.className = "lanes";
    element.append(this.#canvas);
  }

  /**
   * Finds what is to be drawn.
   * @param {import("../data/series.js").Points[]} series
   * @param {{from: number, to: number}} time Unix seconds
   * @param {import("./plots.js").Wish} _wish
   */
  prepare(series, time, _wish) {
    this.#lanes = series.map((one) => {
      const found = this.#decimators.of(one).decimate(time.from, time.to, this.columns);
      return { series: one, found };
    });
    const isHeld = ({ series }) => series.length > 0 && series.x[0] <= time.to; // before what is seen, and still
    this.count = this.#lanes.reduce((sum, lane) => sum + Math.max(lane.found.count, isHeld(lane) ? 1 : 0), 0);
    const room = Math.min(longest_name, most_of_width * this.element.clientWidth);
    this.#areBeside = widestOf(series.map(({ name }) => name)) <= room;
    const height = `${series.length * this.#laneHeight}px`;
    if (this.element.style.height !== height)
      this.element.style.height = height;
  }

  /** @returns {number[]} how wide the names at the left are, in pixels, and 0: there are none at the right */
  get widestLabels() {
    return [this.#areBeside ? widestOf(this.#lanes.map(({ series }) => series.name)) : 0, 0];
  }

  /**
   * Draws what prepare() found.
   * @param {{from: number, to: number, ticks: import("./time_ticks.js").Tick[]}} time Unix seconds
   * @param {number[]} labelWidths of values at the left and at the right, in pixels; 0: no room
   */
  draw(time, [left, right]) {
    const { clientWidth, clientHeight } = this.element;
    if (clientWidth === 0 || clientHeight === 0)
      return;
    const start = left + beside_left;
    const end = this.element.getBoundingClientRect().width - (right > 0 ? right + beside_right : right_margin);
    this.#area = { left: start, top: 0, width: Math.max(1, end - start), height: clientHeight };
    const context = this.#begin(clientWidth, clientHeight);
    this.#drawGrid(context, time);
    this.#lanes.forEach((lane, at) => this.#drawLane(context, lane, at * this.#laneHeight, time));
  }

  /** Where the spans are, in pixels of the element; null before the first draw(). */
  area() {
    return this.#area;
  }

  /** How many columns of points there is room for: a pixel of the screen each. */
  get columns() {
    return Math.max(50, Math.round((this.#area?.width ?? this.element.clientWidth) * devicePixelRatio));
  }

  canvas() {
    return this.#area === null ? null : this.#canvas;
  }

  remove() {
    this.element.remove();
  }

  get #laneHeight() {
    return lane_height + (this.#areBeside ? 0 : name_height);
  }

  /** An empty canvas, as large as the element. */
  #begin(width, height) {
    const ratio = devicePixelRatio;
    const size = `${width} ${height} ${ratio}`;
    if (size !== this.#size) {
      this.#size = size;
      [this.#canvas.width, this.#canvas.height] = [Math.round(width * ratio), Math.round(height * ratio)];
      [this.#canvas.style.width, this.#canvas.style.height] = [`${width}px`, `${height}px`];
    }
    this.#context.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.#context.clearRect(0, 0, width, height);
    return this.#context;
  }

  #drawGrid(context, { from, to, ticks }) {
    const { left, width, height } = this.#area;
    context.fillStyle = this.#theme.grid;
    for (const { time } of ticks)
      context.fillRect(Math.round(left + ((time - from) / (to - from)) * width), 0, 1, height);
  }

  #drawLane(context, { series, found }, top, time) {
    const strip = top + this.#laneHeight - lane_height + (lane_height - strip_height) / 2;
    this.#drawName(context, series.name, top);
    const { left, width } = this.#area;
    const isBad = (value) => this.#look(valueText(series, value)).isBad;
    const choose = (values) => values.find(isBad) ?? values.at(-1);
    forEachSpan(series, found, time, { width, columns: this.columns }, choose, (from, to, value) =>
      this.#drawSpan(context, left + from, left + to, strip, valueText(series, value)));
  }

  #drawName(context, name, top) {
    const { left, width } = this.#area;
    context.fillStyle = this.#theme.muted;
    context.font = font;
    context.textBaseline = "middle";
    context.textAlign = this.#areBeside ? "right" : "left";
    if (this.#areBeside)
      context.fillText(name, left - label_distance, top + lane_height / 2);
    else
      context.fillText(shortened(name, width), left, top + name_height / 2 + 1);
  }

  /** Where it ends with the plot it is seen at least, however short it is. */
  #drawSpan(context, from, to, top, word) {
    const { left, width } = this.#area;
    const start = Math.max(left, Math.min(from, left + width - least_span));
    const length = Math.max(least_span, to - start);
    const { colour, ink, isBad, width: wordWidth } = this.#look(word);
    const more = isBad ? bad_extra : 0; // told by more than its colour
    context.fillStyle = colour;
    context.fillRect(start, top - more, length > 4 ? length - 1 : length, strip_height + 2 * more); // two are two
    if (length < wordWidth + 2 * word_margin)
      return;
    context.fillStyle = ink;
    context.textAlign = "left";
    context.fillText(word, start + word_margin, top + strip_height / 2 + 0.5);
  }

  #look(word) {
    let look = this.#looks.get(word);
    if (look === undefined) {
      if (this.#looks.size >= most_looks)
        this.#looks.clear();
      const colour = wordColour(word, this.#palette, this.#theme);
      look = { colour, ink: inkOn(colour), isBad: isBadWord(word), width: widestOf([word]) };
      this.#looks.set(word, look);
    }
    return look;
  }
}

/** As much of a name as there is room for, in pixels. */
function shortened(name, room) {
  let text = name;
  while (text.length > 1 && widestOf([text]) > room)
    text = `${text.slice(0, -2)}…`;
  return text;
}
