// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { defaultsFor } from "../../../web/interface/defaults.js";
import { Store } from "../../../web/data/store.js";

function scaleOf(...points) {
  const store = new Store();
  for (const [name, x, y] of points)
    store.push(name, x, y);
  const { values } = defaultsFor(store);
  return values.mode === "fixed" ? [values.min, values.max] : null;
}

const wave = (x) => 2.5 * (1 + Math.sin(x / 500));

test("the article's stream is on the article's scale, from the first point on", () => {
  assert.deepEqual(scaleOf(), [0, 5]);
  for (let x = 1.7e9; x < 1.7e9 + 3600; x += 100)
    assert.deepEqual(scaleOf(["y", x, wave(x)], ["y", x + 1, wave(x + 1)]), [0, 5]);
  assert.deepEqual(scaleOf(["y", 1.7e9, wave(1.7e9)], ["y", 1.7e9, NaN]), [0, 5]);
});

test("another lone y is on that scale only where it fills some of it", () => {
  assert.deepEqual(scaleOf(["y", 1, 0.5], ["y", 2, 4]), [0, 5]);
  assert.equal(scaleOf(["y", 1, 0.2], ["y", 2, 0.4]), null);
  assert.equal(scaleOf(["y", 1, 4.1], ["y", 2, 4.9]), null);
  assert.equal(scaleOf(["y", 1, 0.5], ["y", 2, 5.1]), null);
  assert.equal(scaleOf(["y", 1, -0.1], ["y", 2, 4]), null);
  assert.equal(scaleOf(["a", 1, 0.5], ["a", 2, 4]), null);
  assert.equal(scaleOf(["y", 1, 0.5], ["y", 2, 4], ["b", 2, 4]), null);
});
