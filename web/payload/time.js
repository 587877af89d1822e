// SPDX-License-Identifier: MIT

/** Larger numbers are not seconds, but milliseconds, microseconds or nanoseconds: what the seconds would be is in a
 * year beyond 5000. */
const units = [
  { least: 1e17, unit: 1e9 },
  { least: 1e14, unit: 1e6 },
  { least: 1e11, unit: 1e3 },
];

const date = /^(?:(\d{4})([-/]?)(\d\d)\2(\d\d)|(\d\d?)\.(\d\d?)\.(\d{4}))/;
const time_of_day = /^[Tt ](?:(\d\d?):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?|(\d\d)(\d\d)(?:(\d\d)(?:[.,](\d+))?)?)/;
const offset = /^ ?(?:Z|z|UTC|GMT|([+-])(\d\d)(?::?(\d\d))?)$/;

/**
 * @param {unknown} value Unix time as a number, in seconds, milliseconds, microseconds or nanoseconds; or as text with
 *     such a number, or with a date, or a date and a time of day, in ISO 8601 or close to it: the extended and the
 *     basic form, a blank for the T, a comma for the point, dates with slashes (2024/01/02) or as 02.01.2024; Z, UTC,
 *     +01, +0100 or +01:00 after it. Without these a time of day is local, a date alone UTC. A second 60 is the start
 *     of the next minute.
 * @returns {?number} Unix seconds; null if it is not a time
 */
export function secondsOf(value) {
  if (typeof value === "number")
    return Number.isFinite(value) ? inSeconds(value) : null;
  if (typeof value !== "string" || value.trim() === "")
    return null;
  const number = Number(value);
  return Number.isFinite(number) ? inSeconds(number) : secondsOfText(value);
}

/** @returns {?number} Unix seconds of a date, or of a date and a time of day; null for other text */
function secondsOfText(text) {
  const day = date.exec(text);
  if (!day)
    return null;
  const [year, month, dayOfMonth] = (day[1] ? [day[1], day[3], day[4]] : [day[7], day[6], day[5]]).map(Number);
  const midnight = new Date(Date.UTC(year, month - 1, dayOfMonth));
  if (midnight.getUTCMonth() !== month - 1 || midnight.getUTCDate() !== dayOfMonth || year < 1700 || year > 2250)
    return null;
  const rest = text.slice(day[0].length);
  return rest === "" ? midnight.getTime() / 1000 : withTimeOfDay({ year, month: month - 1, day: dayOfMonth }, rest);
}

function withTimeOfDay({ year, month, day }, text) {
  const found = time_of_day.exec(text);
  if (!found)
    return null;
  const [hour, minute, second] = [found[1] ?? found[5], found[2] ?? found[6], found[3] ?? found[7] ?? 0].map(Number);
  const fraction = Number(`0.${found[4] ?? found[8] ?? 0}`);
  if (minute > 59 || second > 60 || hour > 24 || (hour === 24 && minute + second + fraction > 0))
    return null;
  const rest = text.slice(found[0].length);
  if (rest === "")
    return new Date(year, month, day, hour, minute, second).getTime() / 1000 + fraction;
  const zone = offset.exec(rest);
  if (!zone || Number(zone[2] ?? 0) > 23 || Number(zone[3] ?? 0) > 59)
    return null;
  const east = (Number(zone[2] ?? 0) * 3600 + Number(zone[3] ?? 0) * 60) * (zone[1] === "-" ? -1 : 1);
  return Date.UTC(year, month, day, hour, minute, second) / 1000 - east + fraction;
}

function inSeconds(number) {
  const magnitude = Math.abs(number);
  for (const { least, unit } of units) {
    if (magnitude >= least)
      return number / unit;
  }
  return number;
}

/** How far from now a number can be and still be a time: ten years. */
const near = 10 * 365 * 86_400; // seconds

/**
 * @param {?number} seconds
 * @param {number} now Unix seconds
 * @returns {boolean} whether the one may be a time of something that is there now
 */
export function isNear(seconds, now) {
  return seconds !== null && Math.abs(seconds - now) <= near;
}
