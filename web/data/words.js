// SPDX-License-Identifier: MIT

// Numbers and times as text on the page.

/** @type {[number, string][]} */
const prefixes = [[1e12, " T"], [1e9, " G"], [1e6, " M"], [1e3, " k"]];
/** @type {[number, string]} */
const no_prefix = [1, ""];

/**
 * @param {number} value
 * @returns {string} with six digits that count; a dash for a gap
 */
export function formatValue(value) {
  if (Number.isNaN(value))
    return "–";
  if (Number.isInteger(value) && Math.abs(value) < 1e9)
    return String(value);
  const rounded = Number(value.toPrecision(6));
  return Math.abs(rounded) < 1e-3 || Math.abs(rounded) >= 1e9 ? rounded.toExponential() : String(rounded);
}

/** Short, with an SI prefix for large numbers; Flot rounds the ticks of some steps to one digit less than they have. */
export function formatTick(value, { tickSize, min, max }) {
  const largest = Math.max(Math.abs(min), Math.abs(max));
  const [unit, prefix] = prefixes.find(([size]) => largest >= 1e5 && largest >= size) ?? no_prefix;
  const step = tickSize / unit;
  if (!(step > 1e-6) || largest >= 1e16)
    return formatValue(value);
  let digits = 0;
  while (digits < 7 && Math.abs(Math.round(step * 10 ** digits) / 10 ** digits - step) > step * 1e-6)
    digits += 1;
  return value === 0 ? "0" : `${(value / unit).toFixed(digits)}${prefix}`;
}

/** @returns {string} as "12,345" */
export function count(number) {
  return number.toLocaleString("en");
}

/** @returns {string} as "1 point", "12,345 points" */
export function counted(number, noun) {
  return `${count(number)} ${noun}${number === 1 ? "" : "s"}`;
}

/**
 * @param {number} ms
 * @returns {string} as "2 s", rounded up and never less than a second
 */
export function secondsLeft(ms) {
  return `${Math.max(1, Math.ceil(ms / 1000))} s`;
}

/**
 * @param {number} seconds
 * @returns {string} as "850 ms", "2.5 s", "3 min", "2.0 h"
 */
export function duration(seconds) {
  const length = Math.abs(seconds);
  if (length < 1)
    return `${Math.round(seconds * 1000)} ms`;
  if (length < 60)
    return `${Number(seconds.toPrecision(2))} s`;
  return length < 3600 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}

/**
 * @param {number} seconds Unix seconds
 * @param {number} span how many seconds are seen with it: the fewer, the more digits
 * @returns {string} the time of day here
 */
export function clock(seconds, span = 60) {
  const date = new Date(seconds * 1000);
  const two = (number) => String(number).padStart(2, "0");
  const text = `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
  return span >= 60 ? text : `${text}.${String(date.getMilliseconds()).padStart(3, "0")}`;
}

/** Ticks have as many digits as tell them apart; those of long times are days. */
export function timeFormat({ from, to }) {
  const span = to - from;
  if (span > 2 * 86_400)
    return { timeformat: "%Y-%m-%d", minTickSize: [1, "hour"] };
  if (span >= 6)
    return { timeformat: "%H:%M:%S", minTickSize: [1, "second"] };
  return { timeformat: span >= 1 ? "%H:%M:%S.%2s" : "%H:%M:%S.%3s", minTickSize: [1, "millisecond"] };
}
