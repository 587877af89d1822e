// SPDX-License-Identifier: MIT

/** Larger numbers are not seconds, but milliseconds, microseconds or nanoseconds: what the seconds would be is in a year
 * beyond 5000. */
const units = [
  [1e17, 1e9],
  [1e14, 1e6],
  [1e11, 1e3],
];

/**
 * @param {unknown} value Unix time as a number, in seconds, milliseconds, microseconds or nanoseconds, or as text in ISO
 *     8601 or with such a number
 * @returns {?number} Unix seconds; null if it is not a time
 */
export function secondsOf(value) {
  if (typeof value === "number")
    return Number.isFinite(value) ? inSeconds(value) : null;
  if (typeof value !== "string" || value === "")
    return null;
  const number = Number(value);
  if (Number.isFinite(number))
    return inSeconds(number);
  const parsed = /^\d{4}-\d\d/.test(value) ? Date.parse(value) : NaN;
  return Number.isNaN(parsed) ? null : parsed / 1000;
}

function inSeconds(number) {
  const magnitude = Math.abs(number);
  for (const [least, unit] of units) {
    if (magnitude >= least)
      return number / unit;
  }
  return number;
}

/** @returns {number} Unix seconds */
export function now() {
  return Date.now() / 1000;
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
