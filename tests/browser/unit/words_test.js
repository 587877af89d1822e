// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { describeTraffic } from "../../../web/notes.js";
import { secondsLeft } from "../../../web/status.js";

test("seconds are rounded up and never zero", () => {
  assert.deepEqual([-5, 0, 1, 999, 1000, 1001, 29_999].map(secondsLeft),
    ["1 s", "1 s", "1 s", "1 s", "1 s", "2 s", "30 s"]);
});

test("traffic is told in words, malformed messages only where there are some", () => {
  assert.equal(describeTraffic(0, 0), "");
  assert.equal(describeTraffic(1, 0), "1 message");
  assert.equal(describeTraffic(12_345, 0), "12,345 messages");
  assert.equal(describeTraffic(12_345, 2), "12,345 messages, 2 not understood");
});
