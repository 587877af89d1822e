// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { Areas } from "../../../web/view/areas.js";
import { over, pixelOf } from "../../../web/view/pixel.js";

const [width, height] = [3, 8];
const [red, blue] = [[200, 0, 0], [0, 0, 100]];

/** Bytes of a pixel: red, green, blue, opacity. */
function bytesOf(pixel) {
  return [0, 8, 16, 24].map((shift) => (pixel >>> shift) & 255);
}

function paint(layers, pixels = new Uint32Array(width * height), opacity = 0.5, areas = new Areas()) {
  areas.begin(width, height);
  for (const { rgb, spans } of layers) {
    areas.next(rgb);
    spans.forEach(([x, top, bottom]) => areas.add(x, top, bottom));
  }
  areas.paint(pixels, opacity);
  return (x, y) => bytesOf(pixels[y * width + x]);
}

test("an area is painted where it is, once", () => {
  const at = paint([{ rgb: red, spans: [[1, 2, 5]] }]);
  const painted = Array.from({ length: width * height }, (_, i) => [i % width, Math.floor(i / width)])
    .filter(([x, y]) => at(x, y)[3] > 0);
  assert.deepEqual(painted, [[1, 2], [1, 3], [1, 4]]);
  assert.deepEqual(at(1, 3), [200, 0, 0, 128]);
});

test("areas over each other are as opaque as painted one by one, in the mean of their colours, in any order", () => {
  const layers = [{ rgb: red, spans: [[0, 0, 6]] }, { rgb: blue, spans: [[0, 4, 8]] }];
  for (const order of [layers, layers.toReversed()]) {
    const at = paint(order);
    assert.deepEqual([3, 4, 5, 6, 7].map((y) => at(0, y)),
      [[200, 0, 0, 128], [100, 0, 50, 191], [100, 0, 50, 191], [0, 0, 100, 128], [0, 0, 100, 128]]);
  }
});

test("areas are below what is there", () => {
  const pixels = new Uint32Array(width * height);
  pixels[0] = pixelOf(0, 255, 0, 1);
  pixels[width] = pixelOf(0, 255, 0, 0.5);
  const at = paint([{ rgb: red, spans: [[0, 0, 8]] }], pixels);
  assert.deepEqual(at(0, 0), [0, 255, 0, 255]);
  const [r, g, , opacity] = at(0, 1);
  assert.ok(g > 165 && g < 175 && r > 62 && r < 70 && opacity === 192, String(at(0, 1)));
});

test("nothing is left of a picture in the next one", () => {
  const areas = new Areas();
  paint([{ rgb: red, spans: [[0, 0, 8], [1, 0, 8]] }, { rgb: blue, spans: [[2, 1, 8]] }], undefined, 0.5, areas);
  const at = paint([{ rgb: blue, spans: [[1, 7, 8]] }], undefined, 0.5, areas);
  assert.deepEqual([at(0, 3), at(1, 6), at(2, 4)], Array(3).fill([0, 0, 0, 0]));
  assert.deepEqual(at(1, 7), [0, 0, 100, 128]);
});

test("a pixel over another is what is seen of both", () => {
  const any = pixelOf(10, 20, 30, 0.4);
  assert.equal(over(any, 0), any);
  assert.equal(over(0, any), any);
  assert.equal(over(pixelOf(1, 2, 3, 1), any), pixelOf(1, 2, 3, 1));
  assert.deepEqual(bytesOf(over(pixelOf(255, 0, 0, 0.6), pixelOf(0, 0, 255, 1))), [153, 0, 102, 255]);
});
