// SPDX-License-Identifier: MIT

import { formatValue } from "../data/words.js";
import { indexNearest } from "../data/sorted_times.js";
import { text_scale } from "./labels.js";
import { Panel } from "./panel.js";
import { valueTicks } from "./value_ticks.js";

/** What curves are stretched to: Decimator's columns begin at times of today, beside which small numbers are lost. */
const length = 1000;
const label_room = 90 * text_scale; // pixels
const sure_digits = 6;

/** @type {[number, string][]} */
const prefixes = [[1e9, "G"], [1e6, "M"], [1e3, "k"], [1, ""], [1e-3, "m"], [1e-6, "µ"], [1e-9, "n"]];

/**
 * A curve over something else than time.
 * @typedef {object} Trace
 * @property {object} key of which it is made: always the same for the same curve
 * @property {string} name of its series
 * @property {Float64Array} x ascending
 * @property {ArrayLike<number> & Iterable<number>} y
 */

/** Curves over something else than time, with an axis of their own below them. */
export class OwnAxisPanel extends Panel {
  /** @type {Trace[]} */
  #traces = [];
  #axis = { min: 0, max: 1, unit: "" };
  /** @type {WeakMap<object, {span: string, points: import("../data/series.js").Points}>} by key of a trace */
  #stretched = new WeakMap();

  /**
   * @param {Trace[]} traces
   * @param {string} unit of x, without a prefix; "" for numbers alone
   * @param {import("./plots.js").Wish} wish
   */
  prepareTraces(traces, unit, wish) {
    this.#traces = traces;
    const [min, max] = [Math.min(...traces.map(({ x }) => x[0])), Math.max(...traces.map(({ x }) => x.at(-1)))];
    this.#axis = min < max ? { min, max, unit } : { min: 0, max: 1, unit };
    super.prepare(traces.map((trace) => this.#stretch(trace)), { from: 0, to: length }, wish);
  }

  draw(_time, labelWidths) {
    const { min, max } = this.#axis;
    const { factor, unit } = this.#scale;
    const width = this.area()?.width ?? this.element.clientWidth;
    const ticks = valueTicks({ min: min * factor, max: max * factor, log: false }, width / label_room);
    const placed = /** @type {[number, string][]} */ (
      ticks.map(([value, label]) => [((value / factor - min) / (max - min)) * length, label]));
    this.showCurves({ from: 0, to: length, ticks: placed, unit }, labelWidths);
  }

  /**
   * What is at a place of it.
   * @param {{x: number}} place in pixels from the left edge of the curves
   * @returns {{title: string, rows: {name: string, value: number}[]}}
   */
  read({ x }) {
    const { min, max } = this.#axis;
    const { factor, unit } = this.#scale;
    const at = min + (x / this.area().width) * (max - min);
    const rows = this.#traces.map(({ name, x, y }) => ({ name, value: y[indexNearest(x, at)] ?? NaN }));
    return { title: `${formatValue(Number((at * factor).toPrecision(sure_digits)))} ${unit}`.trim(), rows };
  }

  /** The unit with a prefix that suits the axis, and what values are multiplied with for it. */
  get #scale() {
    const { min, max, unit } = this.#axis;
    const largest = Math.max(Math.abs(min), Math.abs(max));
    const [size, prefix] = prefixes.find(([size]) => largest >= size) ?? [1, ""];
    const hasPrefix = unit === "Hz" || (unit === "s" && size < 1);
    return hasPrefix ? { factor: 1 / size, unit: prefix + unit } : { factor: 1, unit };
  }

  /** @returns {import("../data/series.js").Points} */
  #stretch({ key, name, x, y }) {
    const { min, max } = this.#axis;
    const span = `${min} ${max}`;
    const before = this.#stretched.get(key);
    if (before?.span === span)
      return before.points;
    const places = x.map((value) => ((value - min) / (max - min)) * length);
    const points = { name, x: places, y: Float64Array.from(y), length: x.length, forgotten: 0, revision: 0 };
    this.#stretched.set(key, { span, points });
    return points;
  }
}
