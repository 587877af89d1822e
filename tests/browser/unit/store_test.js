// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { Store } from "../../../web/store.js";

function filled(capacity, count) {
  const store = new Store(capacity);
  for (let i = 0; i < count; ++i)
    store.push({ x: i, y: -i });
  return store;
}

test("a new store is empty", () => {
  const store = new Store(3);
  assert.equal(store.length, 0);
  assert.deepEqual(store.points(), []);
  assert.equal(store.last(), null);
});

test("points come back in the order in which they came", () => {
  assert.deepEqual(filled(3, 2).points(), [[0, -0], [1, -1]]);
  assert.deepEqual(filled(3, 3).points(), [[0, -0], [1, -1], [2, -2]]);
});

test("the oldest leave when there are more than the capacity", () => {
  const store = filled(3, 5);
  assert.equal(store.length, 3);
  assert.deepEqual(store.points(), [[2, -2], [3, -3], [4, -4]]);
  assert.deepEqual(store.last(), [4, -4]);
});

test("the last points are right at every fill", () => {
  for (let count = 1; count < 250; ++count) {
    const store = filled(100, count);
    assert.equal(store.length, Math.min(count, 100));
    assert.deepEqual(store.points().map(([x]) => x),
      Array.from({ length: store.length }, (_, i) => count - store.length + i));
    assert.equal(store.last()[0], count - 1);
  }
});

test("numbers are kept to the last bit", () => {
  const store = new Store(1);
  store.push({ x: 1763870400.123456, y: 0.1 + 0.2 });
  assert.deepEqual(store.last(), [1763870400.123456, 0.1 + 0.2]);
});
