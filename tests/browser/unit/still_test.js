// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { Sight, Still } from "../../../web/data/still.js";
import { Store } from "../../../web/data/store.js";

test("a still keeps what the store lets go, with a point more at both sides", () => {
  const store = new Store(2, 10);
  for (let x = 0; x < 10; ++x)
    store.push("a", x, -x);
  const still = new Still(store, { from: 4, to: 7 });
  for (let x = 10; x < 100; ++x)
    store.push("b", x, x);
  assert.equal(still.series.length, 1);
  assert.deepEqual([...still.series[0].x], [3, 4, 5, 6, 7, 8]);
  assert.deepEqual([...still.series[0].y], [-3, -4, -5, -6, -7, -8]);
});

test("a still covers its own time", () => {
  const still = new Still(new Store(), { from: 4, to: 7 });
  const covers = (from, to) => still.covers({ from, to });
  assert.deepEqual([covers(4, 7), covers(5, 6), covers(3, 7), covers(4, 8)], [true, true, false, false]);
});

test("what comes late into a part that was chosen is seen, but not while paused", () => {
  const store = new Store(2, 10);
  const sight = new Sight(store);
  const window = { isLive: false, isPaused: false, shown: { from: 0, to: 5 } };
  const seen = () => sight.of(window).series[0].length;
  for (let x = 0; x < 6; ++x)
    store.push("a", x, x);
  assert.equal(seen(), 6);
  store.push("a", 2.5, 0);
  assert.equal(seen(), 7);
  for (let x = 6; x < 30; ++x)
    store.push("a", x, x);
  assert.equal(seen(), 6, "of the still: the store has let it go");
  const paused = { ...window, isPaused: true, shown: { from: 25, to: 29 } };
  const before = sight.of(paused).series[0].length;
  store.push("a", 27.5, 0);
  assert.equal(sight.of(paused).series[0].length, before);
});

test("a still keeps the messages of its time", () => {
  const store = new Store();
  store.push("a", 4, 0);
  const { waveforms } = store.find("a");
  waveforms.push(...[4, 9].map((time) => ({ values: new Float64Array(64), time, step: 0, x: null })));
  const still = new Still(store, { from: 4, to: 7 });
  waveforms.length = 0;
  assert.deepEqual(still.series[0].waveforms.map(({ time }) => time), [4]);
});

test("what was paused for stays for who looks further back, however much came meanwhile", () => {
  const store = new Store(3, 10);
  const sight = new Sight(store);
  for (let x = 0; x < 6; ++x)
    store.push("a", x, 10 * x);
  store.push("once", 3, 1);
  const look = (from, to) => sight.of({ isLive: false, isPaused: true, shown: { from, to } }).series;
  look(2, 5);
  for (let x = 6; x < 100; ++x)
    store.push("a", x, 10 * x);
  store.remove("once");
  const [a, once] = look(1, 97);
  assert.deepEqual([...a.x.subarray(0, 6)], [1, 2, 3, 4, 5, 5]);
  assert.deepEqual([...a.y.subarray(0, 6)], [10, 20, 30, 40, 50, NaN], "then there is a gap");
  assert.deepEqual([a.x[6], a.x.at(-1), a.length, a.y.length], [store.find("a").x[0], 98, a.x.length, a.x.length]);
  assert.deepEqual([once.name, ...once.x], ["once", 3]);
  assert.deepEqual([...look(1, 200)[0].x], [...a.x, 99], "beyond the newest, too");
  look(120, 200);
  assert.deepEqual([...look(2, 5)[0].x], [1, 2, 3, 4, 5, 5, store.find("a").x[0]], "and for who comes back");
  const live = sight.of({ isLive: true, isPaused: false, shown: { from: 90, to: 99 } });
  assert.equal(live, store);
  assert.equal(look(1, 97)[0].x[0], store.find("a").x[0], "when data went on, it is gone");
});

test("what was paused for is joined to what the store has, where that reaches back to it", () => {
  const store = new Store(1, 10);
  const sight = new Sight(store);
  const look = (from, to) => sight.of({ isLive: false, isPaused: true, shown: { from, to } }).series[0];
  for (let x = 0; x < 10; ++x)
    store.push("a", x, x);
  look(2, 9);
  for (let x = 10; x < 15; ++x)
    store.push("a", x, x);
  assert.deepEqual([...look(1, 14).y], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]);
});
