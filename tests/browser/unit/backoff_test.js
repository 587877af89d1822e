// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { Backoff } from "../../../web/stream/backoff.js";

const take = (backoff, count) => Array.from({ length: count }, () => backoff.next());

test("without luck the waits double from 0.5 s", () => {
  assert.deepEqual(take(new Backoff(() => 0), 8), [500, 1000, 2000, 4000, 8000, 15_000, 15_000, 15_000]);
});

test("waits stay between 0.5 and 30 s", () => {
  for (const random of [() => 0, () => 0.5, () => 1 - Number.EPSILON, Math.random]) {
    for (const wait of take(new Backoff(random), 2000))
      assert.ok(wait >= 500 && wait <= 30_000, `wait: ${wait}`);
  }
});

test("waits are jittered", () => {
  assert.ok(new Set(take(new Backoff(), 50)).size > 40);
});

test("a reset starts again with the shortest wait", () => {
  const backoff = new Backoff(() => 0);
  take(backoff, 5);
  backoff.reset();
  assert.equal(backoff.next(), 500);
});
