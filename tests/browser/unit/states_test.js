// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { Clocks } from "../../../web/data/clocks.js";
import { States } from "../../../web/data/states.js";
import { Store } from "../../../web/data/store.js";

/** A store with these values of one series, one a second, each as the codec tells of it. */
function filled(...values) {
  const store = new Store();
  const clocks = new Clocks(store);
  const states = new States(store, clocks);
  const kept = values.map((value, i) => {
    if (typeof value !== "number")
      return states.push("s", i, value, i);
    if (!Number.isNaN(value))
      states.number("s");
    return clocks.push("s", i, value, i);
  });
  return { series: store.find("s"), kept, store };
}

/** What a series has: words, numbers, null for gaps. */
function values({ words, y }) {
  return [...y].map((value) => (Number.isNaN(value) ? null : words?.[value] ?? value));
}

test("words are values with a dictionary, shown as lanes", () => {
  const { series, kept } = filled("IDLE", "RUNNING", "RUNNING", "IDLE", "Shutting down");
  assert.deepEqual([series.kind, series.words, [...series.y]],
    ["lanes", ["IDLE", "RUNNING", "Shutting down"], [0, 1, 1, 0, 2]]);
  assert.ok(kept.every(Boolean));
});

test("booleans are the words false and true, 0 and 1", () => {
  const { series } = filled(true, true, false);
  assert.deepEqual([series.kind, series.words, [...series.y]], ["lanes", ["false", "true"], [1, 1, 0]]);
});

test("what is not a plain word waits until it repeats", () => {
  const { series, kept } = filled("1.2.3", "v4", "1.2.3", "v4");
  assert.deepEqual(values(series), ["1.2.3", "v4", "1.2.3", "v4"]);
  assert.deepEqual([...series.x], [0, 1, 2, 3]);
  assert.deepEqual(kept, [false, false, true, true]);
  assert.equal(filled("00123", "00124", "00125").series, undefined);
});

test("ever new texts are no states, nor are long ones, nor more than 64", () => {
  const letters = (i) => `w${String.fromCharCode(97 + (i % 26), 97 + Math.floor(i / 26))}`;
  const fresh = Array.from({ length: 30 }, (_, i) => `id ${letters(i)}`);
  assert.equal(filled(...fresh).series, undefined);
  assert.deepEqual(filled(...fresh).kept.slice(-1), [false]);
  assert.equal(filled("a", "a", "b".repeat(65), "a").series, undefined);
  const many = (count) => Array.from({ length: 3 * count }, (_, i) => letters(i % 3 === 0 ? i / 3 : 0));
  assert.equal(filled(...many(64)).series.words.length, 64);
  assert.equal(filled(...many(65)).series, undefined);
});

test("numbers with a text in between have a gap there, and a first text goes", () => {
  assert.deepEqual(values(filled(1, "n/a", "unknown", 2, true).series), [1, null, null, 2, 1]);
  const { series } = filled("unknown", "unknown", 1, "unknown", 2);
  assert.deepEqual([series.words, values(series)], [null, [1, null, 2]]);
});

test("a null, and a text that stands for it, are gaps of states", () => {
  assert.deepEqual(values(filled("on", NaN, "N/A", "off").series), ["on", null, null, "off"]);
  assert.equal(filled("-", "-", "NaN").series, undefined);
});

test("a series that had ended and comes again has its words", () => {
  const store = new Store(1);
  const states = new States(store, new Clocks(store));
  const push = (name, time, word) => states.push(name, time, word, time);
  push("a", 0, "on");
  push("b", 100, "up");
  assert.equal(store.find("a"), undefined);
  push("a", 200, "off");
  assert.deepEqual(values(store.find("a")), ["off"]);
});

test("of names without a series so many words are kept, not more", () => {
  const store = new Store();
  const states = new States(store, new Clocks(store));
  states.push("kept", 0, "on", 0);
  states.push("waits", 0, "1a", 0);
  for (let i = 0; i < 1100; ++i)
    states.push(`n${i}`, 1, "1a", 1);
  assert.equal(states.push("waits", 2, "1a", 2), false, "it was forgotten");
  states.push("kept", 2, "off", 2);
  assert.deepEqual(values(store.find("kept")), ["on", "off"]);
});
