// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { Series } from "../../../web/data/series.js";
import { rangeText, valueNear } from "../../../web/view/cursor.js";

function seriesOf(...points) {
  const series = new Series("s", 100);
  for (const [x, y] of points)
    series.push(x, y);
  return series;
}

test("a value is read where it is near, or as near as others usually are", () => {
  const series = seriesOf([0, 1], [10, 2], [20, 3], [30, 4], [130, 5]);
  assert.deepEqual([0, 4, 6, 35, 40, 41, 100, 119, 121, 140].map((at) => valueNear(series, at, 1)),
    [1, 1, 2, 4, 4, NaN, NaN, NaN, 5, 5]);
});

test("of a series with few points only the near ones are read", () => {
  const series = seriesOf([100, 7]);
  assert.deepEqual([98, 99, 101, 102].map((at) => valueNear(series, at, 1)), [NaN, 7, 7, NaN]);
});

test("the value before a gap of the same time is read", () => {
  assert.equal(valueNear(seriesOf([1, 5], [1, NaN]), 1, 1), 5);
  assert.ok(Number.isNaN(valueNear(seriesOf([1, 5], [2, NaN]), 2, 0.5)));
});

test("a range is told of as many points as there are", () => {
  const count = 500_000; // a column of a day has them, where 10,000 come each second
  const x = Float64Array.from({ length: count }, (_, i) => i / 1000);
  const y = Float64Array.from({ length: count }, (_, i) => (i % 7 === 0 ? NaN : i));
  assert.equal(rangeText({ x, y }, 0, 500), "1 … 499999");
  assert.equal(rangeText({ x, y }, 0, 0), null);
});
