// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { areaPath, circles, linePath, linesOf, lonePlaces } from "../../../web/picture/curve_path.js";

const identity = (value) => value;

/** A curve of points, or of columns: place, least, greatest, first and last value. */
function curveOf(points, isDense = false, base = 0) {
  return /** @type {any} */ ({ points: new Float64Array(points.flat()), isDense, base });
}

/** The points that path data goes through, and the number of its lines. */
function followed(d) {
  const points = [];
  let [x, y] = [0, 0];
  for (const [, command, numbers] of d.matchAll(/([MlhvzA-Z])([^MlhvzA-Z]*)/g)) {
    const [a, b] = numbers.trim().split(" ").map(Number);
    const [right, down] = { M: [a - x, b - y], l: [a, b], h: [a, 0], v: [0, a], z: [0, 0] }[command];
    [x, y] = [x + right, y + down];
    points.push([Number(x.toFixed(3)), Number(y.toFixed(3))]);
  }
  return points;
}

test("points are joined, gaps are not, and places are right to a tenth of a pixel however many there are", () => {
  const wave = Array.from({ length: 5000 }, (_, i) => [i / 7, 100 * Math.sin(i / 50)]);
  const rest = [[800, NaN], [801, 5], [802, NaN], [803, 1], [804, 1]];
  const lines = linesOf(curveOf([...wave, ...rest]), identity, identity, 1);
  assert.equal(lines.length, 3);
  assert.deepEqual(lonePlaces(lines), [[801, 5]]);
  const d = linePath(lines);
  assert.equal(d.match(/M/g).length, 3);
  const points = followed(linePath(lines.slice(0, 1)));
  const distinct = wave.filter(([x, y], i) => i === 0 || Math.round(10 * x) !== Math.round(10 * wave[i - 1][0])
    || Math.round(10 * y) !== Math.round(10 * wave[i - 1][1]));
  assert.equal(points.length, distinct.length);
  points.forEach(([x, y], i) => {
    assert.ok(Math.abs(x - distinct[i][0]) <= 0.051 && Math.abs(y - distinct[i][1]) <= 0.051, `${x} ${y}`);
  });
});

test("a column has its first, least, greatest and last value, at its place", () => {
  const columns = [[100, -3, 8, 1, 2], [101, 4, 4, 4, 4], [NaN, NaN, NaN, NaN, NaN], [110, 0, 6, 6, 0]];
  const lines = linesOf(curveOf(columns, true, 100), identity, (value) => 10 - value, 2);
  assert.deepEqual(followed(linePath(lines)),
    [[0.3, 9], [0.3, 13], [0.3, 2], [0.3, 8], [0.8, 6], [5.3, 4], [5.3, 10], [5.3, 4], [5.3, 10]]);
  assert.deepEqual(lonePlaces(lines), [[5.25, 4]]);
});

test("some columns are told as one, with the extremes of all, at the same places", () => {
  const columns = Array.from({ length: 1000 }, (_, i) => [i - 37, -i, i, i, -i]);
  for (const base of [-37, -40, 0]) {
    const [line] = linesOf(curveOf(columns, true, base), identity, identity, 1, 4);
    const xs = [...new Set(line.filter((_, i) => i % 2 === 0))];
    assert.ok(xs.length <= 251);
    const [first, last] = [-37 - base, 1000 - 37 - base];
    assert.ok(Math.abs(xs[0] - first) <= 3 && Math.abs(xs.at(-1) - last) <= 3, `${base}: ${xs[0]} to ${xs.at(-1)}`);
    const ys = line.filter((_, i) => i % 2 === 1);
    assert.deepEqual([Math.min(...ys), Math.max(...ys)], [-999, 999]);
  }
});

test("areas go to their floor and back, each for itself", () => {
  const lines = linesOf(curveOf([[0, 5], [10, 7], [11, NaN], [20, 3], [30, 3]]), identity, identity, 1);
  assert.equal(areaPath(lines, 9), "M0 9v-4l10 2v2zM20 9v-6h10v6z");
});

test("values far away, or without a place, leave paths that can be read", () => {
  const line = linePath(linesOf(curveOf([[0, 1], [1, 1e300], [2, -Infinity]]), identity, identity, 1));
  const band = linePath(linesOf(curveOf([[0, -1, 1, -1, 1]], true), identity, Math.log10, 1));
  for (const d of [line, band])
    assert.match(d, /^(?:[Mlhv]-?[\d.]+(?: -?[\d.]+)?)+$/);
});

test("a circle is closed", () => {
  assert.equal(circles([[10, 20]], 3), "M7 20a3 3 0 1 0 6 0a3 3 0 1 0 -6 0z");
});
