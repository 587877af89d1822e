// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { Decimator } from "../../../web/decimate.js";
import { Series } from "../../../web/series.js";

/** Numbers from 0 to 1, the same ones each time. */
function randomFrom(seed) {
  return () => {
    seed = (seed * 1664525 + 1013904223) >>> 0;
    return seed / 2 ** 32;
  };
}

function pairs(points) {
  return Array.from({ length: points.length / 2 }, (_, i) => [points[2 * i], points[2 * i + 1]]);
}

/** The extremes of each pixel column. */
function columnsOf(points, from, to, columns) {
  const found = new Map();
  for (const [x, y] of points) {
    const column = Math.floor((x - from) * (columns / (to - from)));
    if (x < from || x > to || Number.isNaN(y))
      continue;
    const [min, max] = found.get(column) ?? [Infinity, -Infinity];
    found.set(column, [Math.min(min, y), Math.max(max, y)]);
  }
  return [...found];
}

test("in each column the least and the greatest are those of all points", () => {
  for (let seed = 1; seed <= 60; ++seed) {
    const random = randomFrom(seed);
    const series = new Series("s", 100_000);
    const raw = [];
    let x = 1.7e9;
    for (let i = Math.floor(random() * 20_000); i > 0; --i) {
      x += random() * random() * (random() < 0.001 ? 100 : 0.1);
      const y = random() < 0.01 ? NaN : (random() - 0.5) * 10 ** Math.floor(random() * 6);
      series.push(x, y);
      raw.push([x, y]);
    }
    const columns = 1 + Math.floor(random() * 300);
    const [from, to] = [1.7e9 + random() * 50, x - random() * 50];
    if (from >= to)
      continue;
    const { points, min, max } = new Decimator().decimate(series, from, to, columns);
    const drawn = pairs(points);
    assert.deepEqual(columnsOf(drawn, from, to, columns), columnsOf(raw, from, to, columns), `seed ${seed}`);
    assert.ok(drawn.every(([x], i) => i === 0 || x >= drawn[i - 1][0]), "in order of time");
    assert.ok(drawn.length <= 6 * (columns + 4) + 4 * columns);
    const inside = raw.filter(([x, y]) => x >= from && x <= to && !Number.isNaN(y)).map(([, y]) => y);
    assert.equal(min, inside.reduce((a, b) => Math.min(a, b), Infinity));
    assert.equal(max, inside.reduce((a, b) => Math.max(a, b), -Infinity));
  }
});

test("few points are drawn as they are, with their neighbours outside", () => {
  const series = new Series("s", 100);
  for (let i = 0; i < 10; ++i)
    series.push(i, i);
  assert.deepEqual(pairs(new Decimator().decimate(series, 2.5, 5.5, 100).points), [[2, 2], [3, 3], [4, 4], [5, 5], [6, 6]]);
});

test("a gap between many points stays a gap", () => {
  const series = new Series("s", 100_000);
  for (let i = 0; i < 10_000; ++i)
    series.push(i, i === 5000 ? NaN : 1);
  const { points } = new Decimator().decimate(series, 0, 10_000, 100);
  assert.equal(pairs(points).filter(([, y]) => Number.isNaN(y)).length, 1);
});

test("nothing is drawn of nothing", () => {
  assert.deepEqual(new Decimator().decimate(new Series("s", 10), 0, 1, 100).points.length, 0);
});
