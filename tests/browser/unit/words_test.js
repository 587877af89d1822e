// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { duration, formatValue, secondsLeft } from "../../../web/data/words.js";

test("seconds are rounded up and never zero", () => {
  assert.deepEqual([-5, 0, 1, 999, 1000, 1001, 29_999].map(secondsLeft),
    ["1 s", "1 s", "1 s", "1 s", "1 s", "2 s", "30 s"]);
});

test("durations and values have the digits that count", () => {
  assert.deepEqual([0.85, 2.54, 30, 180, 7200].map(duration), ["850 ms", "2.5 s", "30 s", "3 min", "2.0 h"]);
  assert.deepEqual([1, 0.1 + 0.2, 1234.56789, -1e-9, 1e20, NaN].map(formatValue),
    ["1", "0.3", "1234.57", "-1e-9", "1e+20", "–"]);
});
