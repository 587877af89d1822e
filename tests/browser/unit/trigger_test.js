// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { Trigger, triggerOf, writeTrigger } from "../../../web/data/trigger.js";

const choice = { name: "a", level: 0, edge: "rise", mode: "normal", before: 0.25 };

/** Frames of a span of 4 s, as seen after each point. */
function framesOf(change, points) {
  const trigger = new Trigger({ ...choice, ...change });
  trigger.frame(-Infinity, 4);
  return points.map(([x, y]) => {
    trigger.push("a", x, y);
    const frame = trigger.frame(x, 4);
    return frame === null ? null : [frame.from, frame.to];
  });
}

test("what is seen begins before a crossing, between two points, once all of it has come", () => {
  const points = [[0, -1], [1, 1], [2, 1], [3, 1], [4, 1]];
  assert.deepEqual(framesOf({}, points), [null, null, null, null, [-0.5, 3.5]]);
});

test("rising, falling, both", () => {
  const points = [[0, 1], [1, -1], [5, 1], [9, 1]];
  assert.deepEqual(framesOf({ edge: "rise" }, points).at(-1), [2, 6]);
  assert.deepEqual(framesOf({ edge: "fall" }, points).at(-1), [-0.5, 3.5]);
  assert.deepEqual(framesOf({ edge: "both" }, points).at(-2), [-0.5, 3.5]);
});

test("gaps, late points and others are no crossings", () => {
  assert.deepEqual(framesOf({}, [[0, -1], [1, NaN], [2, 1], [9, 1]]).at(-1), null);
  assert.deepEqual(framesOf({}, [[5, 1], [4, -1], [9, 1], [19, 1]]).at(-1), null);
  const trigger = new Trigger(choice);
  trigger.push("b", 0, -1);
  trigger.push("b", 1, 1);
  assert.equal(trigger.frame(9, 4), null);
});

test("normal keeps the last one, auto goes on, single stops at the first", () => {
  const square = Array.from({ length: 40 }, (_, x) => [x, x % 10 < 5 ? -1 : 1]);
  const silent = [...square, [80, 1]];
  assert.deepEqual(framesOf({ mode: "normal" }, silent).at(-1), [33.5, 37.5]);
  assert.deepEqual(framesOf({ mode: "auto" }, silent).at(-1), null);
  assert.deepEqual(framesOf({ mode: "single" }, silent).at(-1), [3.5, 7.5]);
});

test("of many points at once, the last crossing is seen", () => {
  const trigger = new Trigger(choice);
  trigger.frame(0, 4);
  for (let x = 0; x < 40; ++x)
    trigger.push("a", x, x % 10 < 5 ? -1 : 1);
  assert.deepEqual(trigger.frame(39, 4), { from: 33.5, to: 37.5 });
});

test("a trigger can be armed again", () => {
  const trigger = new Trigger({ ...choice, mode: "single" });
  trigger.frame(0, 4);
  [[0, -1], [1, 1], [5, 1]].forEach(([x, y]) => trigger.push("a", x, y));
  trigger.frame(5, 4);
  assert.ok(trigger.isDone);
  trigger.arm();
  assert.deepEqual([trigger.isDone, trigger.frame(6, 4)], [false, null]);
});

test("triggers are read and written", () => {
  for (const text of ["rise,0.5,normal,0.2:a", "both,-1e-9,single,0:a:b, c", "fall,0,auto,1:x"])
    assert.equal(writeTrigger(triggerOf(text)), text);
  assert.deepEqual(triggerOf("rise,1:a"), { name: "a", level: 1, edge: "rise", mode: "auto", before: 0.2 });
  for (const text of ["", "rise:a", "rise,x:a", "up,1:a", "rise,1,never:a", "rise,1,auto,2:a", "rise,1:"])
    assert.equal(triggerOf(text), null, text);
});
