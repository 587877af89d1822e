// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { readFileSync } from "node:fs";
import { Clocks } from "../../../web/data/clocks.js";
import { Store } from "../../../web/data/store.js";

const now = 1763870400;

/** Clocks, and a function that sends points a second after each other with the times that `own` gives. */
function sender() {
  const store = new Store();
  const clocks = new Clocks(store);
  const send = (name, own, count = 5, from = 0) => {
    for (let i = from; i < from + count; ++i)
      clocks.push(name, own(now + i, i), i, now + i);
  };
  const times = (name) => [...store.find(name).x].map((x) => Math.round((x - now) * 1e3) / 1e3);
  return { store, clocks, send, times };
}

test("times near their arrival stay", () => {
  const { clocks, send, times } = sender();
  send("a", (arrived) => arrived - 3);
  send("b", (arrived) => arrived + 59);
  assert.deepEqual(times("a"), [-3, -2, -1, 0, 1]);
  assert.deepEqual(times("b"), [59, 60, 61, 62, 63]);
  assert.equal(clocks.moved("a"), null);
});

test("a host that is an hour ahead or behind stands beside the others, with its own differences", () => {
  for (const hours of [1, -1, 24 * 365, -24 * 365]) {
    const { clocks, send, times } = sender();
    send("a", (arrived) => arrived + hours * 3600 + 0.25);
    send("a", (arrived) => arrived + hours * 3600 + 0.5, 1, 5);
    assert.deepEqual(times("a").slice(2), [2, 3, 4, 5.25], String(hours));
    assert.equal(Math.round(clocks.moved("a").ahead), hours * 3600);
  }
});

test("what was there of a clock of the past before it was known moves with it", () => {
  const { send, times } = sender();
  send("a", (arrived) => arrived - 86_400);
  assert.deepEqual(times("a"), [0, 1, 2, 3, 4]);
});

test("counters from the start of a device are seconds, milliseconds, microseconds or nanoseconds", () => {
  for (const unit of [1, 1e3, 1e6, 1e9]) {
    const { send, times } = sender();
    send("a", (_, i) => (77 + i) * unit);
    assert.deepEqual(times("a"), [0, 1, 2, 3, 4], String(unit));
  }
});

test("a time that stands still is not believed", () => {
  const { clocks, send, times } = sender();
  send("a", () => now - 1000, 6);
  assert.deepEqual(times("a").slice(-3), [3, 4, 5]);
  assert.deepEqual(clocks.moved("a"), { ahead: null });
});

test("one message a year ahead stands at its arrival", () => {
  const { clocks, send, times } = sender();
  send("a", (arrived) => arrived);
  send("a", (arrived) => arrived + 365 * 86_400, 1, 5);
  assert.deepEqual(clocks.moved("a"), { ahead: null });
  send("a", (arrived) => arrived, 2, 6);
  assert.deepEqual(times("a"), [0, 1, 2, 3, 4, 5, 6, 7]);
  assert.equal(clocks.moved("a"), null);
});

test("a clock that is set, or set right, starts anew", () => {
  const { send, times } = sender();
  send("a", (arrived) => arrived + 3600);
  send("a", (arrived) => arrived + 7200, 5, 5);
  send("a", (arrived) => arrived, 3, 10);
  assert.deepEqual(times("a"), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
});

test("a clock of the past that is set moves nothing that is there", () => {
  const { send, times } = sender();
  send("a", (arrived) => arrived - 3600);
  send("a", (arrived) => arrived - 7200, 5, 5);
  assert.deepEqual(times("a"), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

test("a recording at another pace stays at its times, as long as nothing is of now", () => {
  const { clocks, send, times } = sender();
  send("a", (_, i) => now - 86_400 + i * 60);
  assert.deepEqual(times("a").map((x) => x + 86_400), [0, 60, 120, 180, 240]);
  assert.equal(clocks.moved("a"), null);
  send("b", (arrived) => arrived);
  send("a", (_, i) => now - 86_400 + i * 60, 1, 5);
  assert.equal(times("a").at(-1), 5);
});

test("a series whose own times are believed goes back to them", () => {
  const { clocks, send, times } = sender();
  send("a", (_, i) => (77 + i) * 1e3);
  clocks.believe("a");
  send("a", (_, i) => (77 + i) * 1e3, 1, 5);
  assert.deepEqual(times("a").map((x) => x + now), [77e3, 78e3, 79e3, 80e3, 81e3, 82e3]);
  assert.equal(clocks.moved("a"), null);
});

/** Of the vectors that the tests of the tools read too: all times of series, in the order of arrival. */
function placed(messages) {
  const times = {};
  const clocks = new Clocks({
    series: [],
    push: () => true,
    find: (name) => times[name],
    remap: (name, factor, offset) => { times[name] = times[name].map((x) => x * factor + offset); },
  });
  for (const [name, own, arrived] of messages) {
    const time = clocks.place(name, own, arrived); // may move those that are there
    times[name] = [...times[name] ?? [], time];
  }
  return times;
}

test("points are placed as the tools place them", () => {
  const file = new URL("../../support/points/clocks.json", import.meta.url);
  for (const { about, messages, times } of JSON.parse(readFileSync(file, "utf8")))
    assert.deepEqual(placed(messages), times, about);
});
