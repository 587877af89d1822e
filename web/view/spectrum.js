// SPDX-License-Identifier: MIT

import { evenly } from "../spectra/evenly.js";
import { OwnAxisPanel } from "./own_axis.js";
import { pointsBetween } from "../data/sorted_times.js";
import { averageOf, decibels, spectrumOf } from "../spectra/spectrum.js";
import { lastWaveforms } from "../data/waveforms.js";

/** Of a series that is no waveform so many of its last points are looked at. */
const most_points = 16_384;
/** What is lower, beside the greatest, is not to make the axis longer. */
const most_decibels = 160;
/** Of the window: where it has moved less, spectra stay as they are. */
const least_move = 1 / 500;
const automatic = { mode: /** @type {const} */ ("auto"), min: 0, max: 0, log: false };

/**
 * What a series that is no waveform was cut into.
 * @typedef {{from: number, to: number, length: number, count: number,
 *     waveforms: import("../data/waveforms.js").Waveform[]}} Pieces
 */

/**
 * The spectra of some series: of their last messages, or where they are no waveforms of what is seen of them, cut into
 * as many pieces as spectra are averaged.
 */
export class SpectrumPanel extends OwnAxisPanel {
  /** @type {WeakMap<object, Pieces>} by series */
  #pieces = new WeakMap();

  prepare(series, time, wish) {
    const { window, scale, average } = wish.options;
    const traces = series.flatMap((one) => {
      const waveforms = one.waveforms?.length > 0 ? lastWaveforms(one, time, average)
        : this.#piecesOf(one, time, average);
      const spectra = waveforms.map((waveform) => spectrumOf(waveform, window));
      return spectra.length > 0 ? [traceOf(one.name, averageOf(spectra), scale)] : [];
    });
    const isHertz = traces.every(({ key }) => key.isHertz);
    const values = wish.hasOwnAxis ? wish.values : automatic;
    this.prepareTraces(traces, isHertz ? "Hz" : "cycles per sample", {
      ...wish, style: "line", values, limits: new Map(), trigger: null, // these are of values over time
    });
    this.count = series.reduce((sum, one) => sum + pointsBetween(one, time), 0);
  }

  #piecesOf(series, time, count) {
    const before = this.#pieces.get(series);
    if (before !== undefined && isAlmost(before, series, time, count))
      return before.waveforms;
    const waveforms = piecesOf(series, time, count);
    this.#pieces.set(series, { ...time, length: series.length, count, waveforms });
    return waveforms;
  }
}

/** Whether a window has moved so little that nobody sees it, or nothing has come while it stood. */
function isAlmost(before, { length }, { from, to }, count) {
  const moved = Math.max(Math.abs(from - before.from), Math.abs(to - before.to));
  return before.count === count && (moved === 0 ? before.length === length : moved < (to - from) * least_move);
}

/** @returns {import("./own_axis.js").Trace & {key: import("../spectra/spectrum.js").Spectrum}} */
function traceOf(name, spectrum, scale) {
  const { amplitudes, step } = spectrum;
  const floor = decibels(amplitudes.reduce((most, value) => Math.max(most, value), 0)) - most_decibels;
  const y = scale === "db" ? amplitudes.map((value) => Math.max(floor, decibels(value))) : amplitudes;
  return { key: spectrum, name, x: amplitudes.map((_, k) => k * step), y };
}

/** @returns {import("../data/waveforms.js").Waveform[]} */
function piecesOf(series, time, count) {
  const { values, step } = evenly(series, time, most_points);
  const length = Math.floor(values.length / count);
  if (length < 2)
    return [];
  return Array.from({ length: count }, (_, i) =>
    ({ values: values.slice(i * length, (i + 1) * length), step, time: time.to, x: null }));
}
