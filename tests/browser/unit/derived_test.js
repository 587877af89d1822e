// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { Clocks } from "../../../web/data/clocks.js";
import { Derived } from "../../../web/data/derived.js";
import { isAfterPause } from "../../../web/data/series.js";
import { Store } from "../../../web/data/store.js";

const start = 1_700_000_000;

/** A store with series of formulas; `points` are [name, x, y]. */
function derivedOf(formulas, points = []) {
  const store = new Store();
  const derived = new Derived(store);
  derived.set(formulas);
  points.forEach(([name, x, y]) => derived.push(name, x, y));
  return { store, derived };
}

/** The points of a series, as [x, y]. */
function pointsOf(store, name) {
  const series = store.find(name);
  return series === undefined ? [] : Array.from(series.x, (x, i) => [x, series.y[i]]);
}

/** What a formula makes of the values of a series `a`, at the times 0, 1, 2, ... */
function valuesOf(formula, values) {
  const { store } = derivedOf([formula], values.map((y, x) => ["a", x, y]));
  return pointsOf(store, formula).map(([, y]) => y);
}

/** Numbers that look like chance, the same each time. */
class Chance {
  #seed;

  constructor(seed) {
    this.#seed = seed;
  }

  below(count) {
    this.#seed = (this.#seed * 48_271) % 2_147_483_647;
    return this.#seed % count;
  }

  of(...choices) {
    return choices[this.below(choices.length)];
  }
}

/** A stream with gaps, pauses, repeated times, large values. */
function streamOf(chance, count, steps = [0, 0.1, 0.25, 0.5, 0.5, 1, 1.5]) {
  let x = start;
  return Array.from({ length: count }, () => {
    x += chance.below(60) === 0 ? 90 : chance.of(...steps);
    const y = chance.below(15) === 0 ? NaN : chance.below(40) === 0 ? 1e12 : chance.below(2000) / 8 - 100;
    return [x, y];
  });
}

/** As lines are drawn: with a gap where nothing came. */
function drawn(points) {
  const times = Float64Array.from(points, ([x]) => x);
  return points.flatMap((point, i) => (isAfterPause(times, i) ? [[times[i - 1], NaN], point] : [point]));
}

function withoutRepeatedGaps(points) {
  return points.filter(([, y], i) => !Number.isNaN(y) || (i > 0 && !Number.isNaN(points[i - 1][1])));
}

function assertNear(found, wanted, what) {
  assert.equal(found.length, wanted.length, `${what}: so many points`);
  found.forEach(([x, y], i) => {
    const isNear = Object.is(y, wanted[i][1]) || Math.abs(y - wanted[i][1]) <= 1e-9 * Math.max(1, Math.abs(y));
    assert.ok(x === wanted[i][0] && isNear, `${what}, point ${i}: ${y} at ${x}, not ${wanted[i]}`);
  });
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
    for (let seed = 1; seed < 9; ++seed) {
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
  for (let seed = 1; seed < 20; ++seed) {
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
