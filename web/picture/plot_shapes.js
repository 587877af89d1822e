// SPDX-License-Identifier: MIT

import { areaPath, circles, linePath, linesOf, lonePlaces } from "./curve_path.js";
import { font_size, label_distance } from "../view/labels.js";
import { limitShapes } from "../view/limit_areas.js";
import { hasPoints, isFilled } from "../raster/curve.js";
import { band_width, symbolPlaces } from "../raster/band.js";

/** @typedef {import("../view/shape.js").Drawn} Drawn */

const point = { radius: 2.5, width: 1.5 }; // pixels
const dot_radius = 3;
/** From the middle of a label down to the line on which it stands, as a part of its size. */
const half_capital = 0.35;

/**
 * @param {Drawn} drawn
 * @param {ReturnType<import("../view/theme.js").readTheme>} theme
 * @param {number} [stride] how many columns of dense curves are told as one
 * @returns {import("./svg.js").Shape[]} its grid, curves and labels, all of them vectors
 */
export function plotShapes({ area, curves, axes, markings, across, ratio }, theme, stride = 1) {
  const { left: x, top: y, width, height } = area;
  const xOf = (time) => ((time - across.from) / (across.to - across.from)) * width;
  const yOfs = axes.map((axis) => pixelOf(axis, height));
  const drawn = (curve) => {
    const yOf = yOfs[curve.axis];
    const lines = linesOf(curve, xOf, yOf, ratio, stride);
    return [
      { x, y, clip: { width, height }, shapes: strokes(curve, lines, yOf(axes[curve.axis].floor), theme) },
      { x, y, shapes: marks(curve, lines, yOf, area, ratio, theme) },
    ].filter(({ shapes }) => shapes.length > 0);
  };
  return [
    { x, y, shapes: limitShapes(markings, axes, yOfs, width, theme) },
    { x, y, shapes: gridOf(across.ticks.map(([time]) => xOf(time)), axes, yOfs, area, theme) },
    ...[false, true].flatMap((isDense) => curves.filter((curve) => curve.isDense === isDense)).flatMap(drawn),
    ...axes.flatMap((axis, side) => labelsOf(axis, side, yOfs[side], area, theme)),
  ];
}

/** @returns {(value: number) => number} the pixel of a value; none of what has no logarithm */
function pixelOf({ min, max, log }, height) {
  const scale = log ? Math.log10 : (value) => value;
  return (value) => ((scale(max) - scale(value)) / (scale(max) - scale(min))) * height;
}

function gridOf(columns, axes, yOfs, { width, height }, { grid, edge }) {
  const across = axes.flatMap(({ ticks, min, max }, side) =>
    ticks.filter(([value]) => value !== min && value !== max).map(([value]) => sharp(yOfs[side](value))));
  const d = columns.map((x) => `M${sharp(x)} ${height}V0`).join("") + across.map((y) => `M0 ${y}H${width}`).join("");
  return [
    { d, stroke: grid, width: 1 },
    { d: `M-.5-.5H${width + 0.5}V${height + 0.5}H-.5z`, stroke: edge, width: 1 },
  ];
}

/** The middle of a pixel: a thin line is not spread over two. */
function sharp(place) {
  return Math.floor(place) + 0.5;
}

function strokes({ colour, width, dash, style, isDense }, lines, floor, { fillOpacity }) {
  const shapes = [];
  if (isFilled(style))
    shapes.push({ d: areaPath(lines, floor), fill: colour, opacity: fillOpacity });
  if (isDense)
    shapes.push({ d: linePath(lines), stroke: colour, width: band_width });
  else if (style !== "points")
    shapes.push({ d: linePath(lines), stroke: colour, width, dash });
  return shapes.filter(({ d }) => d !== "");
}

/** What stands on a line: its points, or those that no line leads to; symbols where dashes cannot be seen. */
function marks(curve, lines, yOf, { width, height }, ratio, { card }) {
  const isInside = ([x, y]) => x >= 0 && x <= width && y >= 0 && y <= height;
  const { colour, style, isDense } = curve;
  if (hasPoints(style) && !isDense) {
    const d = circles(pointsOf(lines).filter(isInside), point.radius);
    return d === "" ? [] : [{ d, fill: card, stroke: colour, width: point.width }];
  }
  const d = circles(lonePlaces(lines).filter(isInside), dot_radius);
  const dots = d === "" ? [] : [{ d, fill: colour }];
  return isDense ? [...dots, ...symbols(curve, yOf, isInside, ratio, card)] : dots;
}

function symbols(curve, yOf, isInside, ratio, card) {
  const places = [...symbolPlaces(curve, ratio)].map(([x, value]) => [x, yOf(value)]).filter(isInside);
  return places.map(([x, y]) =>
    ({ x, y, shapes: [{ d: curve.symbol, fill: curve.colour, stroke: card, width: 1 }] }));
}

/** @returns {[number, number][]} */
function pointsOf(lines) {
  return lines.flatMap((line) => line.flatMap((x, i) => (i % 2 === 0 ? [[x, line[i + 1]]] : [])));
}

function labelsOf({ ticks }, side, yOf, { left, top, width }, { muted }) {
  const x = side === 0 ? left - label_distance : left + width + label_distance;
  return ticks.map(([value, text]) => ({
    text, x, y: top + yOf(value) + half_capital * font_size, size: font_size, colour: muted,
    anchor: side === 0 ? "end" : undefined,
  }));
}
