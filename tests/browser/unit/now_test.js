// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { onClockJump } from "../../../web/data/now.js";

test("a jump of the clock is told once, in both directions; time that passes is none", () => {
  let [set, steady, look, jumps] = [1e12, 0, () => {}, 0];
  onClockJump(() => { jumps += 1; }, { wall: () => set, steady: () => steady, every: (action) => { look = action; } });
  const pass = (seconds, moved = 0) => {
    steady += 1000 * seconds;
    set += 1000 * (seconds + moved);
    look();
    return jumps;
  };
  assert.deepEqual([pass(1), pass(3600), pass(1, 2)], [0, 0, 0]);
  assert.deepEqual([pass(1, 3600), pass(1), pass(1, -3600), pass(1)], [1, 1, 2, 2]);
});
