// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { levelIn, levelOf } from "../../../web/data/level.js";
import { Lines } from "../../../web/data/lines.js";

/** @param {string} text */
function line(text, time = 0) {
  return { time, topic: "", level: /** @type {const} */ (""), text };
}

test("the last lines are kept, and the others counted", () => {
  const lines = new Lines(3);
  for (let i = 0; i < 20; ++i) {
    lines.push(line(String(i)));
    const texts = lines.kept.map(({ text }) => Number(text));
    assert.deepEqual(texts, [i - 2, i - 1, i].filter((number) => number >= 0));
    assert.equal(lines.kept.at(-1).number, i);
    assert.equal(lines.forgotten, Math.max(0, i - 2));
  }
  assert.equal(lines.count, 20);
});

test("a very long line is cut", () => {
  const lines = new Lines();
  lines.push(line("x".repeat(1e6)));
  assert.equal(lines.kept[0].text.length, 2001);
});

test("levels have many names and numbers", () => {
  const same = {
    error: ["ERROR", "err", "fatal", "Critical", "panic", 0, 3, 50, 60], warning: ["WARN", "warning", 4, 40],
    info: ["info", "Notice", "I", 5, 6, 30], debug: ["debug", "TRACE", 7, 10, 20],
    "": ["high", "", null, undefined, {}],
  };
  for (const [level, values] of Object.entries(same))
    values.forEach((value) => assert.equal(levelOf(value), level, String(value)));
});

test("the level is read out of a line", () => {
  const lines = { "ERROR disk is full": "error", "[warn] disk is full": "warning", "error: no disk": "error",
    "2026-01-02 03:04:05 [main] INFO - there was no error": "info", "time=now level=debug msg=x": "debug",
    "there was no error": "", "information for you": "", "note: all is well": "", "[main] DEBUG x": "debug",
    "Traceback: x": "", "failover: x": "" };
  for (const [text, level] of Object.entries(lines))
    assert.equal(levelIn(text), level, text);
});
