// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { Decimator, anchor, column_size } from "../../../web/data/decimate.js";
import { Series } from "../../../web/data/series.js";

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

/** The columns of a dense curve, each with its place in front. */
function columnsIn(points) {
  return Array.from({ length: points.length / column_size },
    (_, i) => [...points.subarray(i * column_size, (i + 1) * column_size)]);
}

/** [low, high, first, last] of each column, by hand: the place of the first, and how wide they are, are not told. */
function columnsOf(raw, from, to, columns) {
  const width = (to - from) / columns;
  const found = new Map();
  for (const [x, y] of raw) {
    const near = Math.floor((x - anchor) / width);
    const column = [near + 1, near, near - 1].find((place) => anchor + place * width <= x);
    if (Number.isNaN(y))
      continue;
    const [low, high, first] = found.get(column) ?? [Infinity, -Infinity, y];
    found.set(column, [Math.min(low, y), Math.max(high, y), first, y]);
  }
  return found;
}

test("each column has the least and the greatest, the first and the last of all its points", () => {
  let dense = 0;
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
    const { points, isDense, base, min, max, count } = new Decimator(series).decimate(from, to, columns);
    if (!isDense)
      continue;
    dense += 1;
    const drawn = columnsIn(points).filter(([place]) => !Number.isNaN(place));
    const wanted = columnsOf(raw, from, to, columns);
    for (const [place, ...values] of drawn.slice(1, -1))
      assert.deepEqual(values, wanted.get(place), `seed ${seed}, column ${place}`);
    assert.ok(drawn.every(([place], i) => i === 0 || place > drawn[i - 1][0]), "in order of time");
    assert.ok(drawn.length <= columns + 4);
    for (let place = 1; place < columns - 1; ++place) {
      const isDrawn = drawn.some(([one]) => one === base + place);
      assert.equal(isDrawn, wanted.has(base + place), `seed ${seed}, column ${place}`);
    }
    const seen = drawn.filter(([place]) => place >= base && place <= base + columns);
    assert.equal(min, Math.min(...seen.map(([, low]) => low)));
    assert.equal(max, Math.max(...seen.map(([, , high]) => high)));
    assert.equal(count, raw.filter(([time]) => time >= from && time <= to).length);
  }
  assert.ok(dense > 30);
});

test("while the window moves on the columns are those that are found anew", () => {
  for (let seed = 1; seed <= 20; ++seed) {
    const random = randomFrom(seed);
    const series = new Series("s", 8000);
    const moving = new Decimator(series);
    const late = seed % 2 === 0 ? 0.001 : 0.2;
    const wholeColumns = ({ points, base }) =>
      columnsIn(points).filter(([place]) => place > base && place < base + 99);
    let x = 1.7e9;
    for (let step = 0; step < 60; ++step) {
      for (let i = Math.floor(random() * 500); i > 0; --i) {
        x += random() < 0.01 ? 0.5 : 0.002 * random();
        series.push(random() < late ? x - random() : x, random() < 0.02 ? NaN : random());
      }
      const [from, to] = [x - 4, x - (random() < 0.1 ? 1 : 0)];
      const anew = wholeColumns(new Decimator(series).decimate(from, to, 100));
      assert.deepEqual(wholeColumns(moving.decimate(from, to, 100)), anew, `seed ${seed}, step ${step}`);
    }
  }
});

test("while the window moves on a point where a column starts is in that one alone", () => {
  const series = new Series("s", 8000);
  const moving = new Decimator(series);
  const [window, columns, far] = [4, 100, -2.5e9];
  for (let place = far; place < far + 4 * columns; ++place) {
    for (const part of [0, 0.5])
      series.push(anchor + (place + part) * (window / columns), part);
    const to = series.x.at(-1);
    const { points, isDense } = moving.decimate(to - window, to, columns);
    if (!isDense) {
      assert.ok(place < far + columns, "the window is full");
      continue;
    }
    const places = Array.from({ length: points.length / column_size }, (_, i) => points[i * column_size]);
    assert.ok(places.every((one, i) => i === 0 || one > places[i - 1]), `column ${place}: ${places.slice(-4)}`);
  }
});

test("few points are drawn as they are, with their neighbours outside", () => {
  const series = new Series("s", 100);
  for (let i = 0; i < 10; ++i)
    series.push(i, i);
  const { points } = new Decimator(series).decimate(2.5, 5.5, 100);
  assert.deepEqual(pairs(points), [[2, 2], [3, 3], [4, 4], [5, 5], [6, 6]]);
});

test("a gap between many points stays a gap", () => {
  const series = new Series("s", 100_000);
  const gap = Math.ceil(anchor % 100) + 5000; // the first point of a column
  for (let i = 0; i < 10_000; ++i)
    series.push(i, i === gap ? NaN : 1);
  const { points } = new Decimator(series).decimate(0, 10_000, 100);
  const places = Array.from({ length: points.length / column_size }, (_, i) => points[i * column_size]);
  assert.equal(places.filter(Number.isNaN).length, 1);
});

test("nothing is drawn of nothing", () => {
  assert.deepEqual(new Decimator(new Series("s", 10)).decimate(0, 1, 100).points.length, 0);
});

test("a pause is a gap, among few points and among many", () => {
  const series = new Series("s", 100_000);
  for (let i = 0; i < 10_000; ++i)
    series.push(i < 5000 ? i / 10 : i / 10 + 100, 1);
  const few = pairs(new Decimator(series).decimate(498, 602, 1000).points);
  assert.deepEqual(few.filter(([, y]) => Number.isNaN(y)), [[600, NaN]]);
  const many = columnsIn(new Decimator(series).decimate(0, 1100, 200).points);
  const gap = many.findIndex(([place]) => Number.isNaN(place));
  assert.equal(many.filter(([place]) => Number.isNaN(place)).length, 1);
  assert.ok(many[gap + 1][0] - many[gap - 1][0] > 15);
});
