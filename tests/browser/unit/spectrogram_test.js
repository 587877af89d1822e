// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { levelRange } from "../../../web/spectra/levels.js";
import { Spectrogram, most_columns, rows } from "../../../web/spectra/spectrogram.js";
import { colourAt, colourMap } from "../../../web/view/colour_map.js";

/** A tone on a line of the spectrum, with so many samples. */
function tone(time, line, length = 256, step = 0.001) {
  const values = Float64Array.from({ length }, (_, n) => Math.cos((2 * Math.PI * line * n) / length));
  return { values, time, step, x: null };
}

test("each message is a column, from the message before to its own time", () => {
  const spectrogram = new Spectrogram();
  const messages = [tone(10, 32), tone(11, 64), tone(12, 64)];
  assert.equal(spectrogram.add(messages, "hann"), 0);
  assert.deepEqual([spectrogram.count, spectrogram.top, spectrogram.isHertz], [3, 500, true]);
  assert.equal(spectrogram.levels(0).indexOf(Math.max(...spectrogram.levels(0))), rows / 4);
  assert.equal(spectrogram.levels(1).indexOf(Math.max(...spectrogram.levels(1))), rows / 2);
  const { from, to, peak } = spectrogram.column(1);
  assert.ok(from === 10 && to === 11 && Math.abs(peak) < 1e-6);
  assert.equal(spectrogram.add([...messages, tone(13, 8)], "hann"), 3, "only what is new");
  assert.deepEqual(spectrogram.between({ from: 10.5, to: 11.5 }), { begin: 1, end: 3 });
});

test("a pause of the publisher stays empty, slow messages are joined", () => {
  const spectrogram = new Spectrogram();
  spectrogram.add([0, 0.1, 0.2, 5, 5.1].map((time) => tone(time, 8)), "hann");
  assert.ok(Math.abs(spectrogram.column(3).from - 4.9) < 1e-9);
  const slow = new Spectrogram();
  slow.add([0, 10, 40, 50].map((time) => tone(time, 8)), "hann");
  assert.deepEqual([1, 2, 3].map((column) => slow.column(column).from), [0, 10, 40]);
});

test("with another window or another axis all begins anew", () => {
  const spectrogram = new Spectrogram();
  const messages = [tone(1, 8), tone(2, 8)];
  spectrogram.add(messages, "hann");
  assert.deepEqual([spectrogram.add(messages, "flat-top"), spectrogram.count], [0, 2]);
  assert.deepEqual([spectrogram.add([...messages, tone(3, 8, 256, 0)], "flat-top"), spectrogram.count], [0, 1]);
  assert.deepEqual([spectrogram.top, spectrogram.isHertz], [0.5, false]);
});

test("the last columns are kept, and no tone is lost among many lines", () => {
  const spectrogram = new Spectrogram();
  for (let i = 0; i < most_columns + 10; ++i)
    spectrogram.add([tone(i, 8, 64)], "hann");
  assert.deepEqual(spectrogram.between({ from: 0, to: 1e9 }), { begin: 10, end: most_columns + 10 });
  assert.equal(spectrogram.column(most_columns + 9).to, most_columns + 9);
  const fine = new Spectrogram();
  fine.add([tone(0, 1001, 8192)], "rectangular");
  assert.ok(Math.abs(Math.max(...fine.levels(0))) < 1e-6);
});

test("levels go from about the noise to the greatest, in round numbers", () => {
  const range = (...columns) => levelRange(columns.map(([mean, peak]) => ({ mean, peak })));
  assert.deepEqual(range([-83, -3], [-79, -12]), { low: -100, high: 0 });
  assert.deepEqual(range([-83, 0.1]), { low: -100, high: 0 });
  assert.deepEqual(range([-2, -1]), { low: -30, high: 0 });
  assert.deepEqual(range([-240, 0]), { low: -120, high: 0 });
  assert.deepEqual(range(), { low: -60, high: 0 });
});

/** Lightness in Oklab, from sRGB. */
function lightness(rgb) {
  const [r, g, b] = rgb.map((value) => value / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2104542553 * Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
    + 0.793617785 * Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
    - 0.0040720468 * Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
}

test("colours grow lighter in even steps", () => {
  const all = Array.from({ length: 65 }, (_, i) => lightness(colourAt(i / 64)));
  const step = (all[64] - all[0]) / 64;
  for (let i = 1; i < all.length; ++i)
    assert.ok(Math.abs(all[i] - all[0] - i * step) < 0.02 && all[i] > all[i - 1], `${i}: ${all[i]}`);
  const [low, high] = [colourMap()[0], colourMap()[255]];
  assert.deepEqual([low >>> 24, high >>> 24, low & 255], [255, 255, colourAt(0)[0]]);
});
