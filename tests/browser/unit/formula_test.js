// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { isAfterPause } from "../../../web/data/sorted_times.js";
import { Chance, assertNear, derivedOf, pointsOf, streamOf } from "./formulas.js";

/** What a formula makes of the values of a series `a`, at the times 0, 1, 2, ... */
function valuesOf(formula, values) {
  const { store } = derivedOf([formula], values.map((y, x) => ["a", x, y]));
  return pointsOf(store, formula).map(([, y]) => y);
}

/** As lines are drawn: with a gap where nothing came. */
function drawn(points) {
  const times = Float64Array.from(points, ([x]) => x);
  return points.flatMap((point, i) => (isAfterPause(times, i) ? [[times[i - 1], NaN], point] : [point]));
}

function withoutRepeatedGaps(points) {
  return points.filter(([, y], i) => !Number.isNaN(y) || (i > 0 && !Number.isNaN(points[i - 1][1])));
}

/** What is simple to see: everything is looked for in all points each time. */
const references = {
  "a * 1.8 + 32": (points) => points.map(([x, y]) => [x, y * 1.8 + 32]),
  "sqrt(a)": (points) => points.map(([x, y]) => [x, Math.sqrt(y)]),
  "100 / abs(a)": (points) => points.map(([x, y]) => [x, y === 0 ? NaN : 100 / Math.abs(y)]),
  "delta(a)": (points) => points.map(([x, y], i) => [x, y - (points[i - 1]?.[1] ?? NaN)]),
  "sum(a)": (points) => points.map(([x, y], i) => [x, y + 0 === y ? areaUntil(points, i) : NaN]),
  "mean(a, 5s)": windowed(5, (values) => values.reduce((sum, y) => sum + y, 0) / values.length),
  "median(a, 7s)": windowed(7, medianOf),
  "min(a, 5s)": windowed(5, (values) => Math.min(...values)),
  "max(a, 2.5s)": windowed(2.5, (values) => Math.max(...values)),
  "mean(a, 30ms)": windowed(0.03, (values) => values.reduce((sum, y) => sum + y, 0) / values.length),
};

function areaUntil(points, end) {
  const areas = points.slice(1, end + 1).map(([x, y], i) => (x - points[i][0]) * (y + points[i][1]) / 2);
  return areas.reduce((sum, area) => sum + (Number.isNaN(area) ? 0 : area), 0);
}

function windowed(seconds, of) {
  return (points) => points.map(([x, y], end) => {
    const inWindow = points.slice(0, end + 1).filter((point) => point[0] > x - seconds);
    return [x, Number.isNaN(y) ? NaN : of(inWindow.map((point) => point[1]).filter((value) => !Number.isNaN(value)))];
  });
}

function medianOf(values) {
  const sorted = [...values].sort((one, other) => one - other);
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
}

for (const [formula, reference] of Object.entries(references)) {
  test(`${formula} is what it says, of any stream`, () => {
    for (let seed = 1; seed < 5; ++seed) {
      const points = streamOf(new Chance(seed), 400);
      const { store } = derivedOf([formula], points.map(([x, y]) => ["a", x, y]));
      const kept = points.slice(points.findIndex(([, y]) => !Number.isNaN(y)));
      assertNear(pointsOf(store, formula), withoutRepeatedGaps(reference(drawn(kept))), `seed ${seed}`);
    }
  });
}

/** At each time of either, with all that is known at last; a point of one alone needs that the other goes on. */
function joined(one, other, combine) {
  const times = [...new Set([...one, ...other].map(([x]) => x))].sort((a, b) => a - b);
  return times.flatMap((x) => {
    const [here, there] = [one, other].map((points) => points.filter((point) => point[0] === x));
    const count = Math.max(here.length, there.length);
    const rows = Array.from({ length: count }, (_, k) => {
      const isPair = k < here.length && k < there.length;
      const short = here.length < there.length ? one : other;
      return isPair || short.at(-1)[0] > x ? [[x, combine(valueAt(one, here, k, x), valueAt(other, there, k, x))]] : [];
    });
    return rows.flat();
  });
}

function valueAt(points, here, k, x) {
  if (here.length > 0)
    return here[Math.min(k, here.length - 1)][1];
  const before = points.findLast((point) => point[0] < x);
  const after = points.find((point) => point[0] > x);
  return before && after ? before[1] + (after[1] - before[1]) * ((x - before[0]) / (after[0] - before[0])) : NaN;
}

test("two series are joined at the times of either, where both have lines, in whatever order they come", () => {
  for (let seed = 1; seed < 12; ++seed) {
    const chance = new Chance(seed);
    const steps = seed % 2 === 0 ? [0, 0.5, 1] : undefined;
    const [one, other] = [streamOf(chance, 200, steps), streamOf(chance, 300, steps)];
    one[0][1] = 1; // what begins with a gap begins later
    other[0][1] = 1;
    const { store, derived } = derivedOf(["d = a - b"]);
    const [left, right] = [[...one], [...other]];
    while (left.length + right.length > 0) {
      const name = right.length === 0 || (left.length > 0 && chance.below(4) > 1) ? "a" : "b";
      derived.push(name, ...(name === "a" ? left : right).shift());
    }
    const wanted = withoutRepeatedGaps(joined(drawn(one), drawn(other), (a, b) => a - b));
    assertNear(pointsOf(store, "d"), wanted, `seed ${seed}`);
  }
});

test("a rate is a change in a second, of the first points at each time, over no gap", () => {
  const { store } = derivedOf(["rate(a)"], [[0, 1], [2, 5], [2, 9], [2, 7], [4, 25], [5, NaN], [6, 1], [6.5, 0]]
    .map(([x, y]) => ["a", x, y]));
  assert.deepEqual(pointsOf(store, "rate(a)"), [[2, 2], [4, 10], [5, NaN], [6.5, -2]]);
});

test("a counter goes on where it starts again, an angle where it jumps", () => {
  assert.deepEqual(valuesOf("counter(a)", [5, 7, 1, 4, NaN, 2, 2]), [5, 7, 8, 11, NaN, 13, 13]);
  assert.deepEqual(valuesOf("rate(counter(a))", [10, 20, 5, 15]), [10, 5, 10]);
  assert.deepEqual(valuesOf("rate(a)", [10, 20, 5, 15]), [10, -15, 10]);
  assert.deepEqual(valuesOf("unwrap(a, 360)", [350, 359, 5, 170, 350, 10, NaN, 350, 1000]),
    [350, 359, 365, 530, 710, 730, NaN, 710, 640]);
  assert.deepEqual(valuesOf("unwrap(a, 360)", [0, 180, 0, 181, 0]), [0, 180, 0, -179, 0]);
  assert.deepEqual(valuesOf("unwrap(a)", [3, -3]), [3, -3 + 2 * Math.PI]);
  assert.deepEqual(valuesOf("unwrap(a, 2 ^ 16)", [65_535, 1]), [65_535, 65_537]);
});

test("what is no number is a gap", () => {
  assert.deepEqual(valuesOf("sqrt(a)", [4, -1, 9]), [2, NaN, 3]);
  assert.deepEqual(valuesOf("1 / a", [0, 2, 0, 0, 4]), [0.5, NaN, 0.25]);
  assert.deepEqual(valuesOf("sum(1 / a)", [1, 0, 1, 1]), [0, NaN, 0, 1]);
  assert.deepEqual(valuesOf("mean(log10(a), 9s)", [10, 0, 1000]), [1, NaN, 2]);
});

test("a mean has no trace of a large value that has left, nor of very many", () => {
  assert.equal(valuesOf("mean(a, 2s)", [1e300, 1, 2, 3]).at(-1), 2.5);
  const { store } = derivedOf(["m = mean(a, 1)", "s = sum(a)"],
    Array.from({ length: 200_000 }, (_, i) => ["a", i / 128, 0.1]));
  assert.equal(store.find("m").y.at(-1), 0.1);
  assert.ok(Math.abs(store.find("s").y.at(-1) - 0.1 * 199_999 / 128) < 1e-12);
});

test("a point that comes late is converted, and else passed over", () => {
  const points = [[1, 10], [2, 20], [4, 40], [3, 30], [5, 50]].map(([x, y]) => ["a", x, y]);
  const { store } = derivedOf(["a * 2", "rate(a)", "a - mean(a, 1s)", "mean(a * 2, 9s)"], points);
  assert.deepEqual(pointsOf(store, "a * 2"), [[1, 20], [2, 40], [3, 60], [4, 80], [5, 100]]);
  assert.deepEqual(pointsOf(store, "rate(a)"), [[2, 10], [4, 10], [5, 10]]);
  assert.deepEqual(pointsOf(store, "a - mean(a, 1s)"), [[1, 0], [2, 0], [4, 0], [5, 0]]);
  assert.deepEqual(pointsOf(store, "mean(a * 2, 9s)").map(([, y]) => y), [20, 30, 140 / 3, 60]);
});

test("a series that does not go on is waited for within bounds, and a window has its bounds, too", () => {
  const points = [["b", 0, 1], ["a", 0, 1]];
  for (let i = 1; i <= 100_000; ++i)
    points.push(["a", i / 1000, i]);
  points.push(["b", 0.0005, 1], ["b", 100, 1]); // of the former there is nothing left
  const formulas = ["a - b", "m = mean(a, 1000s)", "least = min(a, 1000s)", "most = max(-a, 1000s)"];
  const { store } = derivedOf(formulas, points);
  assert.deepEqual(pointsOf(store, "a - b").slice(0, 3), [[0, 0], [0.0005, NaN], [(100_000 - 65_535) / 1000, 34_464]]);
  assert.equal(store.find("a - b").length, 65_536 + 2);
  assert.equal(store.find("a - b").y.at(-1), 99_999);
  assert.equal(store.find("m").y.at(-1), (100_000 + 100_000 - 65_535) / 2);
  assert.equal(store.find("least").y.at(-1), 100_000 - 65_535);
  assert.equal(store.find("most").y.at(-1), -(100_000 - 65_535));
});

test("however much is there already, none of it is lost to a series that waits", () => {
  const points = ["a", "b"].flatMap((name) => Array.from({ length: 70_000 }, (_, i) => [name, i / 1000, i]));
  const { store, derived } = derivedOf([], points);
  derived.set(["a - b"]);
  assert.equal(store.find("a - b").length, 70_000);
});
