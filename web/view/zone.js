// SPDX-License-Identifier: MIT

const day = 86_400; // seconds
/** Clocks are not set twice within it. */
const steady = day / 4;

/**
 * What clocks and calendars show: those here, or in UTC. All times are in Unix seconds.
 *
 * @typedef {object} Zone
 * @property {(time: number) => number} offset seconds that a clock is ahead of UTC
 * @property {(year: number, month: number, day: number) => number} midnight when a day begins, months from 0
 */

/** @type {Record<"local" | "utc", Zone>} */
export const zones = {
  local: {
    offset: (time) => Math.round(-60 * new Date(time * 1000).getTimezoneOffset()),
    midnight: (year, month, day) => new Date(year, month, day).getTime() / 1000,
  },
  utc: {
    offset: () => 0,
    midnight: (year, month, day) => Date.UTC(year, month, day) / 1000,
  },
};

/**
 * @param {number} time
 * @param {Zone} zone
 * @returns {Date} whose UTC is what a clock shows
 */
export function clockAt(time, zone) {
  return new Date(Math.floor(time + zone.offset(time)) * 1000);
}

/**
 * @param {number} time
 * @param {Zone} zone
 * @returns {number} of the day on a calendar, 0 for 1970-01-01
 */
export function dayNumber(time, zone) {
  return Math.floor((time + zone.offset(time)) / day);
}

/**
 * @param {number} number of a day
 * @param {Zone} zone
 * @returns {number} when it begins; where it was left out, when the next one does
 */
export function startOfDay(number, zone) {
  const date = new Date(number * day * 1000);
  return zone.midnight(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate());
}

/**
 * The times in which clocks are not set.
 * @param {number} from
 * @param {number} to
 * @param {Zone} zone
 * @returns {{from: number, to: number, offset: number}[]} in order; each ends where the next one begins
 */
export function steadyTimes(from, to, zone) {
  const found = [];
  let begin = from;
  for (let at = from; at < to; at += steady) {
    const next = Math.min(to, at + steady);
    if (zone.offset(next) === zone.offset(at))
      continue;
    const change = changeBetween(at, next, zone);
    found.push({ from: begin, to: change, offset: zone.offset(at) });
    begin = change;
  }
  return [...found, { from: begin, to, offset: zone.offset(to) }];
}

/** The second from which on the offset is the later one. */
function changeBetween(before, after, zone) {
  let [low, high] = [Math.floor(before), Math.ceil(after)];
  const offset = zone.offset(before);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (zone.offset(middle) === offset)
      low = middle;
    else
      high = middle;
  }
  return high;
}
