// SPDX-License-Identifier: MIT

import { column_size } from "../data/decimate.js";

/** Of such a line, in pixels of the page. */
export const band_width = 1.5;
const dot_radius = 2; // pixels of the page
const symbol_distance = 160;

/**
 * Draws a line with little room for each point: in each column the span from its least to its greatest value,
 * joined to the column before. It looks as the stroked line does, for a small part of the cost. Columns that the raster
 * keeps are passed over.
 *
 * @param {import("./raster.js").Raster} raster has a column of pixels for each one of the curve
 * @param {import("./curve.js").Curve} curve a dense one
 * @param {(value: number) => number} yOf the raster's pixel of a value; NaN where it has none
 * @param {number} floor the raster's pixel that an area goes to
 * @param {number} fill the opacity of the area, 0 for none
 */
export function drawBand(raster, { points, base, rgb, style }, yOf, floor, fill) {
  const inside = (y) => (Number.isNaN(y) ? 2 * raster.height : y);
  const ground = Math.min(raster.height, Math.max(0, inside(floor)));
  raster.colour(rgb);
  const span = (x, top, bottom) => {
    if (fill > 0)
      raster.shade(x, Math.min(top, ground), Math.max(bottom, ground), fill);
    const steepness = Math.min(2, Math.sqrt(1 + (bottom - top) ** 2)); // a steep line is as wide as a flat one, across
    const half = band_width / 2 * raster.ratio * steepness;
    raster.fill(x, top - half, bottom + half);
  };
  let i = indexOf(points, base + raster.keptColumns - dot_radius * raster.ratio) - column_size;
  let [next, before] = i > 0 ? [points[i - column_size] - base + 1, inside(yOf(points[i - 1]))] : [NaN, NaN];
  for (i = Math.max(0, i); i < points.length; i += column_size) {
    const place = points[i] - base;
    let top = inside(yOf(points[i + 2]));
    let bottom = inside(yOf(points[i + 1]));
    if (place >= next) {
      const end = style === "steps" ? before : inside(yOf(points[i + 3]));
      const reached = place > next ? drawAcross(next, before, place, end, span, raster.width) : before;
      top = Math.min(top, reached);
      bottom = Math.max(bottom, reached);
    }
    if (!Number.isNaN(place))
      span(place, top, bottom);
    if (Number.isNaN(next) && !Number.isFinite(points[i + column_size])) // no line leads to it
      drawDot(raster, place, top, bottom);
    [next, before] = [place + 1, inside(yOf(points[i + 4]))];
  }
}

/** @returns {number} where the columns begin that are not before a place */
function indexOf(points, place) {
  let index = points.length;
  while (index > 0 && !(points[index - column_size] < place))
    index -= column_size;
  return index;
}

function drawDot(raster, place, top, bottom) {
  const radius = dot_radius * raster.ratio;
  for (let x = Math.ceil(-radius); x <= radius; ++x)
    raster.fill(place + x, top - radius, bottom + radius);
}

/**
 * A straight line over columns without points: from the end of the one at `from` - 1 to the start of that at `to`.
 * @returns {number} what it has reached there: the rest of the way is in that column
 */
function drawAcross(from, y0, to, y1, span, width) {
  const slope = (y1 - y0) / (to - from + 1);
  for (let x = Math.max(0, from); x < Math.min(to, width); ++x) {
    const [a, b] = [y0 + (x - from) * slope, y0 + (x - from + 1) * slope];
    span(x, Math.min(a, b), Math.max(a, b));
  }
  return y1 - slope;
}

/**
 * Puts symbols on such a line, in which dashes could not be seen. They move on with it.
 *
 * @param {CanvasRenderingContext2D} context in which the plot begins at 0, 0
 * @param {import("./curve.js").Curve} curve a dense one
 * @param {(value: number) => number} yOf the context's pixel of a value
 * @param {number} ratio columns for one pixel
 * @param {string} outline a colour
 */
export function drawSymbols(context, curve, yOf, ratio, outline) {
  const path = new Path2D(curve.symbol);
  context.fillStyle = curve.colour;
  context.strokeStyle = outline;
  context.lineWidth = 1;
  for (const [x, value] of symbolPlaces(curve, ratio)) {
    const y = yOf(value);
    context.translate(x, y);
    context.fill(path);
    context.stroke(path);
    context.translate(-x, -y);
  }
}

/**
 * @param {import("./curve.js").Curve} curve a dense one
 * @param {number} ratio columns for one pixel
 * @returns {Generator<[number, number]>} pixels across, and values
 */
export function* symbolPlaces({ points, base, place }, ratio) {
  const distance = Math.round(symbol_distance * ratio);
  const offset = (place * 37) % symbol_distance; // symbols of two lines are not to cover each other
  for (let i = 0; i < points.length; i += column_size) {
    if (Math.abs(points[i] + Math.round(offset * ratio)) % distance === 0)
      yield [(points[i] - base + 0.5) / ratio, (points[i + 1] + points[i + 2]) / 2];
  }
}
