// SPDX-License-Identifier: MIT

import { movingExtreme, movingMean, movingMedian } from "./moving.js";
import { Total } from "./total.js";

/**
 * Takes the points of a series one by one: x in Unix seconds, y NaN for a gap.
 * @typedef {(x: number, y: number) => void} Stage
 *
 * What makes one series of another: of each value alone, or with what it remembers; that is given points in the order
 * of their times. A window is in seconds.
 * @typedef {{parameter: "none" | "window" | "period", of?: (y: number) => number,
 *     make?: (next: Stage, parameter: number) => Stage}} Transform
 */

/** @type {Map<string, (a: number, b: number) => number>} */
export const operators = new Map([
  ["+", (a, b) => a + b],
  ["-", (a, b) => a - b],
  ["*", (a, b) => a * b],
  ["/", (a, b) => a / b],
  ["^", (a, b) => a ** b],
]);

/** @type {Map<string, Transform>} */
export const functions = new Map(Object.entries(/** @type {Record<string, Transform>} */ ({
  rate: { parameter: "none", make: rate },
  delta: { parameter: "none", make: delta },
  sum: { parameter: "none", make: integral },
  counter: { parameter: "none", make: counter },
  unwrap: { parameter: "period", make: unwrap },
  mean: { parameter: "window", make: movingMean },
  median: { parameter: "window", make: movingMedian },
  min: { parameter: "window", make: (next, seconds) => movingExtreme(next, seconds, (a, b) => a < b) },
  max: { parameter: "window", make: (next, seconds) => movingExtreme(next, seconds, (a, b) => a > b) },
  abs: { parameter: "none", of: Math.abs },
  sqrt: { parameter: "none", of: Math.sqrt },
  log10: { parameter: "none", of: Math.log10 },
})));

/**
 * By how much a value changes in a second, since the point before. It may fall: what is a counter that starts again
 * from 0 is for counter() to say. Of points of the same time the first one counts, so that of a burst that was given
 * one time nothing is lost: the next burst tells of it.
 * @param {Stage} next
 * @returns {Stage}
 */
function rate(next) {
  let [time, value] = [NaN, NaN];
  return (x, y) => {
    const slope = (y - value) / (x - time);
    if (x === time && !Number.isNaN(y - value))
      return;
    [time, value] = [x, y];
    next(x, slope);
  };
}

/** By how much a value changes from point to point. @param {Stage} next @returns {Stage} */
function delta(next) {
  let value = NaN;
  return (x, y) => {
    const change = y - value;
    value = y;
    next(x, change);
  };
}

/**
 * The integral over time, in seconds, of the line as it is drawn, from the oldest point on; a gap adds nothing.
 * @param {Stage} next
 * @returns {Stage}
 */
function integral(next) {
  const total = new Total();
  let [time, value] = [NaN, NaN];
  return (x, y) => {
    const area = (x - time) * (y + value) / 2;
    if (Number.isFinite(area))
      total.add(area);
    [time, value] = [x, y];
    next(x, Number.isNaN(y) ? NaN : total.value);
  };
}

/**
 * A counter as if it had never started again: where a value falls, it has counted from 0 since, as Prometheus has it.
 * @param {Stage} next
 * @returns {Stage}
 */
function counter(next) {
  let [before, value] = [0, NaN];
  return (x, y) => {
    if (y < value)
      before += value;
    if (!Number.isNaN(y))
      value = y;
    next(x, before + y);
  };
}

/**
 * An angle that goes on where it jumps by more than half a turn; also a counter that wraps around, with its period.
 * @param {Stage} next
 * @param {number} [period]
 * @returns {Stage}
 */
function unwrap(next, period = 2 * Math.PI) {
  let [turns, value] = [0, NaN];
  return (x, y) => {
    const jump = (y - value) / period;
    if (Math.abs(jump) > 0.5)
      turns -= Math.round(jump);
    if (!Number.isNaN(y))
      value = y;
    next(x, y + turns * period);
  };
}
