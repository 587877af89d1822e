// SPDX-License-Identifier: MIT

export const mark_height = 6; // pixels
const mark_width = 2;

/** From the least grave one. @type {import("../data/level.js").Level[]} */
const levels = ["", "debug", "info", "warning", "error"];
const colours = ["--muted", "--muted", "--good", "--busy", "--bad"];

/**
 * Where lines of a log are marked along the time: in each pixel the gravest one, those with the colour of one level, a
 * variable of the style sheet, together; the gravest are last, above the others.
 *
 * @typedef {{colour: string, places: number[]}} LineMarks places: their left edges, in pixels
 *
 * @param {import("../data/lines.js").Line[]} lines
 * @param {{from: number, to: number}} time Unix seconds
 * @param {{left: number, width: number}} area pixels
 * @returns {LineMarks[]}
 */
export function lineMarks(lines, { from, to }, { left, width }) {
  const gravest = new Int8Array(Math.ceil(Math.max(0, width)) + 1).fill(-1);
  for (const { time, level } of lines) {
    const place = Math.round(((time - from) / (to - from)) * width);
    if (place >= 0 && place < gravest.length)
      gravest[place] = Math.max(gravest[place], levels.indexOf(level));
  }
  const marks = colours.map((colour) => ({ colour, places: [] }));
  gravest.forEach((grave, place) => marks[grave]?.places.push(left + place - mark_width / 2));
  return marks.filter(({ places }) => places.length > 0);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {LineMarks[]} marks
 * @param {{of: (variable: string) => string}} theme
 */
export function drawLineMarks(context, marks, theme) {
  for (const { colour, places } of marks) {
    context.fillStyle = theme.of(colour);
    for (const place of places)
      context.fillRect(place, 0, mark_width, mark_height);
  }
}

/**
 * The same in a picture.
 * @param {LineMarks[]} marks
 * @param {{of: (variable: string) => string}} theme
 * @returns {import("./shape.js").Shape[]}
 */
export function lineMarkShapes(marks, theme) {
  const rectangle = (place) => `M${Number(place.toFixed(2))} 0h${mark_width}v${mark_height}h-${mark_width}z`;
  return marks.map(({ colour, places }) => ({ d: places.map(rectangle).join(""), fill: theme.of(colour) }));
}
