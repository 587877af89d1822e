// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { fillBase, scale } from "../../../web/data/scale.js";
import { Store } from "../../../web/data/store.js";
import { TimeWindow } from "../../../web/data/window.js";

function storeOf(count) {
  const store = new Store();
  for (let i = 0; i < count; ++i)
    store.push("s", i, i);
  return store;
}

test("a window moves on with the data", () => {
  const store = storeOf(1000);
  assert.deepEqual(new TimeWindow({ kind: "last", seconds: 60 }).update(store), { from: 939, to: 999 });
  assert.deepEqual(new TimeWindow({ kind: "points", count: 100 }).update(store), { from: 900, to: 999 });
  assert.deepEqual(new TimeWindow({ kind: "all" }).update(store), { from: 0, to: 999 });
});

test("paused, it stays, and goes on where the data is", () => {
  const store = storeOf(100);
  const window = new TimeWindow({ kind: "last", seconds: 10 });
  window.update(store);
  window.pause(true);
  store.push("s", 500, 1);
  assert.deepEqual(window.update(store), { from: 89, to: 99 });
  window.pause(false);
  assert.deepEqual(window.update(store), { from: 490, to: 500 });
});

test("zoomed and moved, it stays until it is to be live again", () => {
  const store = storeOf(100);
  const window = new TimeWindow({ kind: "last", seconds: 10 });
  window.update(store);
  window.zoom(0.5, 94);
  assert.deepEqual(window.update(store), { from: 91.5, to: 96.5 });
  window.pan(0.1);
  assert.deepEqual(window.update(store), { from: 92, to: 97 });
  assert.equal(window.isLive, false);
  assert.equal(window.isBack, false);
  window.live({ kind: "last", seconds: 10 });
  assert.deepEqual(window.update(store), { from: 89, to: 99 });
  assert.equal(window.isBack, true);
});

test("all is shown until it is to be live again, paused too", () => {
  const store = storeOf(100);
  const window = new TimeWindow({ kind: "last", seconds: 10 });
  window.update(store);
  window.pause(true);
  window.showAll(store);
  assert.deepEqual(window.update(store), { from: 0, to: 99 });
  assert.equal(window.isBack, false);
  window.live({ kind: "last", seconds: 10 });
  assert.deepEqual(window.update(store), { from: 89, to: 99 });
});

test("there is an end to zooming", () => {
  const window = new TimeWindow({ kind: "fixed", from: 0, to: 1 });
  for (let i = 0; i < 1000; ++i)
    window.zoom(2, 0.5);
  assert.ok(window.shown.to - window.shown.from <= 1e11);
  for (let i = 0; i < 1000; ++i)
    window.zoom(0.5, 0.5);
  assert.ok(window.shown.to - window.shown.from >= 0.01);
});

test("the axis of values fits, and keeps a near zero in sight", () => {
  const auto = { mode: "auto", min: 0, max: 0, log: false };
  assert.deepEqual(scale({ min: 0, max: 100 }, auto), { min: 0, max: 106, log: false });
  assert.deepEqual(scale({ min: 1, max: 100 }, auto), { min: 0, max: 105.94, log: false });
  assert.deepEqual(scale({ min: 7, max: 7 }, auto), { min: 6.58, max: 7.42, log: false });
  assert.deepEqual(scale({ min: 0, max: 0 }, auto), { min: 0, max: 1, log: false });
  assert.deepEqual(scale({ min: Infinity, max: -Infinity }, auto), { min: 0, max: 1, log: false });
  const fixed = { mode: "fixed", min: -1, max: 2, log: false };
  assert.deepEqual(scale({ min: 1, max: 9 }, fixed), { min: -1, max: 2, log: false });
  const log = scale({ min: -5, max: 1000 }, { ...auto, log: true });
  assert.ok(log.min > 0 && log.max > 1000 && log.log);
});

test("an area goes to zero, or to the lower edge", () => {
  assert.equal(fillBase({ min: -2, max: 3 }), 0);
  assert.equal(fillBase({ min: 0, max: 3 }), 0);
  assert.equal(fillBase({ min: 1, max: 3 }), 1);
  assert.equal(fillBase({ min: -3, max: -1 }), -3);
});

test("a time is held where it is seen, and brought to the middle where it is not", () => {
  const window = new TimeWindow({ kind: "last", seconds: 10 });
  window.update(storeOf(100));
  assert.equal(window.hold(94), 0.5);
  assert.deepEqual([window.shown, window.choice.kind], [{ from: 89, to: 99 }, "fixed"]);
  assert.equal(window.hold(50), 0.5);
  assert.deepEqual(window.shown, { from: 45, to: 55 });
});

test("where something holds, time goes on without points", () => {
  const window = new TimeWindow({ kind: "last", seconds: 10 });
  assert.deepEqual(window.update(storeOf(100), 150), { from: 140, to: 150 });
  assert.deepEqual(window.update(storeOf(100), 50), { from: 89, to: 99 });
});
