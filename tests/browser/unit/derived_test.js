// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { Clocks } from "../../../web/data/clocks.js";
import { Derived } from "../../../web/formula/derived.js";
import { Store } from "../../../web/data/store.js";
import { Chance, assertNear, derivedOf, pointsOf, start, streamOf } from "./formulas.js";

test("of what is there already the same is made", () => {
  const formulas = ["p = u * i", "mean(p, 4s)", "sum(u) - i", "e = p / 3600"];
  const chance = new Chance(5);
  const points = ["u", "i"].flatMap((name) => streamOf(chance, 500).map(([x, y]) => [name, x, y]))
    .sort((one, other) => one[1] - other[1]);
  const before = derivedOf(formulas, points).store;
  const { store, derived } = derivedOf([], points);
  derived.set(formulas);
  const names = ["p", "mean(p, 4s)", "sum(u) - i", "e"];
  names.forEach((name) => assertNear(pointsOf(store, name), pointsOf(before, name), name));
  assert.ok(names.every((name) => store.find(name).length > 150));
  const reversed = derivedOf([...formulas].reverse(), points).store;
  names.forEach((name) => assertNear(pointsOf(reversed, name), pointsOf(before, name), name));
});

test("a formula that is removed takes its series with it, and what is made of that", () => {
  const { store, derived } = derivedOf(["b = a * 2", "c = b + 1", "d = a + 1"], [["a", 1, 1], ["a", 2, 2]]);
  const names = () => store.series.map(({ name }) => name);
  assert.deepEqual(names(), ["a", "b", "c", "d"]);
  derived.set(["c = b + 1", "d = a + 1"]);
  assert.deepEqual(names(), ["a", "d"]);
  assert.deepEqual(derived.remarks, ['Formula "c = b + 1": there is no series "b"']);
  derived.push("a", 3, 3);
  derived.set(["c = b + 1", "b = a * 3", "b = a * 3"]);
  assert.deepEqual(names(), ["a", "b", "c"]);
  assert.deepEqual(pointsOf(store, "c"), [[1, 4], [2, 7], [3, 10]]);
  assert.deepEqual(derived.remarks, []);
  assert.deepEqual(store.extent(), [1, 3]);
});

test("what is wrong with a formula is told, and the others go on", () => {
  const { store, derived } = derivedOf(["rate(", "x = y + 1", "y = z + 1", "z = x", "q = a", "q = a * 2", "a = a * 2",
    "v = v", "w = none"], [["a", 1, 5]]);
  assert.deepEqual(derived.remarks, [
    'Formula "rate(": column 6: a name or a number is expected',
    'Formula "y = z + 1": there is no series "z"',
    'Formula "z = x": it is made of itself (z, x, y, z)',
    'Formula "q = a * 2": another formula has that name',
    'Formula "a = a * 2": the stream has a series of that name',
    'Formula "v = v": it is made of itself (v, v)',
    'Formula "w = none": there is no series "none"',
  ]);
  assert.deepEqual(store.series.map(({ name }) => name), ["a", "q"]);
  derived.set(Array.from({ length: 35 }, (_, i) => `f${i} = a + ${i}`));
  assert.deepEqual(derived.remarks, ["3 more formulas are not read (too many)"]);
  assert.equal(store.series.length, 33);
});

test("before anything has come nothing is missing", () => {
  assert.deepEqual(derivedOf(["a + b"]).derived.remarks, []);
});

test("a series of the stream has its name for itself", () => {
  const { store, derived } = derivedOf(["b = a * 2", "c = b + 1"], [["a", 1, 1], ["b", 2, NaN]]);
  assert.deepEqual(pointsOf(store, "b"), [[1, 2]]);
  derived.push("b", 2, 100);
  derived.push("b", 3, 7);
  assert.deepEqual(pointsOf(store, "b"), [[2, 100], [3, 7]]);
  assert.deepEqual(pointsOf(store, "c"), [[2, 101], [3, 8]]);
  assert.deepEqual(derived.remarks, ['Formula "b = a * 2": the stream has a series of that name']);
  derived.set([]);
  assert.deepEqual(store.series.map(({ name }) => name), ["a", "b"]);
});

test("it has no points of a formula of that name", () => {
  const { store } = derivedOf(["b = a * 2"], [["a", 1, 1], ["b", 2, 100], ["a", 3, 3]]);
  assert.deepEqual(pointsOf(store, "b"), [[2, 100]]);
});

test("a/b is a quotient until there is a series of that name", () => {
  const { store, derived } = derivedOf(["q = a/b * 2"], [["a", 1, 6], ["b", 1, 3]]);
  assert.deepEqual(pointsOf(store, "q"), [[1, 4]]);
  derived.push("a/b", 1.5, 50);
  assert.deepEqual(pointsOf(store, "q"), [[1.5, 100]]);
  derived.push("a", 2, 6);
  derived.push("b", 2, 6);
  derived.push("a/b", 2.5, 1);
  assert.deepEqual(pointsOf(store, "q"), [[1.5, 100], [2.5, 2]]);
});

test("a quotient that is named a/b, as its text is, gives the name up to a series of the stream", () => {
  const { store, derived } = derivedOf(["a/b"], [["a", 1, 6], ["b", 1, 3]]);
  assert.deepEqual(pointsOf(store, "a/b"), [[1, 2]]);
  derived.push("a/b", 1.5, 50);
  derived.push("a", 2, 6);
  derived.push("b", 2, 6);
  assert.deepEqual(pointsOf(store, "a/b"), [[1.5, 50]]);
  assert.deepEqual(derived.remarks, ['Formula "a/b": the stream has a series of that name']);
});

test("after missing messages nothing is known of the time between", () => {
  const { store, derived } = derivedOf(["rate(a)", "a + b"], [["a", 1, 1], ["b", 1, 1], ["a", 2, 2], ["b", 2, 2]]);
  derived.breakLines();
  [["a", 3, 30], ["b", 3.5, 30], ["a", 4, 40], ["b", 4, 40]].forEach((point) => derived.push(...point));
  const numbers = (name) => pointsOf(store, name).filter(([, y]) => !Number.isNaN(y));
  assert.deepEqual(numbers("rate(a)"), [[2, 1], [4, 10]]);
  assert.deepEqual(numbers("a + b"), [[1, 2], [2, 4], [3.5, 65], [4, 80]]);
  assert.ok(pointsOf(store, "rate(a)").some(([x, y]) => x === 2 && Number.isNaN(y)));
});

test("series whose clocks are off are moved, with what is made of them", () => {
  const { store, derived } = derivedOf(["a * 2", "rate(a)"]);
  const clocks = new Clocks(derived);
  const names = ["a", "a * 2", "rate(a)"];
  const firsts = () => names.map((name) => store.find(name).x[0] - start);
  for (let i = 0; i < 50; ++i)
    clocks.push("a", start - 3600 + i / 10, i, start + i / 10);
  assert.deepEqual(firsts().map((x) => Number(x.toFixed(3))), [0, 0, 0.1]);
  assert.ok(store.find("rate(a)").y.every((y) => Math.abs(y - 10) < 1e-3));
  clocks.believe("a");
  assert.deepEqual(firsts().map((x) => Number(x.toFixed(3))), [-3600, -3600, -3599.9]);
  clocks.push("a", start - 3600 + 5, 50, start + 5);
  assert.deepEqual(names.map((name) => store.find(name).length), [51, 51, 50]);
});

test("there is no room for more series of formulas than of others", () => {
  const store = new Store(4);
  const derived = new Derived(store);
  derived.set(["more = b * 2", "mean(more, 5s)"]);
  ["a", "b", "c", "d"].forEach((name) => derived.push(name, 1, 5));
  assert.deepEqual(store.series.map(({ name }) => name), ["a", "b", "more", "mean(more, 5s)"]);
  assert.equal(store.refused, 2);
  derived.set([]);
  assert.ok(derived.push("c", 2, 5));
});

test("series that have ended are forgotten, and begin again", () => {
  const store = new Store(5);
  const derived = new Derived(store);
  derived.set(["d = a + b", "rate(b)"]);
  for (const point of [["a", 0, 1], ["b", 0, 1], ["a", 1, 2], ["b", 1, 2], ["c", 70, 5], ["e", 71, 5], ["f", 72, 5]])
    derived.push(...point);
  assert.deepEqual(store.series.map(({ name }) => name), ["d", "rate(b)", "c", "e", "f"]);
  assert.equal(derived.remarks[1], 'Formula "rate(b)": there is no series "b"');
  derived.breakLines();
  for (const point of [["a", 200, 8], ["b", 200, 8], ["a", 201, 9], ["b", 201, 9]])
    derived.push(...point);
  assert.deepEqual(pointsOf(store, "d"), [[200, 16], [201, 18]]);
  assert.deepEqual(pointsOf(store, "rate(b)").at(-1), [201, 1]);
});
