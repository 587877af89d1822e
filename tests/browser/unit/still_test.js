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
