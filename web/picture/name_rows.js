// SPDX-License-Identifier: MIT

import { font_size, text_scale, widestOf } from "../view/labels.js";

const row_height = Math.round(20 * text_scale); // pixels
const baseline = 14 * text_scale;
const swatch = { width: 24, y: 9.5 * text_scale, stroke: 3 };
const [swatch_distance, name_distance] = [8, 18];

/**
 * The names of a plot's series, in as many rows as they need, each with the colour, dashes and symbol of its line.
 *
 * @param {{name: string, look: import("../view/palette.js").Look}[]} series
 * @param {string} unit of their values, "" for none
 * @param {{left: number, width: number}} room pixels
 * @param {{muted: string, of: (variable: string) => string}} theme
 * @param {(text: string) => number} [widthOf] of a text in pixels
 * @returns {import("./picture.js").Strip}
 */
export function nameRows(series, unit, { left, width }, theme, widthOf = (text) => widestOf([text])) {
  const swatch_room = swatch.width + swatch_distance;
  const parts = series.flatMap(({ name, look }) => piecesOf(name, width - swatch_room, widthOf)
    .map((text, at) => ({ text, look: at === 0 ? look : null, colour: theme.of("--text"), indent: swatch_room })));
  if (unit !== "")
    parts.unshift({ text: `[${unit}]`, look: null, colour: theme.muted, indent: 0 });
  const shapes = [];
  let [x, y] = [0, 0];
  for (const { text, look, colour, indent } of parts) {
    const needed = indent + widthOf(text);
    if (x > 0 && x + needed > width)
      [x, y] = [0, y + row_height];
    if (look !== null)
      shapes.push(swatchOf(look, left + x, y));
    shapes.push({ text, x: left + x + indent, y: y + baseline, size: font_size, colour });
    x += needed + name_distance;
  }
  return { height: parts.length === 0 ? 0 : y + row_height, shapes };
}

function swatchOf({ colour, dash, symbol }, x, y) {
  return {
    x, y: y + swatch.y,
    shapes: [
      { d: `M0 0H${swatch.width}`, stroke: colour, width: swatch.stroke, dash },
      { x: swatch.width / 2, y: 0, shapes: [{ d: symbol, fill: colour }] },
    ],
  };
}

/**
 * @param {string} text
 * @param {number} room pixels
 * @param {(text: string) => number} widthOf a text in pixels
 * @returns {string[]} parts of it, each of which has room in a row
 */
export function piecesOf(text, room, widthOf) {
  const pieces = [];
  let rest = [...text];
  do {
    let length = rest.length;
    while (length > 1 && widthOf(rest.slice(0, length).join("")) > room)
      length = Math.max(1, Math.floor(length * 0.95));
    pieces.push(rest.slice(0, length).join(""));
    rest = rest.slice(length);
  } while (rest.length > 0);
  return pieces;
}
