// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { Decimator, anchor } from "../../../web/data/decimate.js";
import { heldNow, heldValue } from "../../../web/data/held.js";
import { Series } from "../../../web/data/series.js";
import { forEachSpan } from "../../../web/data/spans.js";
import { Store } from "../../../web/data/store.js";

const last = (values) => values.at(-1);

function seriesOf(...points) {
  const series = new Series("s");
  points.forEach(([x, y]) => series.push(x, y));
  return series;
}

/** The spans of a series between two times, in a plot of a pixel a second if there is no other width. */
function spans(series, from, to, width = to - from, choose = last) {
  const found = new Decimator(series).decimate(from, to, width);
  const all = [];
  forEachSpan(series, found, { from, to }, { width, columns: width }, choose, (...span) => all.push(span));
  return all;
}

test("a state holds until the next one, the last one until now", () => {
  const series = seriesOf([10, 0], [20, 1], [30, 1], [40, 0]);
  assert.deepEqual(spans(series, 0, 100), [[10, 20, 0], [20, 40, 1], [40, 100, 0]]);
  assert.deepEqual(spans(series, 15, 35), [[0, 5, 0], [5, 20, 1]]);
  assert.deepEqual(spans(series, 32, 36), [[0, 4, 1]], "what came before and after holds");
  assert.deepEqual(spans(series, 0, 5), []);
});

test("gaps and pauses of the publisher are gaps", () => {
  assert.deepEqual(spans(seriesOf([10, 0], [20, NaN], [30, 1]), 0, 50), [[10, 20, 0], [30, 50, 1]]);
  const seconds = Array.from({ length: 10 }, (_, i) => [i, 0]);
  assert.deepEqual(spans(seriesOf(...seconds, [50, 0], [51, 0]), 0, 100), [[0, 10, 0], [50, 52, 0]]);
});

test("a state that flickers is a span a pixel at most, and gaps stay", () => {
  const series = new Series("s");
  const start = Math.ceil(anchor) - anchor + anchor; // columns begin at whole seconds after the anchor
  const from = anchor + Math.round(start - anchor);
  for (let i = 0; i < 100_000; ++i)
    series.push(from + i / 1000, i % 2);
  for (let i = 0; i < 1000; ++i)
    series.push(from + 200 + i / 1000, 1);
  const all = spans(series, from, from + 300);
  assert.ok(all.length <= 202, `${all.length} spans`);
  assert.ok(all.every(([left, right]) => right > left && left >= 0 && right <= 300));
  assert.deepEqual(all.filter(([left]) => left > 102), [[200, 201, 1]], "it paused before and after");
});

test("of several states in a pixel the one that matters is seen", () => {
  const series = new Series("s");
  for (let i = 0; i < 1000; ++i)
    series.push(anchor + i / 10, i === 505 ? 2 : i % 2);
  const all = spans(series, anchor, anchor + 100, 100, (values) => (values.includes(2) ? 2 : values.at(-1)));
  assert.deepEqual(all.filter(([, , value]) => value === 2), [[50, 51, 2]]);
});

test("a dense lane holds its state between its points, and to the end", () => {
  const series = new Series("s");
  for (let i = 0; i < 60; ++i)
    series.push(anchor + i * 1.7, i < 30 ? 0 : 1);
  const all = spans(series, anchor, anchor + 110, 110);
  assert.deepEqual(all.map(([, , value]) => value), [0, 1]);
  assert.deepEqual([all[0][0], all[0][1], all[1][1]], [0, 51, 110]);
});

test("under the cursor is what holds there", () => {
  const series = seriesOf(...Array.from({ length: 5 }, (_, i) => [i, i]), [100, 7]);
  assert.deepEqual([-1, 0, 0.9, 1, 4.5, 50, 100, 5000].map((at) => heldValue(series, at)),
    [NaN, 0, 0, 1, 4, NaN, 7, NaN]);
  assert.equal(heldValue(seriesOf([10, 3]), 5000), 3, "nobody knows how often it comes");
});

test("states alone hold until now, unless they are old, or there are numbers", () => {
  const store = new Store();
  assert.equal(heldNow(store), -Infinity);
  const now = Date.now() / 1000;
  store.push("s", now - 1800, 0);
  store.find("s").words = ["IDLE"];
  assert.ok(heldNow(store) >= now);
  store.push("v", now, 0);
  assert.equal(heldNow(store), -Infinity);
  store.remove("v");
  store.find("s").remap(1, -3600);
  assert.equal(heldNow(store), -Infinity);
});
