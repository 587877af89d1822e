// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { Series } from "../../../web/data/series.js";
import { statisticsOf } from "../../../web/data/statistics.js";

function seriesOf(values) {
  const series = new Series("s");
  values.forEach((value, x) => series.push(x, value));
  return series;
}

test("statistics are of what is between two times", () => {
  const series = seriesOf([100, 2, 4, NaN, 4, 4, 5, 5, 7, 9, -100]);
  assert.deepEqual(statisticsOf(series, 1, 9), { count: 8, last: 9, least: 2, mean: 5, greatest: 9, deviation: 2 });
});

test("a small change of a large value is not lost", () => {
  const { mean, deviation } = statisticsOf(seriesOf([1e9 + 1, 1e9 + 2, 1e9 + 3]), 0, 9);
  assert.equal(mean, 1e9 + 2);
  assert.ok(Math.abs(deviation - Math.sqrt(2 / 3)) < 1e-9);
});

test("where there is no value there are no figures", () => {
  for (const [values, from, to] of [[[], 0, 9], [[NaN, NaN], 0, 9], [[1, 2], 5, 9]]) {
    const { count, least, mean, greatest, deviation } = statisticsOf(seriesOf(values), from, to);
    assert.deepEqual([count, least, mean, greatest, deviation], [0, NaN, NaN, NaN, NaN]);
  }
});
