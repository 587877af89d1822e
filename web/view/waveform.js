// SPDX-License-Identifier: MIT

import { OwnAxisPanel } from "./own_axis.js";
import { pointsBetween } from "../data/sorted_times.js";
import { lastWaveforms } from "../data/waveforms.js";

/** The samples of the last message of each series: over their numbers, seconds, or what stands beside them. */
export class WaveformPanel extends OwnAxisPanel {
  prepare(series, time, wish) {
    const messages = series.flatMap((one) =>
      lastWaveforms(one, time).map((waveform) => ({ name: one.name, waveform })));
    const waveforms = messages.map(({ waveform }) => waveform);
    const areSweeps = waveforms.length > 0 && waveforms.every(({ x }) => x !== null);
    const haveSteps = waveforms.length > 0 && waveforms.every(({ step }) => step > 0);
    const traces = messages.map(({ name, waveform }) => traceOf(name, waveform, areSweeps, haveSteps));
    this.prepareTraces(traces, areSweeps ? "" : haveSteps ? "s" : "samples", wish);
    this.count = series.reduce((sum, one) => sum + pointsBetween(one, time), 0);
  }
}

/** @returns {import("./own_axis.js").Trace} */
function traceOf(name, waveform, isSweep, hasStep) {
  const { values, step, x } = waveform;
  if (!isSweep)
    return { key: waveform, name, x: values.map((_, i) => (hasStep ? i * step : i)), y: values };
  const isDescending = x[0] > x.at(-1);
  return { key: waveform, name, x: isDescending ? x.toReversed() : x, y: isDescending ? values.toReversed() : values };
}
