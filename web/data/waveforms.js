// SPDX-License-Identifier: MIT

/** An array of so many numbers is a waveform. */
export const least_samples = 64;
/** Members beside samples that tell how many there are in a second, or how many seconds are between two. */
const rates = /^(fs|sr|f_s|f_sample|(sample|sampling)_?(rate|frequency|freq)|rate)$/i;
const steps = /^(dt|(sample|sampling)_?(interval|period)|interval_?s|period_?s)$/i;

/**
 * The samples of one message.
 * @typedef {object} Waveform
 * @property {Float64Array} values NaN for gaps
 * @property {number} time of the last one, Unix seconds
 * @property {number} step seconds between two samples; 0 where that is not known
 * @property {?Float64Array} x what stands beside each value in a sweep, such as its frequency; null: nothing
 */

/**
 * The last messages of all series that come as waveforms, bounded: where there is no room for one more, the oldest
 * goes, unless it is the last one of a series that is still there.
 */
export class Waveforms {
  #store;
  #most;
  #samples = 0;
  /** @type {{series: import("./series.js").Series, waveform: Waveform}[]} the oldest first */
  #queue = [];

  /**
   * @param {import("./store.js").Store} store has the series
   * @param {number} most samples of all together
   */
  constructor(store, most = 1_000_000) {
    this.#store = store;
    this.#most = most;
  }

  /**
   * To be called after the points of a message.
   * @param {string} name of a series; one that is not in the store is passed over
   * @param {?{values: Float64Array, step: number, x: ?Float64Array}} message null: what seemed to be waveforms are
   *     points with times
   */
  push(name, message) {
    const series = this.#store.find(name);
    if (series === undefined)
      return;
    if (message === null)
      return this.#clear(series);
    const waveform = { ...message, time: series.x.at(-1) };
    if (series.kind === "lines")
      series.kind = "waveform";
    series.waveforms.push(waveform);
    this.#queue.push({ series, waveform });
    this.#samples += waveform.values.length;
    this.#makeRoom();
  }

  /** Lets everything go, as if nothing had come. */
  clear() {
    this.#queue = [];
    this.#samples = 0;
  }

  #clear(series) {
    if (series.waveforms.length === 0)
      return;
    series.kind = "lines";
    this.#queue.filter((entry) => entry.series === series).forEach((entry) => this.#forget(this.#queue.indexOf(entry)));
  }

  #makeRoom() {
    let kept = 0;
    while (this.#samples > this.#most && kept < this.#queue.length) {
      const { series } = this.#queue[kept];
      if (series.waveforms.length === 1 && this.#store.find(series.name) === series)
        kept += 1;
      else
        this.#forget(kept);
    }
  }

  #forget(at) {
    const [{ series, waveform }] = this.#queue.splice(at, 1);
    series.waveforms.splice(series.waveforms.indexOf(waveform), 1);
    this.#samples -= waveform.values.length;
  }
}

/**
 * @param {object[]} objects around samples, the innermost one last
 * @returns {number} seconds between two samples, as a member of one of these says; 0 where none does
 */
export function stepBeside(objects) {
  for (const object of objects.toReversed()) {
    for (const [name, value] of Object.entries(object)) {
      if (!(typeof value === "number" && value > 0 && Number.isFinite(value)))
        continue;
      if (rates.test(name))
        return 1 / value;
      if (steps.test(name))
        return value;
    }
  }
  return 0;
}

/**
 * @param {{waveforms?: Waveform[]}} series
 * @param {{to: number}} time Unix seconds
 * @param {number} [count]
 * @returns {Waveform[]} the last ones of what is seen, the newest last
 */
export function lastWaveforms({ waveforms = [] }, { to }, count = 1) {
  let end = waveforms.length;
  while (end > 0 && waveforms[end - 1].time > to)
    end -= 1;
  return waveforms.slice(Math.max(0, end - count), end);
}
