// SPDX-License-Identifier: MIT

import { column_size } from "../data/decimate.js";
import { datedClock } from "../data/words.js";
import { font_size, text_scale, widestOf } from "../view/labels.js";
import { lineMarkShapes } from "../view/line_marks.js";
import { markShapes } from "../view/marks.js";
import { nameRows, piecesOf } from "./name_rows.js";
import { plotShapes } from "./plot_shapes.js";
import { offsetName } from "../view/time_ticks.js";
import { zones } from "../view/zone.js";

const title_size = 18 * text_scale; // pixels
const bold_width = 1.2; // of letters, beside others
const line_height = 1.4; // of the size of letters
const [head_distance, names_distance] = [10, 4]; // pixels
const border = 14;
/** Of all dense curves of a picture; with more, some are told as one: a file of vectors has some megabytes at most. */
const most_columns = 200_000;

/**
 * A part of a picture, as wide as the plots, that is below the one before.
 * @typedef {{height: number, shapes: import("./svg.js").Shape[]}} Strip
 *
 * What a picture is made of. All plots were drawn just now.
 * @typedef {object} Seen
 * @property {string} title of the stream
 * @property {{from: number, to: number}} time Unix seconds
 * @property {"local" | "utc"} zone
 * @property {import("../view/plots.js").Plots} plots
 * @property {Map<number, {unit: string}>} axes of plots, by their places
 * @property {Set<string>} right names of series on the right axis
 * @property {import("../view/marks.js").Marks["shown"]} marks
 * @property {ReturnType<import("../view/theme.js").readTheme>} theme
 */

/**
 * @param {Seen} seen
 * @param {"vectors" | "pixels"} kind vectors: where a panel can say what it has drawn
 * @returns {{width: number, head: Strip, plots: Strip[], axis: Strip}} pixels of the page
 */
export function stripsOf(seen, kind) {
  const { panels, groups, timeAxis } = seen.plots;
  const { element } = timeAxis;
  const stride = Math.ceil(columnsOf(panels) / most_columns) || 1;
  const timed = panels.filter(({ across }) => across?.unit === undefined); // others have an axis of their own below
  const shapesOf = (panel) => {
    const drawn = kind === "vectors" ? panel.describe?.() ?? null : null;
    const plot = drawn === null ? imageOf(panel.canvas(), panel.element) : plotShapes(drawn, seen.theme, stride);
    const marks = timed.includes(panel) ? seen.marks : [];
    return [...plot, ...markShapes(marks, panel.element.clientHeight, panel === timed.at(-1), seen.theme)];
  };
  return {
    width: element.clientWidth,
    head: headOf(seen, element.clientWidth),
    plots: panels.map((panel, at) => plotOf(namesOf(seen, groups[at], panel), panel, shapesOf(panel))),
    axis: {
      height: element.clientHeight,
      shapes: kind === "vectors" ? axisShapes(timeAxis, seen.theme) : imageOf(element, element),
    },
  };
}

/** The names of its series, and what is drawn below them. @returns {Strip} */
function plotOf(names, { element }, shapes) {
  const top = names.height + names_distance;
  return { height: top + element.clientHeight, shapes: [...names.shapes, { x: 0, y: top, shapes }] };
}

/** @returns {Strip} */
function namesOf({ plots, axes, right, theme }, { series, place }, panel) {
  const named = series.map(({ name }) => {
    const look = plots.look(name);
    return { name: right.has(name) ? `${look.label} (right)` : look.label, look };
  });
  const left = panel.area()?.left ?? 0;
  const room = { left, width: panel.element.clientWidth - left };
  return nameRows(named, axes.get(place)?.unit ?? "", room, theme);
}

/**
 * @param {ReturnType<typeof stripsOf>} strips
 * @param {string} background its colour
 * @returns {import("./svg.js").Picture} one below the other, with a border
 */
export function pictureOf({ width, head, plots, axis }, background) {
  const shapes = [];
  let y = border;
  for (const strip of [head, ...plots, axis]) {
    shapes.push({ x: border, y, shapes: strip.shapes });
    y += strip.height;
  }
  const size = { width: width + 2 * border, height: y + border };
  return { ...size, shapes: [{ d: `M0 0H${size.width}V${size.height}H0z`, fill: background }, ...shapes] };
}

/** @returns {Strip} */
function headOf({ title, time, zone, theme }, width) {
  const titleWidth = (text) => (widestOf([text]) * title_size * bold_width) / font_size;
  const titles = piecesOf(title, width, titleWidth)
    .map((text) => ({ text, size: title_size, colour: theme.of("--text"), isBold: true }));
  const spans = spanOf(time, zone, width).map((text) => ({ text, size: font_size, colour: theme.muted }));
  let y = 0;
  const shapes = [...titles, ...spans].map((line) => {
    y += line.size * line_height;
    return { ...line, x: 0, y };
  });
  return { height: Math.ceil(y + head_distance), shapes }; // plots stand on whole pixels, as on the page
}

/** From when to when, in two lines if it has to be. Clocks here tell their offset: it may be read elsewhere. */
function spanOf({ from, to }, zone, width) {
  const [first, last] = [from, to].map((time) => {
    const offset = zone === "utc" ? "" : ` ${offsetName(zones.local.offset(time))}`;
    return `${datedClock(time, to - from, zone)}${offset}`;
  });
  const line = `${first} to ${last}`;
  return widestOf([line]) <= width ? [line] : [`${first} to`, last];
}

/** @returns {import("./svg.js").Shape[]} */
function axisShapes({ texts, marks }, theme) {
  const times = texts.map(({ text, x, y }) =>
    ({ text, x, y: y + font_size, size: font_size, colour: theme.muted, anchor: /** @type {const} */ ("middle") }));
  return [...lineMarkShapes(marks, theme), ...times];
}

function imageOf(canvas, { clientWidth, clientHeight }) {
  return canvas === null ? [] : [{ canvas, width: clientWidth, height: clientHeight }];
}

function columnsOf(panels) {
  const curves = panels.flatMap((panel) => panel.describe?.()?.curves ?? []).filter(({ isDense }) => isDense);
  return curves.reduce((sum, { points }) => sum + points.length / column_size, 0);
}
