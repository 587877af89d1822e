// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { readAnswer } from "../../../web/history/answer.js";

/** An answer of /history as zws(7) has it: series are [name, times, values] or [name, columns]. */
function encode(from, to, columns, series) {
  const view = new DataView(new ArrayBuffer(4096));
  let at = 0;
  const u32 = (...values) => values.forEach((value) => { view.setUint32(at, value, true); at += 4; });
  const f64 = (...values) => values.forEach((value) => { view.setFloat64(at, value, true); at += 8; });
  const text = (name) => {
    const bytes = new TextEncoder().encode(name);
    new Uint8Array(view.buffer).set(bytes, at);
    at += 8 * Math.ceil(bytes.length / 8);
  };
  new Uint8Array(view.buffer).set(new TextEncoder().encode("zwsh"));
  at = 4;
  u32(1);
  f64(from, to);
  u32(columns, series.length);
  for (const [name, first, second] of series) {
    const isRaw = second !== undefined;
    u32(isRaw ? 0 : 1, first.length, new TextEncoder().encode(name).length, 0);
    text(name);
    if (isRaw)
      f64(...first, ...second);
    else
      first.forEach(([index, count, ...values]) => { u32(index, count); f64(...values); });
  }
  return view.buffer.slice(0, at);
}

function plain({ name, x, y, step }) {
  return { name, step, points: Array.from(x, (time, i) => [time, y[i]]) };
}

test("points are as they were, and columns are up to four points each", () => {
  const answer = readAnswer(encode(1000, 1800, 100, [
    ["temp \u00e9", [1001, 1002.5], [1, NaN]],
    ["wave", [[0, 9, -1, 5, 2, 3], [2, 2, 1, 4, 4, 1], [3, 1, 7, 7, 7, 7], [50, 0x80000000, NaN, NaN, NaN, NaN],
      [99, 0x80000003, 1, 1, 1, 1]]],
    ["", [], []],
  ]));
  assert.deepEqual([answer.from, answer.to], [1000, 1800]);
  assert.deepEqual(answer.series.map(plain), [
    { name: "temp \u00e9", step: 0, points: [[1001, 1], [1002.5, NaN]] },
    { name: "wave", step: 8, points: [[1001, 2], [1003, -1], [1005, 5], [1007, 3], [1017, 4], [1023, 1], [1025, 7],
      [1404, NaN], [1793, 1], [1799, 1]] },
    { name: "", step: 0, points: [] },
  ]);
});

test("what is none, or is cut off, is not taken for one", () => {
  const whole = encode(0, 1, 10, [["a", [0.5], [1]], ["b", [[1, 2, 3, 4, 5, 6]]]]);
  for (let size = 0; size < whole.byteLength; ++size)
    assert.throws(() => readAnswer(whole.slice(0, size)), RangeError, `${size} bytes`);
  const later = whole.slice(0);
  new DataView(later).setUint32(4, 2, true);
  assert.throws(() => readAnswer(later), RangeError);
});
