// SPDX-License-Identifier: MIT

import { column_size } from "../data/decimate.js";
import { PathData } from "./path_data.js";

/**
 * The lines of a curve, each without a gap, as places of its points in pixels: x and y by turns. Of a column they have
 * its first, least, greatest and last value, one above the other.
 *
 * @param {import("../raster/curve.js").Curve} curve
 * @param {(time: number) => number} xOf the pixel of a time
 * @param {(value: number) => number} yOf the pixel of a value; NaN or infinite where it has none
 * @param {number} ratio columns for one pixel
 * @param {number} [stride] how many columns are told as one
 * @returns {number[][]}
 */
export function linesOf(curve, xOf, yOf, ratio, stride = 1) {
  return curve.isDense ? columnLines(curve, yOf, ratio, stride) : pointLines(curve.points, xOf, yOf);
}

function pointLines(points, xOf, yOf) {
  const lines = [];
  let line = [];
  for (let i = 0; i < points.length; i += 2) {
    if (!Number.isNaN(points[i + 1]))
      line.push(xOf(points[i]), yOf(points[i + 1]));
    else
      line = ended(line, lines);
  }
  ended(line, lines);
  return lines;
}

function columnLines(curve, yOf, ratio, stride) {
  const lines = [];
  let line = [];
  for (const [place, low, high, first, last] of columnsOf(curve, stride)) {
    if (Number.isNaN(place)) {
      line = ended(line, lines);
      continue;
    }
    const x = ((place + 0.5) * stride - curve.base) / ratio;
    for (const value of [first, low, high, last])
      line.push(x, below(yOf(value)));
  }
  ended(line, lines);
  return lines;
}

/** Columns, or joined ones, which are `stride` times as wide, and have places of their own. */
function* columnsOf({ points }, stride) {
  /** @type {?number[]} */
  let joined = null;
  for (let i = 0; i < points.length; i += column_size) {
    const [column, low, high, first, last] = points.subarray(i, i + column_size);
    const place = Math.floor(column / stride);
    if (joined?.[0] === place) {
      joined.splice(1, 4, Math.min(joined[1], low), Math.max(joined[2], high), joined[3], last);
      continue;
    }
    if (joined !== null)
      yield joined;
    joined = [place, low, high, first, last];
  }
  if (joined !== null)
    yield joined;
}

function ended(line, lines) {
  if (line.length > 0)
    lines.push(line);
  return [];
}

/** Values without a logarithm are at the lower end. */
function below(y) {
  return Number.isNaN(y) ? Infinity : y;
}

/** @param {number[][]} lines @returns {string} path data */
export function linePath(lines) {
  const path = new PathData();
  for (const line of lines) {
    path.moveTo(line[0], line[1]);
    follow(path, line);
  }
  return String(path);
}

/** @param {number[][]} lines @param {number} floor the pixel to which areas go @returns {string} path data */
export function areaPath(lines, floor) {
  const path = new PathData();
  for (const line of lines) {
    path.moveTo(line[0], floor);
    follow(path, line);
    path.lineTo(line[line.length - 2], floor);
    path.close();
  }
  return String(path);
}

function follow(path, line) {
  for (let i = 0; i < line.length; i += 2)
    path.lineTo(line[i], line[i + 1]);
}

/**
 * @param {Iterable<[number, number]>} places
 * @param {number} radius
 * @returns {string} path data
 */
export function circles(places, radius) {
  const path = new PathData();
  for (const [x, y] of places)
    path.circle(x, y, radius);
  return String(path);
}

/** @param {number[][]} lines @returns {[number, number][]} where there is a point alone, or a column */
export function lonePlaces(lines) {
  return lines.filter((line) => line[0] === line[line.length - 2]).map((line) => [line[0], line[1]]);
}
