// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { Pace } from "../../../web/view/pace.js";

/** A pace of 100 ms, with a clock that stands still until it is moved. */
function paced() {
  let [time, due] = [0, 0];
  const timers = new Map();
  const pace = new Pace(100, () => { due += 1; }, {
    now: () => time,
    setTimeout: (action, ms) => timers.set(time + ms, action) && time + ms,
    clearTimeout: (at) => timers.delete(at),
  });
  const pass = (ms) => {
    time += ms;
    for (const [at, action] of [...timers]) {
      if (at <= time && timers.delete(at))
        action();
    }
    return due;
  };
  return { pace, pass };
}

test("many pictures a second make ten times a second", () => {
  const { pace, pass } = paced();
  let done = 0;
  for (let i = 0; i < 100; ++i) {
    done += pace.isDue(false) ? 1 : 0;
    pass(10);
  }
  assert.equal(done, 10);
});

test("what was put off is due once more, though nothing comes; what was not, is not", () => {
  const { pace, pass } = paced();
  assert.ok(pace.isDue(false));
  assert.equal(pass(500), 0);
  assert.ok(pace.isDue(false));
  assert.deepEqual([pace.isDue(false), pace.isDue(false)], [false, false]);
  assert.deepEqual([pass(99), pass(1)], [0, 1]);
  assert.ok(pace.isDue(false));
  assert.equal(pass(500), 1);
});

test("what a person waits for is done at once, and nothing is left over", () => {
  const { pace, pass } = paced();
  assert.deepEqual([pace.isDue(true), pace.isDue(false), pace.isDue(true)], [true, false, true]);
  assert.equal(pass(500), 0);
});
