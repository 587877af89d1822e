// SPDX-License-Identifier: MIT

import { font_size, text_scale, widestOf } from "./labels.js";
import { write } from "./write.js";

/**
 * A time that is marked across all plots.
 * @typedef {{time: number, text: string, kind: "mark" | "note" | "alarm"}} Mark
 */

/** @type {Record<Mark["kind"], string>} variables of the style sheet */
const colours = { mark: "--series-1", note: "--muted", alarm: "--bad" };
const text_size = 12 * text_scale; // pixels
const text_height = text_size + 5;

const most_widths = 1000;
/** Of texts that were measured: each picture asks for those of all marks. @type {Map<string, number>} */
const widths = new Map();

/** @returns {number} how wide a text is with what is around it, in pixels */
function widthOf(text) {
  const known = widths.get(text);
  if (known !== undefined)
    return known;
  if (widths.size >= most_widths)
    widths.clear();
  const width = (widestOf([text]) * text_size) / font_size + 8;
  widths.set(text, width);
  return width;
}

/** The same marks, without texts that would begin before the one before them ends: who zooms in sees them. */
function withoutOverlaps(marks) {
  let until = -Infinity;
  return marks.map((mark) => {
    const begin = mark.ends ? mark.left - widthOf(mark.text) : mark.left;
    if (mark.text === "")
      return mark;
    if (begin < until)
      return { ...mark, text: "" };
    until = begin + widthOf(mark.text);
    return mark;
  });
}

/** Lines at marked times, with texts at their feet. */
export class Marks {
  #element;
  /** @type {HTMLElement[]} */
  #lines = [];
  /**
   * Those that are seen, where, in pixels, and whether their texts end there, as they had no room after it.
   * @type {(Mark & {left: number, ends: boolean})[]}
   */
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
    const placed = seen.map((mark) => {
      const left = area.left + ((mark.time - from) / (to - from)) * area.width;
      return { ...mark, left, ends: left + widthOf(mark.text) > area.left + area.width };
    });
    this.shown = withoutOverlaps(placed.sort((a, b) => a.left - b.left));
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
function show(line, { text, kind, left, ends }) {
  const name = `mark-line ${kind}${ends ? " ends" : ""}`;
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
  return [...lines, ...texts.flatMap(({ left, text, ends }) => {
    const begin = ends ? left - widthOf(text) - 3 : left + 3;
    return [
      { d: `M${begin} ${height}v${-text_height}h${widthOf(text)}v${text_height}z`, fill: theme.card },
      { text, x: begin + 4, y: height - 5, size: text_size, colour: theme.of("--text") },
    ];
  })];
}
