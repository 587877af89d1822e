// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { Arrangement, kindOf, kindsFor } from "../../../web/data/arrangement.js";
import { Store } from "../../../web/data/store.js";

const lines = () => "lines";

/** A store with `count` points of each function. */
function storeOf(functions, count = 100) {
  const store = new Store();
  add(store, functions, 0, count);
  return store;
}

function add(store, functions, from, to) {
  for (let i = from; i < to; ++i) {
    for (const [name, value] of Object.entries(functions))
      store.push(name, i, value(i));
  }
}

/** Names by plot. */
function namesOf(arrangement, store, layout = null) {
  return arrangement.groups(store.series, layout).map(({ series }) => series.map(({ name }) => name));
}

function arranged(store) {
  const arrangement = new Arrangement();
  arrangement.update(store.series, lines, 0);
  return namesOf(arrangement, store);
}

test("series of like size share a plot", () => {
  const waves = { north: Math.sin, east: (i) => 1 + Math.sin(i), south: (i) => 2 + Math.sin(i) };
  assert.deepEqual(arranged(storeOf(waves)), [["north", "east", "south"]]);
});

test("who would lie flat has a plot of its own", () => {
  const store = storeOf({ free: (i) => 5e6 + 1e5 * Math.sin(i), user: (i) => 50 + 20 * Math.sin(i), runs: (i) => i % 3,
    pressure: (i) => 1013 + Math.sin(i), temperature: (i) => 293 + 0.1 * Math.sin(i) });
  assert.deepEqual(arranged(store), [["free"], ["user"], ["runs"], ["pressure"], ["temperature"]]);
});

test("what differs by a number in its name only stays together, columns do not", () => {
  const cores = { cpu0: (i) => 100 * (i % 2), cpu1: (i) => i % 2, "host 1": (i) => i, "host 2": (i) => 1e6 * i };
  assert.deepEqual(arranged(storeOf(cores)), [["cpu0", "cpu1"], ["host 1"], ["host 2"]]);
});

test("who is of a family goes there, though another plot would take it", () => {
  const store = storeOf({ "h0 free": (i) => 4e9 + 2e7 * Math.sin(i), "h0 used": () => 3e9, "h0 net": (i) => i,
    "h1 free": (i) => 4e9 + 2e7 * Math.cos(i), "h1 used": () => 4e9, "h1 net": (i) => 2 * i });
  assert.deepEqual(arranged(store), [["h0 free", "h1 free"], ["h0 used", "h1 used"], ["h0 net", "h1 net"]]);
});

test("series that do not change are as large as their values, zero goes with all", () => {
  const store = storeOf({ a: () => 1, zero: () => 0, b: () => 2, c: () => 1e6 });
  assert.deepEqual(arranged(store), [["a", "zero", "b"], ["c"]]);
});

test("who has a place keeps it while it can be read, and goes where it lies flat", () => {
  const store = storeOf({ a: (i) => Math.sin(i), b: (i) => Math.cos(i) });
  const arrangement = new Arrangement();
  arrangement.update(store.series, lines, 0);
  add(store, { a: (i) => 20 * Math.sin(i) }, 100, 200);
  arrangement.update(store.series, lines, 10);
  assert.deepEqual(namesOf(arrangement, store), [["a", "b"]]);
  add(store, { a: (i) => 1000 * Math.sin(i) }, 200, 300);
  arrangement.update(store.series, lines, 20);
  assert.deepEqual(namesOf(arrangement, store), [["a"], ["b"]]);
});

test("a series of few points is placed anew as it shows what it is", () => {
  const store = storeOf({ a: () => 1, b: () => 1 }, 1);
  const arrangement = new Arrangement();
  arrangement.update(store.series, lines, 0);
  assert.deepEqual(namesOf(arrangement, store), [["a", "b"]]);
  add(store, { a: (i) => 100 * i, b: (i) => 1 + i % 2 }, 1, 20);
  arrangement.update(store.series, lines, 5);
  assert.deepEqual(namesOf(arrangement, store), [["a"], ["b"]]);
});

test("what was apart for want of points comes together, also when nothing comes any more", () => {
  const functions = { user: (i) => 20 + 9 * Math.sin(i), system: (i) => 5 + i % 9 };
  const store = storeOf(functions, 3);
  const arrangement = new Arrangement();
  arrangement.update(store.series, lines, 0);
  assert.deepEqual(namesOf(arrangement, store), [["user"], ["system"]]);
  assert.equal(arrangement.isDue(store.series), false);
  add(store, functions, 3, 100);
  arrangement.update(store.series, lines, 0.5);
  assert.deepEqual(namesOf(arrangement, store), [["user"], ["system"]]);
  assert.equal(arrangement.isDue(store.series), true);
  arrangement.update(store.series, lines, 1.5);
  assert.deepEqual(namesOf(arrangement, store), [["user", "system"]]);
  assert.equal(arrangement.isDue(store.series), false);
});

test("a person can have one plot, or one for each", () => {
  const store = storeOf({ a: Math.sin, b: (i) => 1e6 * i, c: Math.cos });
  const arrangement = new Arrangement();
  arrangement.update(store.series, lines, 0);
  assert.deepEqual(namesOf(arrangement, store, "one"), [["a", "b", "c"]]);
  assert.deepEqual(namesOf(arrangement, store, "stack"), [["a"], ["b"], ["c"]]);
});

test("a person's plots come first, by their numbers", () => {
  const store = storeOf({ a: Math.sin, b: (i) => 1e6 * i, c: Math.cos, d: Math.sin });
  const arrangement = new Arrangement();
  arrangement.update(store.series, lines, 0);
  const places = new Map([["c", 2], ["b", 2], ["d", 1]]);
  const groups = arrangement.groups(store.series, null, places);
  assert.deepEqual(groups.map(({ place, series }) => [place, ...series.map(({ name }) => name)]),
    [[1, "d"], [2, "b", "c"], [0, "a"]]);
});

test("hundreds of sizes make no more than 32 plots", () => {
  const sizes = Object.fromEntries(Array.from({ length: 200 }, (_, i) =>
    [`s${String.fromCharCode(97 + (i % 26), 97 + Math.floor(i / 26))}`, (x) => 2 ** i * Math.sin(x)]));
  const groups = arranged(storeOf(sizes));
  assert.ok(groups.length <= 32 && groups.length > 10, String(groups.length));
  assert.equal(groups.flat().length, 200);
});

test("series that are gone leave their plots", () => {
  const store = storeOf({ a: Math.sin, b: (i) => 1e6 * i });
  const arrangement = new Arrangement();
  arrangement.update(store.series, lines, 0);
  arrangement.update(store.series.slice(1), lines, 1);
  assert.deepEqual(arrangement.groups(store.series.slice(1), null).map(({ series }) => series[0].name), ["b"]);
});

test("coordinates have a plot for each point, whom a person brings together is in one", () => {
  const points = { "a x": Math.sin, "a y": Math.cos, "b x": Math.sin, "b y": Math.cos };
  const store = storeOf({ ...points, v: Math.sin, "w/u": (i) => 1e6 * i });
  const arrangement = new Arrangement();
  arrangement.update(store.series, ({ kind }) => kind, 0);
  assert.deepEqual(namesOf(arrangement, store), [["a x", "a y"], ["b x", "b y"], ["v"], ["w/u"]]);
  assert.deepEqual(namesOf(arrangement, store, "one"), [["a x", "a y"], ["b x", "b y"], ["v", "w/u"]]);
  arrangement.update(store.series, () => "xy", 1);
  assert.deepEqual(namesOf(arrangement, store).slice(2), [["v", "w/u"]]);
});

test("each waterfall is by itself; what can be shown as what", () => {
  const store = storeOf({ a: Math.sin, b: Math.cos });
  const arrangement = new Arrangement();
  arrangement.update(store.series, () => "waterfall", 0);
  assert.deepEqual(namesOf(arrangement, store, "one"), [["a"], ["b"]]);
  assert.deepEqual(kindsFor(store.series), ["lines", "spectrum", "xy"]);
  assert.deepEqual(kindsFor(store.series.slice(1)), ["lines", "spectrum"]);
  const waveform = { values: new Float64Array(64), time: 0, step: 0, x: null };
  store.series[0].waveforms.push(waveform);
  assert.ok(kindsFor(store.series).includes("waterfall"));
});

/** Series as those of a store, of which kinds are asked. */
function kindsOf(...all) {
  return kindsFor(all.map((values) => ({ words: null, min: 0, max: 0.5, ...values })));
}

test("words are lanes, booleans and a few whole numbers either, other numbers lines", () => {
  const [words, boolean] = [{ words: ["IDLE"] }, { words: ["false", "true"] }];
  assert.deepEqual(kindsOf(), ["lines"]);
  assert.deepEqual(kindsOf({}), ["lines", "spectrum"]);
  assert.deepEqual(kindsOf(words), ["lanes"]);
  assert.deepEqual(kindsOf(boolean), ["lines", "lanes"]);
  assert.deepEqual(kindsOf(words, boolean), ["lines", "lanes"]);
  assert.deepEqual(kindsOf({ min: 1, max: 7 }), ["lines", "lanes", "spectrum"]);
  assert.deepEqual(kindsOf({ min: 1, max: 7 }, {}), ["lines", "spectrum", "xy"]);
  assert.deepEqual(kindsOf({ min: 0, max: 100 }), ["lines", "spectrum"]);
});

test("of series in a plot only those become lines, or lanes, that can", () => {
  const chosen = new Map(/** @type {const} */ ([["words", "lines"], ["on", "lines"], ["v", "lanes"]]));
  const made = [["words", ["IDLE"]], ["on", ["false", "true"]], ["v", null]].map(([name, words]) =>
    ({ name, words, min: 0, max: 0.5, kind: words ? "lanes" : "lines" }));
  assert.deepEqual(made.map((series) => kindOf(series, chosen)), ["lanes", "lines", "lines"]);
});

test("all lanes share a plot", () => {
  const store = storeOf({ a: () => 1, b: () => 1000 });
  const arrangement = new Arrangement();
  arrangement.update(store.series, () => "lanes", 0);
  assert.deepEqual(namesOf(arrangement, store), [["a", "b"]]);
});
