// SPDX-License-Identifier: MIT

import { decibels, spectrumOf } from "./spectrum.js";

/** So many of the last spectra are kept, each with so many levels: 4 MiB. */
export const most_columns = 2048;
export const rows = 512;
/** After a pause a column is as wide as the one before: what is longer than two seconds, and ten such steps. */
const least_pause = 2; // seconds
const pause_factor = 10;

/**
 * The spectra of the messages of a series, one after the other, as levels in dB. They have one axis of frequencies:
 * where that changes, all begins anew.
 */
export class Spectrogram {
  /** @type {number} how many spectra were added; the last `most_columns` of them are kept */
  count = 0;
  /** @type {number} the frequency that the last row ends at, in Hz or in cycles per sample */
  top = 0.5;
  isHertz = false;
  #levels = new Float32Array(most_columns * rows);
  /** By column: when its message began and ended, and its mean and greatest level. */
  #begins = new Float64Array(most_columns);
  #ends = new Float64Array(most_columns);
  #means = new Float32Array(most_columns);
  #peaks = new Float32Array(most_columns);
  /** @type {?import("./spectrum.js").Window} */
  #window = null;
  /** @type {?import("../data/waveforms.js").Waveform} */
  #last = null;
  /** How long the last message took, seconds. */
  #step = 0;

  /**
   * Adds what is new.
   * @param {import("../data/waveforms.js").Waveform[]} waveforms of one series; those that are not newer than all
   *     before are passed over
   * @param {import("./spectrum.js").Window} window
   * @returns {number} of the first column that was added; 0 where all begins anew
   */
  add(waveforms, window) {
    if (waveforms.length === 0)
      return this.count;
    const { isHertz, top } = axisOf(waveforms.at(-1));
    if (window !== this.#window || isHertz !== this.isHertz || top !== this.top)
      Object.assign(this, { count: 0, top, isHertz });
    if (this.count === 0)
      this.#last = null;
    this.#window = window;
    const first = this.count;
    for (const waveform of waveforms) {
      if (axisOf(waveform).top === top && !(waveform.time <= this.#last?.time))
        this.#addColumn(waveform);
    }
    return first;
  }

  /**
   * @param {number} column from `count` - `most_columns` on
   * @returns {Float32Array} levels in dB, from frequency 0 upwards
   */
  levels(column) {
    const at = (column % most_columns) * rows;
    return this.#levels.subarray(at, at + rows);
  }

  /** @param {number} column @returns {{from: number, to: number, mean: number, peak: number}} Unix seconds, and dB */
  column(column) {
    const at = column % most_columns;
    return { from: this.#begins[at], to: this.#ends[at], mean: this.#means[at], peak: this.#peaks[at] };
  }

  /** @returns {{begin: number, end: number}} the columns of which there is something between two times */
  between({ from, to }) {
    const first = Math.max(0, this.count - most_columns);
    let [begin, end] = [first, this.count];
    while (begin < end && this.#ends[begin % most_columns] < from)
      begin += 1;
    while (end > begin && this.#begins[(end - 1) % most_columns] > to)
      end -= 1;
    return { begin, end };
  }

  #addColumn(waveform) {
    const { amplitudes } = spectrumOf(waveform, this.#window);
    const at = this.count % most_columns;
    const levels = this.levels(this.count);
    for (let row = 0; row < rows; ++row)
      levels[row] = decibels(peakIn(amplitudes, row));
    const passed = this.#last === null ? 0 : waveform.time - this.#last.time;
    const isAfterPause = passed > least_pause && passed > pause_factor * this.#step;
    if (!isAfterPause || this.#step === 0)
      this.#step = passed;
    this.#begins[at] = waveform.time - this.#step;
    this.#ends[at] = waveform.time;
    this.#means[at] = levels.reduce((sum, level) => sum + level, 0) / rows;
    this.#peaks[at] = levels.reduce((most, level) => Math.max(most, level), -Infinity);
    this.#last = waveform;
    this.count += 1;
  }
}

/** Where there are more lines than rows, the greatest of those in one counts: no tone is lost. */
function peakIn(amplitudes, row) {
  const last = amplitudes.length - 1;
  const begin = Math.floor((row * last) / rows);
  const end = Math.max(begin + 1, Math.floor(((row + 1) * last) / rows));
  let most = 0;
  for (let k = begin; k < end; ++k)
    most = Math.max(most, amplitudes[k]);
  return most;
}

function axisOf({ step }) {
  return { isHertz: step > 0, top: step > 0 ? 0.5 / step : 0.5 };
}
