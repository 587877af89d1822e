// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { Areas } from "../../../web/raster/areas.js";
import { over, pixelOf, withOpacity } from "../../../web/raster/pixel.js";
import { Spans } from "../../../web/raster/spans.js";
import { Strokes } from "../../../web/raster/strokes.js";

const height = 8;
const [red, blue] = [pixelOf(200, 0, 0, 1), pixelOf(0, 0, 100, 1)];
const nothing = [0, 0, 0, 0];

/** Numbers from 0 to 1, the same ones each time. */
function randomFrom(seed) {
  return () => {
    seed = (seed * 1664525 + 1013904223) >>> 0;
    return seed / 2 ** 32;
  };
}

/** Bytes of a pixel: red, green, blue, opacity. */
function bytesOf(pixel) {
  return [0, 8, 16, 24].map((shift) => (pixel >>> shift) & 255);
}

function paint(spans, areas = new Areas(height)) {
  const pixels = new Int32Array(height);
  spans.forEach((span) => areas.add(...span));
  areas.paint(pixels, 0.5);
  return Array.from(pixels, bytesOf);
}

test("areas over each other are as opaque as painted one by one, in the mean of their colours, in any order", () => {
  const spans = [[1, 6, red], [3.6, 99, blue]];
  const [alone, both, other] = [[200, 0, 0, 128], [100, 0, 50, 191], [0, 0, 100, 128]];
  for (const order of [spans, spans.toReversed()])
    assert.deepEqual(paint(order), [nothing, alone, alone, alone, both, both, other, other]);
});

test("areas leave room between them, and nothing of them is left in the next column", () => {
  const areas = new Areas(height);
  const one = [200, 0, 0, 128];
  assert.deepEqual(paint([[0, 2, red], [5, 8, red], [7, 7, blue]], areas),
    [one, one, nothing, nothing, nothing, one, one, one]);
  assert.deepEqual(paint([[-9, 1, red]], areas), [one, ...Array(7).fill(nothing)]);
});

test("many areas by chance are what they are pixel by pixel", () => {
  const random = randomFrom(1);
  const areas = new Areas(height);
  for (let i = 0; i < 200; ++i) {
    const spans = Array.from({ length: Math.floor(random() * 12) }, () => {
      const top = Math.floor(random() * height);
      return [top, top + Math.floor(random() * height), random() < 0.5 ? red : blue];
    });
    const wanted = Array.from({ length: height }, (_, y) => {
      const here = spans.filter(([top, bottom]) => top <= y && y < bottom).map(([, , colour]) => bytesOf(colour));
      const mean = (channel) => here.reduce((sum, colour) => sum + colour[channel], 0) / here.length;
      return here.length === 0 ? nothing : bytesOf(pixelOf(mean(0), mean(1), mean(2), 1 - 0.5 ** here.length));
    });
    assert.deepEqual(paint(spans, areas), wanted);
  }
});

/** @param {any[][]} spans from the last one on, which is above all */
function stroke(spans, strokes = new Strokes(height)) {
  const pixels = new Int32Array(height);
  spans.forEach((span) => strokes.add(...span));
  strokes.paint(pixels);
  return Array.from(pixels);
}

test("a line between two pixels has a part of both, and hides what is below", () => {
  assert.deepEqual(stroke([[1.5, 3.25, red]]).map((pixel) => pixel >>> 24), [0, 128, 255, 64, 0, 0, 0, 0]);
  assert.deepEqual(stroke([[-3, 99, blue], [1.5, 3.25, red]]), Array(height).fill(blue));
  assert.deepEqual(stroke([[1, 3, blue], [0, 4, red]]), [red, blue, blue, red, 0, 0, 0, 0]);
});

test("many lines by chance are what they are painted one over the other", () => {
  const random = randomFrom(2);
  const strokes = new Strokes(height);
  for (let i = 0; i < 500; ++i) {
    const spans = Array.from({ length: Math.floor(random() * 30) }, () => {
      const top = random() * (height + 2) - 2;
      return [top, top + random() * random() * height, pixelOf(random() * 255, random() * 255, 0, 1)];
    });
    const wanted = new Int32Array(height);
    for (const [top, bottom, colour] of spans.toReversed()) {
      for (let y = 0; y < height; ++y) {
        const [first, end] = [Math.ceil(Math.max(0, top)), Math.floor(bottom)];
        if (y >= first && y < end)
          wanted[y] = colour;
        else if (y === first - 1 && Math.min(first, bottom) > top)
          wanted[y] = over(withOpacity(colour, Math.min(first, bottom) - top), wanted[y]);
        else if (y === end && end >= first && bottom > end)
          wanted[y] = over(withOpacity(colour, bottom - end), wanted[y]);
      }
    }
    assert.deepEqual(stroke(spans, strokes), Array.from(wanted));
  }
});

test("a pixel over another is what is seen of both", () => {
  const any = pixelOf(10, 20, 30, 0.4);
  assert.equal(over(any, 0), any);
  assert.equal(over(0, any), any);
  assert.equal(over(pixelOf(1, 2, 3, 1), any), pixelOf(1, 2, 3, 1));
  assert.deepEqual(bytesOf(over(pixelOf(255, 0, 0, 0.6), pixelOf(0, 0, 255, 1))), [153, 0, 102, 255]);
});

test("spans are read column by column, from the last one that was told to the first", () => {
  const spans = new Spans();
  const of = (x) => {
    const found = [];
    spans.forEachOf(x, (...span) => found.push(span));
    return found;
  };
  for (const width of [3, 3, 5]) {
    spans.begin(width);
    for (let i = 0; i < 10_000; ++i)
      spans.add((i * 7) % width, i, i + 1, -i);
    for (const x of [-1, width, NaN])
      spans.add(x, 0, 1, red);
    for (let x = 0; x < width; ++x) {
      const wanted = Array.from({ length: 10_000 }, (_, i) => i).filter((i) => (i * 7) % width === x);
      assert.deepEqual(of(x), wanted.toReversed().map((i) => [i, i + 1, 0 - i]));
    }
  }
  spans.begin(5);
  assert.deepEqual(of(2), []);
});
