// SPDX-License-Identifier: MIT

import { evenly } from "../data/evenly.js";
import { OwnAxisPanel } from "./own_axis.js";
import { pointsBetween } from "../data/series.js";
import { averageOf, decibels, spectrumOf } from "../data/spectrum.js";
import { lastWaveforms } from "../data/waveforms.js";

/** Of a series that is no waveform so many of its last points are looked at. */
const most_points = 16_384;
/** What is lower, beside the greatest, is not to make the axis longer. */
const most_decibels = 160;
const automatic = { mode: /** @type {const} */ ("auto"), min: 0, max: 0, log: false };

/**
 * The spectra of some series: of their last messages, or where they are no waveforms of what is seen of them, cut into
 * as many pieces as spectra are averaged.
 */
export class SpectrumPanel extends OwnAxisPanel {
  prepare(series, time, wish) {
    const { window, scale, average } = wish.options;
    const traces = series.flatMap((one) => {
      const waveforms = one.waveforms?.length > 0 ? lastWaveforms(one, time, average) : piecesOf(one, time, average);
      const spectra = waveforms.map((waveform) => spectrumOf(waveform, window));
      return spectra.length > 0 ? [traceOf(one.name, averageOf(spectra), scale)] : [];
    });
    const isHertz = traces.every(({ key }) => key.isHertz);
    this.prepareTraces(traces, isHertz ? "Hz" : "cycles per sample", { ...wish, style: "line", values: automatic });
    this.count = series.reduce((sum, one) => sum + pointsBetween(one, time), 0);
  }
}

/** @returns {import("./own_axis.js").Trace & {key: import("../data/spectrum.js").Spectrum}} */
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
