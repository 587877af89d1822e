// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { clock, datedClock, duration, formatValue, roundedEdge, secondsLeft } from "../../../web/data/words.js";

test("seconds are rounded up and never zero", () => {
  assert.deepEqual([-5, 0, 1, 999, 1000, 1001, 29_999].map(secondsLeft),
    ["1 s", "1 s", "1 s", "1 s", "1 s", "2 s", "30 s"]);
});

test("durations and values have the digits that count", () => {
  assert.deepEqual([0.85, 2.54, 30, 180, 7200, 7 * 86_400].map(duration),
    ["850 ms", "2.5 s", "30 s", "3 min", "2.0 h", "7.0 d"]);
  assert.deepEqual([1, 0.1 + 0.2, 1234.56789, -1e-9, 1e20, NaN].map(formatValue),
    ["1", "0.3", "1234.56789", "-1e-9", "1e+20", "–"]);
});

test("no digit in front of the point is rounded away, and none that tells values apart", () => {
  for (const [value, text] of [
    [1234579.89, "1234579.89"], [1420405751.43, "1420405751.43"], [1420405751.4309, "1420405751.4309"],
    [0.000123456, "0.000123456"], [-0.00001, "-1e-5"], [1e9, "1000000000"], [123456789012, "123456789012"],
    [999999999999999.9, "999999999999999.9"], [123456789012345.67, "123456789012345.7"],
    [2 ** 53 - 1, "9007199254740991"], [2 ** 60, "1.1529215e+18"], [-0, "0"], [20.1, "20.1"], [1 / 3, "0.333333333"],
  ])
    assert.equal(formatValue(value), text);
});

test("the edges of an axis are rounded to what is seen of it", () => {
  assert.equal(roundedEdge(5.123456, 5), 5.12);
  assert.equal(roundedEdge(1420405751.430123, 0.0008), 1420405751.430123);
  assert.equal(roundedEdge(123456, 100_000), 123000);
  assert.equal(roundedEdge(1e300, 1e300), 1e300);
});

test("lengths of time have the unit that they round to", () => {
  const texts = { 0.25: "250 ms", 0.9999: "1 s", 59.4: "59 s", 59.9: "1 min", 3599: "1.0 h", 86_399: "1.0 d" };
  for (const [seconds, text] of Object.entries(texts))
    assert.equal(duration(Number(seconds)), text);
});

test("a time on paper has its date, today's too", () => {
  const noon = Date.UTC(2025, 10, 23, 12) / 1000;
  assert.equal(clock(noon, 60, "utc", noon), "12:00:00Z");
  assert.equal(datedClock(noon, 60, "utc"), "2025-11-23 12:00:00Z");
  const now = Math.floor(Date.now() / 86_400_000) * 86_400;
  assert.equal(datedClock(now + 0.25, 10, "utc"), `${new Date(now * 1000).toISOString().slice(0, 10)} 00:00:00.250Z`);
  assert.equal(datedClock(1e300, 60, "utc"), clock(1e300, 60, "utc"));
});
