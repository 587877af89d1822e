// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { evenly } from "../../../web/spectra/evenly.js";
import { transform } from "../../../web/spectra/fourier.js";
import { Series } from "../../../web/data/series.js";
import { averageOf, decibels, spectrumOf } from "../../../web/spectra/spectrum.js";

/** Numbers that look random, and are always the same. */
function noise(length) {
  let state = 1;
  return Float64Array.from({ length }, () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647 - 0.5;
  });
}

function sine(length, periods, amplitude = 1) {
  return Float64Array.from({ length }, (_, n) => amplitude * Math.cos((2 * Math.PI * periods * n) / length + 1));
}

function waveform(values, step = 0) {
  return { values, step, time: 0, x: null };
}

/** By its definition, one line after the other. */
function bruteForce(values) {
  const { length } = values;
  const sum = (part) => Array.from(values, (_, k) => values.reduce(
    (total, value, n) => total + value * part((2 * Math.PI * ((k * n) % length)) / length), 0));
  return { re: sum(Math.cos), im: sum((angle) => -Math.sin(angle)) };
}

test("the transform is that of the definition, at any length", () => {
  for (const length of [1, 2, 3, 4, 5, 7, 8, 16, 60, 64, 97, 100, 128, 243, 256, 500]) {
    const values = noise(length);
    const [found, expected] = [transform(values), bruteForce(values)];
    for (let k = 0; k < length; ++k) {
      assert.ok(Math.hypot(found.re[k] - expected.re[k], found.im[k] - expected.im[k]) < 1e-11 * length,
        `${length}: line ${k}`);
    }
  }
});

test("long transforms of lengths that are no powers of two are exact, too", () => {
  const { re, im } = transform(sine(50_000, 1234));
  assert.ok(Math.abs(Math.hypot(re[1234], im[1234]) - 25_000) < 1e-6);
  assert.ok(Math.hypot(re[1235], im[1235]) < 1e-6);
});

for (const window of ["hann", "rectangular", "blackman-harris", "flat-top"]) {
  test(`a sine of amplitude 1 reads 1, or 0 dB, and a constant itself: ${window}`, () => {
    for (const length of [64, 100, 4096, 1001]) {
      const { amplitudes, step, isHertz } = spectrumOf(waveform(sine(length, 20), 1 / 48_000), window);
      assert.ok(Math.abs(amplitudes[20] - 1) < 1e-9 && Math.abs(decibels(amplitudes[20])) < 1e-8, `${length}`);
      assert.ok(isHertz && Math.abs(20 * step - (20 * 48_000) / length) < 1e-6);
      assert.equal(amplitudes.length, Math.floor(length / 2) + 1);
      const still = spectrumOf(waveform(new Float64Array(length).fill(3)), window);
      assert.ok(Math.abs(still.amplitudes[0] - 3) < 1e-9 && !still.isHertz);
    }
    const highest = spectrumOf(waveform(Float64Array.from({ length: 64 }, (_, n) => (-1) ** n)), window);
    assert.ok(Math.abs(highest.amplitudes[32] - 1) < 1e-9);
    assert.equal(32 * highest.step, 0.5, "cycles per sample");
  });
}

test("windows keep what is far away from a tone between two lines as low as they are known for", () => {
  const least = { rectangular: -30, hann: -80, "flat-top": -80, "blackman-harris": -90 };
  for (const [window, level] of Object.entries(least)) {
    const { amplitudes } = spectrumOf(waveform(sine(1024, 100.5)), /** @type {any} */ (window));
    const far = Math.max(...amplitudes.slice(150).map(decibels));
    assert.ok(far < level, `${window}: ${far}`);
  }
  const between = spectrumOf(waveform(sine(1024, 100.5)), "flat-top").amplitudes;
  assert.ok(Math.abs(between[100] - 1) < 0.01, "a flat top tells the amplitude between two lines, too");
});

test("spectra are averaged by their power, and only with those of the same lines", () => {
  const [one, two] = [waveform(sine(64, 8, 1)), waveform(sine(64, 8, 7))].map((of) => spectrumOf(of, "hann"));
  assert.ok(Math.abs(averageOf([one, two]).amplitudes[8] - 5) < 1e-9);
  const other = spectrumOf(waveform(sine(128, 8, 9)), "hann");
  assert.ok(Math.abs(averageOf([other, one, two]).amplitudes[8] - 5) < 1e-9);
  assert.equal(averageOf([one, other]), other);
  const slow = spectrumOf(waveform(sine(64, 8, 9), 1), "hann");
  const [fast, fine] = [64, 128].map((length) => spectrumOf(waveform(sine(length, 8), 0.5), "hann"));
  assert.equal(averageOf([fast, slow]), slow, "other steps");
  assert.equal(averageOf([fine, slow]), slow, "the same steps, other lengths");
});

test("a gap is 0, and nothing is never minus infinity", () => {
  const values = Float64Array.of(NaN, ...new Float64Array(63));
  assert.ok(spectrumOf(waveform(values), "hann").amplitudes.every((value) => value === 0));
  assert.equal(decibels(0), -240);
});

test("even points are samples as they are, others are interpolated", () => {
  const series = new Series("s");
  [0, 1, 2, 3, 4].forEach((x) => series.push(x, x * x));
  assert.deepEqual(evenly(series, { from: 1, to: 4 }, 100), { values: Float64Array.of(1, 4, 9, 16), step: 1 });
  assert.deepEqual(evenly(series, { from: 0, to: 4 }, 2).values, Float64Array.of(9, 16));
  const almost = new Series("s");
  [0, 1.002, 2, 3, 4].forEach((x, i) => almost.push(x, i * i));
  assert.deepEqual([...evenly(almost, { from: 0, to: 4 }, 100).values], [0, 1, 4, 9, 16]);
  series.push(8, 24);
  assert.deepEqual([...evenly(series, { from: 0, to: 8 }, 100).values.map((value) => Math.round(value * 100) / 100)],
    [0, 2.8, 10.4, 17.6, 20.8, 24]);
  series.push(9, NaN);
  assert.equal(evenly(series, { from: 0, to: 9 }, 100).values.length, 6);
  assert.equal(evenly(series, { from: 9, to: 10 }, 100).values.length, 0);
});
