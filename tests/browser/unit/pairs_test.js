// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { pairsOf } from "../../../web/data/pairing.js";
import { findX } from "../../../web/data/pairs.js";
import { Series } from "../../../web/data/series.js";
import { Store } from "../../../web/data/store.js";

/** What series are shown as that come at one time. */
function kinds(...names) {
  const store = new Store();
  names.forEach((name) => store.push(name, 1, 5));
  return store.series.map(({ kind }) => kind).join(" ");
}

test("coordinates are known by their names", () => {
  for (const [x, y] of [["x", "y"], ["pos/x", "pos/y"], ["gps lat", "gps lon"], ["I", "Q"], ["a re", "a im"],
    ["Longitude", "Latitude"], ["b/LAT", "b/LNG"]]) {
    assert.equal(kinds(x, y), "xy xy", x);
    assert.equal(kinds(y, x), "xy xy", y);
  }
  for (const [x, y] of [["x", "z"], ["a x", "b y"], ["x", "Y"], ["max", "may"], ["i", "im"], ["x", "x2"]])
    assert.equal(kinds(x, y), "lines lines", `${x} ${y}`);
  assert.equal(kinds("pos x", "pos heading", "pos y"), "xy lines xy");
});

test("x and y beside z are axes of a sensor", () => {
  assert.equal(kinds("x", "y", "z"), "lines lines lines");
  assert.equal(kinds("z", "x", "y"), "lines lines lines");
  assert.equal(kinds("a/X", "a/Y", "a/Z", "b/X", "b/Y"), "lines lines lines xy xy");
});

test("what comes at different times is no point", () => {
  const store = new Store();
  store.push("x", 1, 5);
  store.push("y", 2, 5);
  assert.deepEqual(store.series.map(({ kind }) => kind), ["lines", "lines"]);
});

test("x is what is called so, else the first", () => {
  const index = (...names) => findX(names.map((name) => ({ name }))).at;
  assert.deepEqual([index("p lat", "p lon"), index("q", "i"), index("a", "b"), index("y", "b", "x"), index("b", "x")],
    [1, 1, 0, 2, 0]);
});

function seriesOf(...points) {
  const series = new Series("s");
  points.forEach(([x, y]) => series.push(x, y));
  return series;
}

/** Pairs as a list. */
function pairs(across, up, time = { from: 0, to: 100 }, most = 1000) {
  const flat = [...pairsOf(seriesOf(...across), seriesOf(...up), time, most)];
  return flat.flatMap((x, i) => (i % 2 === 0 ? [[x, flat[i + 1]]] : []));
}

test("values of the same time are pairs, others have the last one of the other", () => {
  assert.deepEqual(pairs([[1, 10], [2, 20], [3, 30]], [[1, 1], [2, 2], [3, 3]]), [[10, 1], [20, 2], [30, 3]]);
  assert.deepEqual(pairs([[1, 10], [3, 30], [5, 50]], [[2, 2], [3, 3], [4, 4]]),
    [[10, 2], [30, 3], [30, 4], [50, 4]]);
  assert.deepEqual(pairs([[1, 10], [2, NaN], [3, 30]], [[1, 1], [2, 2], [3, 3]]), [[10, 1], [NaN, 2], [30, 3]]);
});

test("only what is seen, with what held before it, and of too many the newest", () => {
  const across = Array.from({ length: 50 }, (_, i) => [i, 10 * i]);
  const up = Array.from({ length: 50 }, (_, i) => [i, i]);
  assert.deepEqual(pairs(across, up, { from: 5, to: 7 }), [[50, 5], [60, 6], [70, 7]]);
  assert.deepEqual(pairs(across, [[2, 2], [40, 4]], { from: 38.5, to: 40 }), [[390, 2], [400, 4]]);
  assert.deepEqual(pairs(across, up, { from: 0, to: 99 }, 2), [[480, 48], [490, 49]]);
  const often = Array.from({ length: 500 }, (_, i) => [i / 10, i]);
  assert.deepEqual(pairs(across, often, { from: 0, to: 99 }, 3)[0], [490, 497]);
});
