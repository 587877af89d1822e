// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { plotShapes } from "../../../web/picture/plot_shapes.js";

const theme = { edge: "#e1e1e1", grid: "#e2e2e2", card: "#e3e3e3", muted: "#e4e4e4", fillOpacity: 0.14,
  of: (name) => name };
const area = { left: 50, top: 10, width: 100, height: 200 };
const axis = { min: 0, max: 10, log: false, ticks: [[0, "0"], [5, "5"]], floor: 0 };

/** Shapes of a plot with one curve from 0 to 100 seconds, or with points of its own. */
function shapesOf(curve, axes = [axis], markings = []) {
  const points = new Float64Array([0, 2, 50, 4, 60, NaN, 70, 6, 80, NaN, 90, 20, 100, 8]);
  const look = { colour: "#0072b2", dash: [8, 4], symbol: "M0 0h1z", place: 0, base: 0, axis: 0, width: 2 };
  const curves = [{ points, isDense: false, style: "line", ...look, ...curve }];
  const across = { from: 0, to: 100, ticks: [[25, "0:25"]] };
  return flattened(plotShapes(/** @type {any} */ ({ area, curves, axes, markings, across, ratio: 1 }), theme));
}

/** All paths and texts, with what they are cut to. */
function flattened(shapes, clip) {
  return shapes.flatMap((shape) =>
    ("shapes" in shape ? flattened(shape.shapes, shape.clip ?? clip) : [{ ...shape, clip }]));
}

const curveShapes = (shapes) => shapes.filter(({ stroke, fill }) => stroke === "#0072b2" || fill === "#0072b2");

test("a line is a path with its dashes, cut to the plot, and a dot where no line leads", () => {
  const [line, dot, ...others] = curveShapes(shapesOf({}));
  assert.deepEqual(others, []);
  assert.deepEqual([line.d, line.dash, line.width], ["M0 160l50 -40M70 80M90 -200l10 240", [8, 4], 2]);
  assert.deepEqual(line.clip, { width: 100, height: 200 });
  assert.deepEqual([dot.fill, dot.clip, dot.d.match(/M/g).length], ["#0072b2", undefined, 1]);
});

test("points are circles where their values are seen, with a line or without", () => {
  const [circles, ...others] = curveShapes(shapesOf({ style: "points" }));
  assert.deepEqual(others, []);
  assert.deepEqual([circles.fill, circles.d.match(/M/g).length], [theme.card, 4]);
  const both = curveShapes(shapesOf({ style: "both" }));
  assert.deepEqual(both.map(({ fill, opacity }) => [fill, opacity]),
    [["#0072b2", 0.14], [undefined, undefined], [theme.card, undefined]]);
});

test("a curve of columns is one path, with symbols for its dashes", () => {
  const columns = Array.from({ length: 400 }, (_, i) => [i - 200, 1, 3, 2, 2]);
  const shapes = curveShapes(shapesOf({ points: new Float64Array(columns.flat()), isDense: true, base: -200 }));
  assert.deepEqual(shapes.map(({ width, fill, dash }) => [width, fill, dash]),
    [[1.5, undefined, undefined], [1, "#0072b2", undefined]]);
});

test("the curve is where its axis says, left or right, and each has its labels", () => {
  const right = { ...axis, min: 1, max: 100, log: true, ticks: [[10, "10"]], floor: 1 };
  const shapes = shapesOf({ points: new Float64Array([0, 10, 100, 100]), axis: 1 }, [axis, right]);
  assert.equal(curveShapes(shapes)[0].d, "M0 100l100 -100");
  const texts = shapes.filter((shape) => "text" in shape).map(({ text, x, anchor }) => [text, x, anchor]);
  assert.deepEqual(texts, [["0", 42, "end"], ["5", 42, "end"], ["10", 158, undefined]]);
  assert.deepEqual(shapes.filter(({ stroke }) => stroke === theme.grid).map(({ d }) => d),
    ["M25.5 200V0M0 100.5H100M0 100.5H100"]);
});

test("limits are areas and lines, as far as they are seen, on the axis of their series", () => {
  const limit = { yaxis: { from: 8, to: Infinity }, color: "rgba(1, 2, 3, 0.1)" };
  const line = { yaxis: { from: 8, to: 8 }, color: "#010203" };
  const other = { y2axis: { from: -Infinity, to: 1 }, color: "#010203" };
  const hidden = { yaxis: { from: 11, to: 11 }, color: "#010203" };
  const shapes = shapesOf({}, [axis], [limit, line, other, hidden]);
  assert.deepEqual(shapes.slice(0, 2).map(({ d, fill, stroke }) => [d, fill, stroke]),
    [["M0 0H100V40H0z", "--bad", undefined], ["M0 40.5H100", undefined, "#010203"]]);
  assert.equal(shapes[2].stroke, theme.grid);
});
