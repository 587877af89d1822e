// SPDX-License-Identifier: MIT

import { font_size, widestOf } from "./labels.js";
import { write } from "./write.js";

/**
 * A time that is marked across all plots.
 * @typedef {{time: number, text: string, kind: "mark" | "note" | "alarm"}} Mark
 */

/** @type {Record<Mark["kind"], string>} variables of the style sheet */
const colours = { mark: "--series-1", note: "--muted", alarm: "--bad" };
const text_size = 12; // pixels

/** Lines at marked times, with texts at their feet. */
export class Marks {
  #element;
  /** @type {HTMLElement[]} */
  #lines = [];
  /** @type {(Mark & {left: number})[]} those that are seen, and where, in pixels */
  shown = [];

  /** @param {HTMLElement} element the plots' own */
  constructor(element) {
    this.#element = element;
  }

  /**
   * @param {Mark[]} marks
   * @param {{from: number, to: number}} time what is seen, Unix seconds
   * @param {?{left: number, width: number}} area where the curves are, in pixels; null: nowhere yet
   */
  draw(marks, { from, to }, area) {
    const seen = area === null ? [] : marks.filter(({ time }) => time >= from && time <= to);
    while (this.#lines.length > seen.length)
      this.#lines.pop().remove();
    this.shown = seen.map((mark) => ({ ...mark, left: area.left + ((mark.time - from) / (to - from)) * area.width }));
    this.shown.forEach((mark, at) => show(this.#line(at), mark));
  }

  #line(at) {
    if (this.#lines[at] === undefined) {
      const line = document.createElement("div");
      line.append(document.createElement("span"));
      this.#element.append(line);
      this.#lines.push(line);
    }
    return this.#lines[at];
  }
}

/** Writes only what has changed. */
function show(line, { text, kind, left }) {
  const name = `mark-line ${kind}`;
  if (line.className !== name)
    line.className = name;
  write(line.firstChild, text);
  line.style.left = `${left}px`;
}

/**
 * The same over one plot of a picture.
 *
 * @param {Marks["shown"]} marks
 * @param {number} height of the plot, in pixels
 * @param {boolean} hasTexts whether their texts are at the foot of this one
 * @param {{card: string, of: (variable: string) => string}} theme
 * @returns {import("./shape.js").Shape[]}
 */
export function markShapes(marks, height, hasTexts, theme) {
  const lines = marks.map(({ left, kind }) =>
    ({ d: `M${Math.round(left) + 0.5} 0V${height}`, stroke: theme.of(colours[kind]), width: 1, dash: [3, 2] }));
  const texts = hasTexts ? marks.filter(({ text }) => text !== "") : [];
  return [...lines, ...texts.flatMap(({ left, text }) => [
    { d: `M${left + 3} ${height}v-17h${(widestOf([text]) * text_size) / font_size + 8}v17z`, fill: theme.card },
    { text, x: left + 7, y: height - 5, size: text_size, colour: theme.of("--text") },
  ])];
}
