// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { Marks, markShapes } from "../../../web/view/marks.js";

const time = { from: 1000, to: 1100 };
const area = { left: 50, width: 200 };

/** Text of ten pixels a letter; with what is around it, at its size. */
globalThis.document = /** @type {any} */ ({
  createElement: () => ({
    getContext: () => ({ measureText: (text) => ({ width: 10 * text.length }) }),
    append() {}, remove() {}, style: {}, firstChild: {},
  }),
});

function shown(...marks) {
  const all = new Marks(/** @type {any} */ ({ append() {} }));
  all.draw(marks.map(([time, text]) => ({ time, text, kind: "note" })), time, area);
  return all.shown.map(({ left, text, ends }) => [left, text, ends]);
}

test("a text that has no room after its line ends there", () => {
  assert.deepEqual(shown([1010, "abc"], [1095, "abc"]), [[70, "abc", false], [240, "abc", true]]);
});

test("a text that would lie over the one before it is left out, its line is not", () => {
  assert.deepEqual(shown([1050, "later"], [1045, "abc"], [1046, ""], [1090, "abcdefgh"]),
    [[140, "abc", false], [142, "", false], [150, "", false], [230, "", true]]);
  assert.deepEqual(shown([1045, "abc"], [1070, "d"]), [[140, "abc", false], [190, "d", false]]);
});

test("a picture has the texts where the page has them", () => {
  const marks = [{ time: 1095, text: "abc", kind: "note", left: 240, ends: true }];
  const theme = { card: "card", of: (variable) => variable };
  const text = markShapes(/** @type {any} */ (marks), 100, true, theme).find((shape) => "text" in shape);
  assert.ok(/** @type {any} */ (text).x < 240 - 20);
});
