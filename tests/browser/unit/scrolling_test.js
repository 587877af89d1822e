// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { drawBand } from "../../../web/raster/band.js";
import { Scrolling } from "../../../web/raster/scrolling.js";
import { Decimator } from "../../../web/data/decimate.js";
import { Series } from "../../../web/data/series.js";

const [width, height, ratio] = [200, 50, 2];
/** So far a dot reaches into what is seen, whose own column is not any more. */
const dot_radius = 4;

/** Numbers from 0 to 1, the same ones each time. */
function randomFrom(seed) {
  return () => {
    seed = (seed * 1664525 + 1013904223) >>> 0;
    return seed / 2 ** 32;
  };
}

/** What a Raster is to drawBand(): the spans of each column, of which some are kept. */
class Columns {
  width = width;
  height = height;
  ratio = ratio;
  keptColumns = 0;
  spans = Array.from({ length: width }, () => []);

  begin({ moved, columns }) {
    this.keptColumns = columns;
    const kept = this.spans.slice(moved, moved + columns);
    this.spans = [...kept, ...Array.from({ length: width - columns }, () => [])];
  }

  colour() {}

  fill(x, top, bottom) {
    if (x >= this.keptColumns && x < width)
      this.spans[x].push(["line", top, bottom]);
  }

  shade(x, top, bottom) {
    if (x >= this.keptColumns && x < width)
      this.spans[x].push(["area", top, bottom]);
  }
}

function draw(columns, found, kept, style) {
  columns.begin(kept);
  found.forEach((curve) => drawBand(columns, { ...curve, rgb: [0, 0, 0], style }, (y) => height - y, height, 0.3));
}

test("a picture that is scrolled on is what it is drawn anew, with gaps, pauses and late points", () => {
  let kept = 0;
  for (let seed = 1; seed <= 60; ++seed) {
    const random = randomFrom(seed);
    const all = [new Series("a"), new Series("b")];
    const decimators = all.map((series) => new Decimator(series));
    const [scrolling, scrolled] = [new Scrolling(), new Columns()];
    const style = random() < 0.5 ? "steps" : "fill";
    let now = 1.7e9;
    const push = (count) => {
      for (let i = 0; i < count; ++i) {
        now += random() < 0.002 ? 3 * random() : 0.02 * random();
        for (const series of all)
          series.push(random() < 0.01 ? now - random() : now, random() < 0.02 ? NaN : random() * height);
      }
    };
    push(2000);
    for (let frame = 0; frame < 30; ++frame) {
      push(Math.floor(20 * random()));
      const [from, to] = [now - 10, now];
      const found = decimators.map((decimator, i) => ({ series: all[i], ...decimator.decimate(from, to, width) }));
      const stays = scrolling.next("", found, width, ratio);
      kept += stays.columns;
      draw(scrolled, found, stays, style);
      const anew = new Columns();
      draw(anew, found, { moved: 0, columns: 0 }, style);
      const [one, other] = [scrolled, anew].map(({ spans }) => spans.slice(dot_radius));
      assert.deepEqual(one, other, `seed ${seed}, frame ${frame}`);
    }
  }
  assert.ok(kept > 60 * 30 * width / 2, `${kept} columns were kept`);
});

test("nothing is kept of a picture that looked different, was of other series, or that is not the last", () => {
  const found = { series: {}, base: 10, finds: 1, changedFrom: -Infinity };
  const next = { ...found, base: 12, finds: 2, changedFrom: 200 };
  const first = () => {
    const scrolling = new Scrolling();
    assert.deepEqual(scrolling.next("look", [found], width, 1), { moved: 0, columns: 0 });
    return scrolling;
  };
  assert.deepEqual(first().next("look", [next], width, 1), { moved: 2, columns: 185 });
  for (const other of [{ ...next, series: {} }, { ...next, finds: 3 }, { ...next, base: 9 }])
    assert.equal(first().next("look", [other], width, 1).columns, 0);
  assert.equal(first().next("other", [next], width, 1).columns, 0);
  assert.equal(first().next("look", [next, { ...next, series: {} }], width, 1).columns, 0);
});
