// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { lineFilter } from "../../../web/data/line_filter.js";

const lines = [
  { time: 0, topic: "app", level: "error", text: "Disk (sda) is full", number: 0 },
  { time: 1, topic: "robot", level: "info", text: "all is well", number: 1 },
];

function matched(text) {
  return lines.filter(lineFilter(text)).map(({ number }) => number);
}

test("words are looked for in topic, level and text, all of them, in any case", () => {
  assert.deepEqual(["", "  ", "IS", "full disk", "app full", "error", "full well", "(sda)"].map(matched),
    [[0, 1], [0, 1], [0, 1], [0], [0], [0], [], [0]]);
});

test("between slashes stands a regular expression", () => {
  assert.deepEqual(["/^Disk|well$/", "/^disk/", "/^disk/i", "/^rob/", "/"].map(matched), [[0, 1], [], [0], [1], []]);
  assert.equal(lineFilter("/(/"), null);
});
