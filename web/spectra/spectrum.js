// SPDX-License-Identifier: MIT

import { transform } from "./fourier.js";

/** Of longer messages the last samples are looked at. */
const most_samples = 131_072;

/**
 * Functions that a message is multiplied with, so that a tone between two lines does not spread over all of them:
 * coefficients of cosines, a0 - a1 cos(z) + a2 cos(2z) - ..., as F. J. Harris (1978) and ISO 18431-2 (flat top) have
 * them.
 *
 * @typedef {"hann" | "rectangular" | "blackman-harris" | "flat-top"} Window
 * @type {Record<Window, number[]>}
 */
const cosines = {
  hann: [0.5, 0.5],
  rectangular: [1],
  "blackman-harris": [0.35875, 0.48829, 0.14128, 0.01168],
  "flat-top": [1, 1.933, 1.286, 0.388, 0.0322],
};

/** @type {Map<string, {weights: Float64Array, sum: number}>} the last one of each window */
const windows = new Map();

/**
 * Lines of a spectrum, the first one at 0.
 * @typedef {{amplitudes: Float64Array, step: number, isHertz: boolean}} Spectrum `step` from one line to the next, in
 *     Hz or in cycles per sample
 */

/** @type {WeakMap<object, {window: Window, spectrum: Spectrum}>} of waveforms, as long as these are there */
const known = new WeakMap();

/**
 * @param {import("../data/waveforms.js").Waveform} waveform gaps count as 0
 * @param {Window} window
 * @returns {Spectrum} amplitudes: a sine of amplitude 1 on a line is 1 there, a constant is itself; half as many lines
 *     as samples, and one
 */
export function spectrumOf(waveform, window) {
  const before = known.get(waveform);
  if (before?.window === window)
    return before.spectrum;
  const values = waveform.values.slice(-most_samples);
  const { weights, sum } = windowOf(window, values.length);
  const { re, im } = transform(values.map((value, n) => (Number.isNaN(value) ? 0 : value * weights[n])));
  const lines = Math.floor(values.length / 2) + 1;
  const amplitudes = new Float64Array(lines);
  for (let k = 0; k < lines; ++k) {
    const isAlone = k === 0 || 2 * k === values.length; // the others have a mirror image
    amplitudes[k] = (Math.hypot(re[k], im[k]) * (isAlone ? 1 : 2)) / sum;
  }
  const isHertz = waveform.step > 0;
  const spectrum = { amplitudes, step: 1 / (values.length * (isHertz ? waveform.step : 1)), isHertz };
  known.set(waveform, { window, spectrum });
  return spectrum;
}

/**
 * @param {Spectrum[]} spectra one at least, the last one tells of which size
 * @returns {Spectrum} the root of the mean of the squares, of those that have the same lines as the last one
 */
export function averageOf(spectra) {
  const last = spectra.at(-1);
  const { length } = last.amplitudes;
  const alike = spectra.filter(({ amplitudes, step }) => amplitudes.length === length && step === last.step);
  if (alike.length === 1)
    return last;
  const squares = new Float64Array(length);
  for (const { amplitudes } of alike)
    amplitudes.forEach((value, k) => { squares[k] += value * value; });
  return { ...last, amplitudes: squares.map((sum) => Math.sqrt(sum / alike.length)) };
}

/** What is less than a millionth of a millionth is nothing. */
const least = 1e-12;

/** @param {number} amplitude @returns {number} in dB, 0 for 1; -240 at least */
export function decibels(amplitude) {
  return 20 * Math.log10(Math.max(least, amplitude));
}

/** @returns {{weights: Float64Array, sum: number}} weights of a window that repeats after `length` of them */
function windowOf(name, length) {
  let found = windows.get(name);
  if (found?.weights.length !== length) {
    const weights = Float64Array.from({ length }, (_, n) => cosines[name].reduce((sum, factor, order) =>
      sum + (order % 2 === 0 ? factor : -factor) * Math.cos((2 * Math.PI * order * n) / length), 0));
    found = { weights, sum: weights.reduce((sum, weight) => sum + weight) };
    windows.set(name, found);
  }
  return found;
}
