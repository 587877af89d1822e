// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { Covers } from "../../../web/history/covers.js";

/** Numbers from 0 to 1, the same ones each time. */
function randomFrom(seed) {
  return () => {
    seed = (seed * 1664525 + 1013904223) >>> 0;
    return seed / 2 ** 32;
  };
}

test("the last answer holds, second by second", () => {
  const random = randomFrom(1);
  for (let round = 0; round < 200; ++round) {
    const covers = new Covers();
    const steps = Array(100).fill(Infinity);
    for (let i = 0; i < 12; ++i) {
      const from = Math.floor(random() * 100);
      const to = Math.min(100, from + 1 + Math.floor(random() * 40));
      const step = Math.floor(random() * 4);
      covers.add(from, to, step);
      steps.fill(step, from, to);
    }
    for (let i = 0; i < 30; ++i) {
      const [from, step] = [Math.floor(random() * 100), Math.floor(random() * 4)];
      const to = from + 1 + Math.floor(random() * (100 - from));
      let until = from;
      while (until < to && steps[until] <= 1.5 * step)
        until += 1;
      assert.equal(covers.until(from, to, step), until);
      assert.equal(covers.stepAt(from), steps[from] < Infinity ? steps[from] : 0);
      assert.equal(covers.areCoarse(from, to), steps.slice(from, to).some((one) => one > 0 && one < Infinity));
    }
  }
});

test("from the first point on is from any time on, until all is let go", () => {
  const covers = new Covers();
  covers.add(-Infinity, 10, 1);
  assert.equal(covers.until(-Infinity, 20, 1), 10);
  assert.equal(covers.until(-5, 20, 1), 10);
  covers.clear();
  assert.equal(covers.until(-Infinity, 20, 1), -Infinity);
});
