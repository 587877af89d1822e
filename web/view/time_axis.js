// SPDX-License-Identifier: MIT

import { digitWidth, font, label_distance, text_scale } from "./labels.js";
import { drawLineMarks, lineMarks, mark_height } from "./line_marks.js";
import { timeTicks } from "./time_ticks.js";

const line_height = 15 * text_scale; // pixels; one line has times, and where there are some, one has dates
const height = mark_height + 2 * line_height;

/** The times below all plots, which stay in sight while the plots are scrolled, and marks of lines of logs. */
export class TimeAxis {
  element = document.createElement("canvas");
  #context = this.element.getContext("2d");
  #size = "";
  /** @type {{text: string, x: number, y: number}[]} what it says: above the middle of each text is its time */
  texts = [];
  /** @type {import("./line_marks.js").LineMarks[]} */
  marks = [];

  constructor() {
    this.element.className = "time-axis";
  }

  /**
   * @param {{from: number, to: number}} time Unix seconds
   * @param {{left: number, width: number}} area where the curves are, in pixels
   * @param {"local" | "utc"} zone
   * @returns {import("./time_ticks.js").Tick[]} where there are lines of the grid
   */
  ticks(time, { width }, zone) {
    return timeTicks(time, width / digitWidth(), zone);
  }

  /**
   * @param {import("./time_ticks.js").Tick[]} ticks
   * @param {{from: number, to: number}} time
   * @param {{left: number, width: number}} area
   * @param {{muted: string, of: (variable: string) => string}} theme
   * @param {import("../data/lines.js").Line[]} logged lines of logs
   */
  draw(ticks, { from, to }, { left, width }, theme, logged) {
    const context = this.#begin();
    this.marks = lineMarks(logged, { from, to }, { left, width });
    drawLineMarks(context, this.marks, theme);
    const end = this.element.clientWidth;
    const placeOf = (time) => left + ((time - from) / (to - from)) * width;
    context.fillStyle = theme.muted;
    context.font = font;
    context.textBaseline = "top";
    context.textAlign = "center";
    const times = ticks.map(({ time, label }) => ({ text: label, place: placeOf(time) }));
    const dates = ticks.filter(({ date }) => date !== "")
      .map(({ time, date }) => ({ text: date, place: placeOf(time) }));
    const below = mark_height + line_height;
    this.texts = [...fitting(context, times, mark_height, end), ...fitting(context, dates, below, end)];
    this.texts.forEach(({ text, x, y }) => context.fillText(text, x, y));
  }

  /** An empty canvas, as large as the element. */
  #begin() {
    const ratio = devicePixelRatio;
    const width = this.element.clientWidth;
    const size = `${width} ${ratio}`;
    if (size !== this.#size) {
      this.#size = size;
      [this.element.width, this.element.height] = [width * ratio, height * ratio];
    }
    this.#context.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.#context.clearRect(0, 0, width, height);
    return this.#context;
  }
}

/** Leaves out what has no room beside the one before. */
function* fitting(context, texts, y, end) {
  let free = 0;
  for (const { text, place } of texts) {
    const half = context.measureText(text).width / 2;
    const x = Math.min(place, end - half);
    if (x - half < free)
      continue;
    yield { text, x, y };
    free = x + half + label_distance;
  }
}
