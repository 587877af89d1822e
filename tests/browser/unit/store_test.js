// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { Series } from "../../../web/data/series.js";
import { indexAfter, indexNearest, isAfterPause, usualStep } from "../../../web/data/sorted_times.js";
import { Store } from "../../../web/data/store.js";

function seriesOf(times) {
  const series = new Series("s");
  times.forEach((x) => series.push(x, -x));
  return series;
}

test("a series keeps its last points, at every fill", () => {
  const series = new Series("s");
  for (let count = 1; count < 5000; ++count) {
    series.push(count, -count);
    series.forget(Math.max(0, series.length - 700));
    assert.equal(series.length, Math.min(count, 700));
    assert.equal(series.x[0], Math.max(1, count - 699));
    assert.equal(series.x.at(-1), count);
    assert.equal(series.y.at(-1), -count);
    assert.equal(series.forgotten, Math.max(0, count - 700));
  }
  assert.ok(series.x.every((x, i) => x === 4300 + i));
});

test("points go where their time belongs", () => {
  const times = Array.from({ length: 3000 }, (_, i) => (i * 7919) % 3001);
  const series = seriesOf(times);
  assert.deepEqual([...series.x], [...times].sort((a, b) => a - b));
  assert.ok(series.y.every((y, i) => y === -series.x[i]));
});

/** Numbers from 0 to 1, the same ones each time. */
function randomFrom(seed) {
  return () => {
    seed = (seed * 1664525 + 1013904223) >>> 0;
    return seed / 2 ** 32;
  };
}

/** Pushes and forgets by chance, and looks now and then, beside a sorted array. */
function compare(times, random) {
  const series = new Series("s");
  const wanted = [];
  let [revision, forgotten] = [0, 0];
  times.forEach((x, y) => {
    const at = wanted.findLastIndex((point) => point[0] <= x) + 1;
    wanted.splice(at, 0, [x, y]);
    series.push(x, y);
    if (at < wanted.length - 1)
      assert.notEqual(series.revision, revision, "it comes before others");
    else
      assert.equal(series.revision, revision, "it is the newest");
    revision = series.revision;
    if (random() < 0.02) {
      const count = Math.floor(random() * wanted.length * 0.3);
      wanted.splice(0, count);
      series.forget(count);
      forgotten += count;
    }
    assert.equal(series.length, wanted.length);
    if (random() < 0.02)
      assert.deepEqual([[...series.x], [...series.y]], [wanted.map(([x]) => x), wanted.map(([, y]) => y)]);
  });
  assert.equal(series.forgotten, forgotten);
  assert.deepEqual([[...series.x], [...series.y]], [wanted.map(([x]) => x), wanted.map(([, y]) => y)]);
}

test("late points are where they belong, whenever somebody looks", () => {
  for (let seed = 1; seed <= 8; ++seed) {
    const random = randomFrom(seed);
    const span = 1 + Math.floor(random() * 500);
    const shapes = {
      sweep: (i) => i % span,
      jitter: (i) => i - Math.floor(random() * span),
      any: () => Math.floor(random() * span),
      "one ahead": (i) => (i === 10 ? 1e9 : i),
      backwards: (i) => -i,
    };
    for (const timeOf of Object.values(shapes))
      compare(Array.from({ length: 1500 }, (_, i) => timeOf(i)), random);
  }
});

test("late points move the others once, when somebody looks, however many there are", (t) => {
  const series = seriesOf(Array.from({ length: 100_000 }, (_, i) => i));
  let moved = 0;
  const { copyWithin } = Float64Array.prototype;
  t.mock.method(Object.getPrototypeOf(Float64Array.prototype), "copyWithin", function (target, begin, end) {
    moved += end - begin;
    return copyWithin.call(this, target, begin, end);
  });
  for (let i = 0; i < 1000; ++i)
    series.push((i * 7919) % 100_000, i);
  assert.equal(series.x.length, 101_000);
  assert.ok(moved <= 2 * 100_000, `${moved} were moved`);
  for (let i = 0; i < 101_000; ++i) // nobody looks
    series.push((i * 7919) % 100_000, i);
  assert.ok(moved <= 20 * 200_000, `${moved} were moved`);
});

test("points of the same time stay in their order", () => {
  const series = new Series("s");
  for (const [x, y] of [[1, 1], [2, 2], [2, 3], [3, 4], [2, 5]])
    series.push(x, y);
  assert.deepEqual([...series.y], [1, 2, 3, 5, 4]);
});

test("a series that forgets the oldest keeps the others, and takes more", () => {
  const series = seriesOf(Array.from({ length: 5000 }, (_, i) => i));
  series.forget(4998);
  for (let x = 5000; x < 9000; ++x)
    series.push(x, -x);
  assert.deepEqual([series.length, series.x[0], series.x.at(-1), series.y[1]], [4002, 4998, 8999, -4999]);
});

test("times are found", () => {
  const x = Float64Array.of(1, 2, 2, 5);
  assert.deepEqual([0, 1, 2, 3, 5, 9].map((at) => indexAfter(x, at)), [0, 1, 3, 3, 4, 4]);
  assert.deepEqual([0, 1.4, 3, 3.6, 9].map((at) => indexNearest(x, at)), [0, 0, 2, 3, 3]);
  assert.equal(indexNearest(new Float64Array(0), 1), -1);
});

test("a store has a series a name, within its bounds", () => {
  const store = new Store(3, 3000);
  for (let i = 0; i < 5000; ++i)
    for (const name of ["a", "b", "c", "d", "e"])
      assert.equal(store.push(name, i, i), "abc".includes(name));
  for (const { name, length, x } of store.series)
    assert.ok("abc".includes(name) && length >= 998 && length <= 1001 && x.at(-1) === 4999, `${name}: ${length}`);
  assert.equal(store.refused, 2);
  assert.ok(Math.abs(store.forgottenUntil - store.extent()[0]) <= 3);
  assert.deepEqual(store.range, { min: 0, max: 4999 });
});

test("all series reach equally far back, and slow ones keep a share", () => {
  const store = new Store(64, 10_000);
  for (let i = 0; i < 100_000; ++i) {
    store.push("fast", i / 1000, i);
    if (i % 3 === 0)
      store.push("third", i / 1000, i);
    if (i % 1000 === 0)
      store.push("slow", i / 1000, i);
  }
  const kept = Object.fromEntries(store.series.map(({ name, x }) => [name, 100 - x[0]]));
  assert.equal(kept.slow, 100);
  assert.ok(kept.fast > 7 && Math.abs(kept.fast - kept.third) < 0.1, JSON.stringify(kept));
  assert.ok(store.series.reduce((sum, { length }) => sum + length, 0) <= 10_000);
});

test("a gap makes no series, and breaks the lines there are", () => {
  const store = new Store();
  store.push("a", 1, NaN);
  assert.deepEqual(store.series, []);
  assert.equal(store.extent(), null);
  store.push("a", 1, 5);
  store.breakLines();
  store.push("a", 2, 6);
  assert.deepEqual([...store.series[0].y], [5, NaN, 6]);
});

test("a series that is removed leaves its room, and others keep their places", () => {
  const store = new Store(3, 4);
  ["a", "b", "c"].forEach((name) => store.push(name, 1, 1));
  store.clear("b");
  store.push("b", 2, 2);
  assert.deepEqual(store.series.map(({ name }) => name), ["a", "b", "c"]);
  assert.deepEqual([...store.find("b").x], [2]);
  store.remove("a");
  store.remove("none");
  assert.ok(store.push("d", 3, 3) && store.push("d", 4, 4));
  assert.deepEqual(store.series.map(({ name, length }) => [name, length]), [["b", 1], ["c", 1], ["d", 2]]);
});

test("the usual step is the median of the last ones", () => {
  assert.equal(usualStep(Float64Array.of(0, 1, 2, 12, 13, 14), 5), 1);
  assert.equal(usualStep(Float64Array.of(0, 60, 60, 60, 120, 180), 5), 60);
  assert.ok(Number.isNaN(usualStep(Float64Array.of(0, 1, 2), 2)));
  assert.ok(Number.isNaN(usualStep(new Float64Array(1000), 999)));
});

test("a pause is much longer than usual, and more than two seconds", () => {
  const pauses = (...x) => x.map((_, i) => i).filter((i) => isAfterPause(Float64Array.from(x), i));
  assert.deepEqual(pauses(0, 0.1, 0.2, 0.3, 5, 5.1, 5.2, 5.3, 5.4, 7), [4]);
  assert.deepEqual(pauses(0, 60, 120, 180, 300, 360), []);
  assert.deepEqual(pauses(0, 1, 2, 3, 14, 15), [4]);
  assert.deepEqual(pauses(0, 100, 200), []);
});

test("a series that has ended makes room for another", () => {
  const store = new Store(2);
  assert.deepEqual([store.push("a", 0, 1), store.push("b", 50, 1), store.push("c", 59, 1)], [true, true, false]);
  assert.equal(store.refused, 1);
  assert.equal(store.push("c", 61, 1), true);
  assert.deepEqual(store.series.map(({ name }) => name), ["b", "c"]);
  assert.deepEqual([store.refused, store.ended], [0, 1]);
  store.push("b", 100, 1);
  assert.equal(store.push("d", 120, 1), false, "c has not ended yet");
  assert.equal(store.push("d", 122, 1), true);
  assert.deepEqual(store.series.map(({ name }) => name), ["b", "d"]);
});

test("all can be let go, and the store is as new", () => {
  const store = new Store(2, 100);
  for (let i = 0; i < 200; ++i)
    ["a", "b", "c"].forEach((name) => store.push(name, i, i));
  store.clearAll();
  assert.deepEqual([store.series, store.extent(), store.refused, store.forgottenUntil], [[], null, 0, -Infinity]);
  assert.ok(store.push("c", 1, 5));
  assert.deepEqual(store.range, { min: 5, max: 5 });
});

test("names that change for ever are shown, and take no memory for ever", () => {
  const store = new Store(10, 1000);
  for (let i = 0; i < 5000; ++i)
    store.push(`job ${i}`, i * 10, 1);
  assert.equal(store.series.length, 10);
  assert.equal(store.series.at(-1).name, "job 4999");
  assert.equal(store.refused, 0);
});
