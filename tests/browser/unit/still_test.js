// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { Still } from "../../../web/data/still.js";
import { Store } from "../../../web/data/store.js";

test("a still keeps what the store lets go, with a point more at both sides", () => {
  const store = new Store(2, 10);
  for (let x = 0; x < 10; ++x)
    store.push("a", x, -x);
  const still = new Still(store, { from: 4, to: 7 });
  for (let x = 10; x < 100; ++x)
    store.push("b", x, x);
  assert.equal(still.series.length, 1);
  assert.deepEqual([...still.series[0].x], [3, 4, 5, 6, 7, 8]);
  assert.deepEqual([...still.series[0].y], [-3, -4, -5, -6, -7, -8]);
});

test("a still covers its own time", () => {
  const still = new Still(new Store(), { from: 4, to: 7 });
  const covers = (from, to) => still.covers({ from, to });
  assert.deepEqual([covers(4, 7), covers(5, 6), covers(3, 7), covers(4, 8)], [true, true, false, false]);
});
