// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { oncePerFrame } from "../../../web/view/frame.js";

test("many requests make one call in the next frame, none make none", () => {
  const frames = [];
  let calls = 0;
  const request = oncePerFrame(() => calls += 1, (callback) => frames.push(callback));
  request();
  request();
  assert.equal(calls, 0);
  assert.equal(frames.length, 1);
  frames.shift()();
  assert.equal(calls, 1);
  assert.equal(frames.length, 0);
  request();
  frames.shift()();
  assert.equal(calls, 2);
});

test("a call that fails does not stop later ones", () => {
  const frames = [];
  const request = oncePerFrame(() => { throw new Error("no"); }, (callback) => frames.push(callback));
  request();
  assert.throws(() => frames.shift()());
  request();
  assert.equal(frames.length, 1);
});
