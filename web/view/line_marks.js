// SPDX-License-Identifier: MIT

export const mark_height = 6; // pixels
const mark_width = 2;

/** From the least grave one. @type {import("../data/level.js").Level[]} */
const levels = ["", "debug", "info", "warning", "error"];
const colours = ["--muted", "--muted", "--good", "--busy", "--bad"];

/**
 * Marks where there are lines of a log: in each pixel of the gravest one's colour.
 * @param {CanvasRenderingContext2D} context
 * @param {import("../data/lines.js").Line[]} lines
 * @param {{from: number, to: number}} time Unix seconds
 * @param {{left: number, width: number}} area pixels
 * @param {{of: (variable: string) => string}} theme
 */
export function drawMarks(context, lines, { from, to }, { left, width }, theme) {
  const gravest = new Int8Array(Math.ceil(Math.max(0, width)) + 1).fill(-1);
  for (const { time, level } of lines) {
    const place = Math.round(((time - from) / (to - from)) * width);
    if (place >= 0 && place < gravest.length)
      gravest[place] = Math.max(gravest[place], levels.indexOf(level));
  }
  colours.forEach((colour, grave) => {
    context.fillStyle = theme.of(colour);
    for (let place = 0; place < gravest.length; ++place) {
      if (gravest[place] === grave)
        context.fillRect(left + place - mark_width / 2, 0, mark_width, mark_height);
    }
  });
}
