// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { column_size } from "../../../web/data/decimate.js";
import { drawBand } from "../../../web/raster/band.js";

/** How high the line is in each column, of columns that have one value each. */
function heights(values, style) {
  const all = new Map();
  const raster = { width: 20, height: 100, ratio: 1, keptColumns: 0, colour() {}, shade() {},
    fill: (x, top, bottom) => all.set(x, bottom - top) };
  const points = new Float64Array(values.flatMap(([place, value]) => [place, ...Array(column_size - 1).fill(value)]));
  drawBand(raster, /** @type {any} */ ({ points, base: 0, rgb: [0, 0, 0], style }), (y) => y, NaN, 0);
  return [...all].sort(([one], [other]) => one - other).map(([, height]) => height);
}

test("a line to a point some columns away is as thin there as on its way", () => {
  const line = heights([[0, 10], [10, 60], [11, 60]], "line");
  assert.equal(line.length, 12);
  assert.ok(line.slice(1, 11).every((height) => Math.abs(height - line[1]) < 1e-9), String(line));
  const steps = heights([[0, 10], [10, 60], [11, 60]], "steps");
  assert.ok(steps[10] > 50 && steps[9] < 5, "a step is upright");
  const near = heights([[0, 10], [1, 60]], "line");
  assert.ok(near[1] > 50, String(near));
});
