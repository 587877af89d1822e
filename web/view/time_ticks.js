// SPDX-License-Identifier: MIT

import { clockAt, dayNumber, startOfDay, steadyTimes, zones } from "./zone.js";

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const day = 86_400; // seconds
/** From one Monday on weeks are counted. */
const monday = 4;
/** Characters of a label, with what is free beside it; where there is room, times without seconds have no less. */
const least_lengths = { narrow: 8, wide: 12 };
const narrow = 80;
const date_length = 10;
/** Dates of JavaScript, and years of four digits. */
const [first_time, last_time] = [Date.UTC(1000, 0) / 1000, Date.UTC(9999, 0) / 1000];

/**
 * How far ticks are from each other: `count` units, which are at least so many seconds; fractions are 10^-digits s.
 * @typedef {{unit: "fraction" | "second" | "minute" | "day" | "month" | "year", count: number, seconds: number,
 *     digits: number}} Step
 *
 * A line of the grid, with what is below it: the second line is where a date, a year or an offset to UTC is new.
 * @typedef {{time: number, label: string, date: string}} Tick
 */

/** @type {Step[]} */
const steps = [
  ...[6, 5, 4, 3, 2, 1].flatMap((digits) =>
    [1, 2, 5].map((count) => step("fraction", count, count / 10 ** digits, digits))),
  ...[1, 2, 5, 10, 15, 30].map((count) => step("second", count, count)),
  ...[1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720].map((count) => step("minute", count, count * 60)),
  ...[1, 2, 4, 7, 14].map((count) => step("day", count, count * day)),
  ...[1, 2, 3, 6].map((count) => step("month", count, count * 29.5 * day)),
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000].map((count) => step("year", count, count * 365 * day)),
];

/** @returns {Step} */
function step(unit, count, seconds, digits = 0) {
  return { unit, count, seconds, digits };
}

/**
 * @param {number} span seconds
 * @param {number} characters that fit side by side along all of it
 * @returns {Step} the least one that leaves room for its labels
 */
export function stepFor(span, characters) {
  const least = characters < narrow ? least_lengths.narrow : least_lengths.wide;
  const fits = ({ unit, digits, seconds }) => {
    const length = unit === "fraction" ? 13 + digits : unit === "second" ? 12 : 9;
    return Math.max(least, length) * span <= characters * seconds;
  };
  return steps.find(fits) ?? steps.at(-1);
}

/**
 * Where clock and calendar show something round, also where clocks are set.
 *
 * @param {{from: number, to: number}} window Unix seconds
 * @param {number} characters that fit side by side along all of it
 * @param {"local" | "utc"} [zone]
 * @param {number} [now] without a date times are of this day, Unix seconds
 * @returns {Tick[]} in order
 */
export function timeTicks({ from, to }, characters, zone = "local", now = Date.now() / 1000) {
  if (!(from < to) || from < first_time || to > last_time)
    return [];
  const step = stepFor(to - from, characters);
  if (step.unit === "day" || step.unit === "month" || step.unit === "year")
    return calendarTicks(from, to, step, zones[zone]);
  const ticks = clockTicks(from, to, step, zones[zone]);
  const today = dayNumber(now, zones[zone]);
  if (dayNumber(from, zones[zone]) === today && dayNumber(to, zones[zone]) === today)
    ticks.forEach((tick) => { tick.date = ""; });
  tellOffsets(ticks, zones[zone]);
  // Two dates need more room than two times.
  if (ticks.length > 1 && ticks[1].date !== "" && (date_length + 1) * (to - from) > characters * step.seconds)
    ticks[0].date = "";
  return ticks;
}

/** Multiples of a part of a day, as clocks show them. */
function clockTicks(from, to, step, zone) {
  const ticks = [];
  const parts = step.unit === "fraction" ? 10 ** step.digits : 1;
  const size = step.unit === "minute" ? step.count * 60 : step.count;
  let before = null;
  for (const steady of steadyTimes(from, to, zone)) {
    const { offset } = steady;
    // Where the quotient is rounded, the first one may be before the window.
    for (let n = size * Math.floor(((steady.from + offset) * parts) / size); ; n += size) {
      const time = (n - offset * parts) / parts;
      if (time > steady.to || (time === steady.to && time !== to))
        break;
      if (time < steady.from)
        continue;
      const number = Math.floor(n / parts / day);
      ticks.push({ time, label: clockLabel(n, parts, step), date: number === before ? "" : dateOf(number) });
      before = number;
    }
  }
  return ticks;
}

/** @param {number} n parts of a second on a clock, since 1970 */
function clockLabel(n, parts, { unit, digits }) {
  const seconds = Math.floor(n / parts);
  const text = new Date(seconds * 1000).toISOString();
  if (unit === "fraction")
    return `${text.slice(11, 19)}.${String(n - seconds * parts).padStart(digits, "0")}`;
  return unit === "second" ? text.slice(11, 19) : text.slice(11, 16);
}

/** The first tick after clocks were set says so: an hour may come twice. */
function tellOffsets(ticks, zone) {
  for (let i = 1; i < ticks.length; ++i) {
    const offset = zone.offset(ticks[i].time);
    if (offset !== zone.offset(ticks[i - 1].time))
      ticks[i].date = [ticks[i].date, offsetName(offset)].filter(Boolean).join(" ");
  }
}

/** @param {number} offset seconds that a clock is ahead of UTC @returns {string} as "UTC+1", "UTC-3:30" */
export function offsetName(offset) {
  const minutes = Math.abs(offset) / 60;
  const part = minutes % 60 === 0 ? "" : `:${String(minutes % 60).padStart(2, "0")}`;
  return `UTC${offset < 0 ? "-" : "+"}${Math.floor(minutes / 60)}${part}`;
}

function dateOf(number) {
  return new Date(number * day * 1000).toISOString().slice(0, 10);
}

/** The starts of days, months or years. */
function calendarTicks(from, to, step, zone) {
  const ticks = [];
  let before = null;
  for (const time of starts(from, to, step, zone)) {
    if (time < from || time > to || time === ticks.at(-1)?.time)
      continue;
    const date = clockAt(time, zone);
    const year = String(date.getUTCFullYear());
    ticks.push({ time, label: calendarLabel(date, step), date: step.unit === "year" || year === before ? "" : year });
    before = year;
  }
  return ticks;
}

/** Those in the window, and some around it. */
function* starts(from, to, { unit, count }, zone) {
  if (unit === "day") {
    const start = count % 7 === 0 ? monday : 0;
    const last = dayNumber(to, zone);
    for (let n = floorTo(dayNumber(from, zone) - start, count) + start; n <= last; n += count) {
      const time = startOfDay(n, zone);
      if (dayNumber(time, zone) === n)
        yield time;
    }
    return;
  }
  const inMonths = unit === "month" ? count : 12 * count;
  const last = monthNumber(to, zone);
  for (let n = floorTo(monthNumber(from, zone), inMonths); n <= last; n += inMonths)
    yield zone.midnight(Math.floor(n / 12), n % 12, 1);
}

function monthNumber(time, zone) {
  const date = clockAt(time, zone);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

function floorTo(number, step) {
  return Math.floor(number / step) * step;
}

function calendarLabel(date, { unit }) {
  if (unit === "year")
    return String(date.getUTCFullYear());
  const month = months[date.getUTCMonth()];
  return unit === "month" ? month : `${month} ${date.getUTCDate()}`;
}
