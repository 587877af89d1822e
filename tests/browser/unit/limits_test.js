// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { Limits, limitOf, writeLimit } from "../../../web/data/limits.js";
import { Series } from "../../../web/data/series.js";

/** What a stream of values of `a` is told for. */
function toldOf(limit, values) {
  const told = [];
  const limits = new Limits(new Map([["a", limit]]), ({ time, isBeyond, bound }) => told.push([time, isBeyond, bound]));
  values.forEach((value, x) => limits.push("a", x, value));
  return told;
}

test("leaving the good values and coming back is told once", () => {
  assert.deepEqual(toldOf({ low: 0, high: 10 }, [5, 10, 11, 12, NaN, 11, 10, -1, 5]),
    [[2, true, 10], [6, false, null], [7, true, 0], [8, false, null]]);
});

test("one bound is enough, and a series without a limit is not watched", () => {
  assert.deepEqual(toldOf({ low: null, high: 1 }, [-1e9, 2]), [[1, true, 1]]);
  assert.deepEqual(toldOf({ low: 1, high: null }, [1e9, 0]), [[1, true, 1]]);
  const limits = new Limits(new Map(), () => assert.fail());
  limits.push("a", 1, 1e9);
  assert.deepEqual(limits.beyond, []);
});

test("with another limit all is judged anew, and not told", () => {
  const all = new Map([["a", { low: null, high: 10 }]]);
  const series = new Series("a");
  let told = 0;
  const limits = new Limits(all, () => { told += 1; });
  [5, 11, 5, 7].forEach((y, x) => {
    series.push(x, y);
    limits.push("a", x, y);
  });
  assert.equal(limits.crossings.length, 2);
  all.set("a", { low: null, high: 6 });
  limits.renew("a", series);
  assert.deepEqual(limits.crossings.map(({ time, isBeyond }) => [time, isBeyond]), [[1, true], [2, false], [3, true]]);
  assert.deepEqual([limits.beyond, told], [["a"], 2]);
});

test("crossings have a bound", () => {
  const limits = new Limits(new Map([["a", { low: null, high: 0 }]]));
  for (let i = 0; i < 10_000; ++i)
    limits.push("a", i, i % 2);
  assert.ok(limits.crossings.length <= 1000);
  assert.equal(limits.crossings.at(-1).time, 9999);
});

test("limits are read and written", () => {
  for (const text of ["10..80", "..80", "10..", "-1.5..1e+21"])
    assert.equal(writeLimit(limitOf(text)), text);
  for (const text of ["", "..", "5", "a..b", "5..1", "1..2..3"])
    assert.equal(limitOf(text), null, text);
});
