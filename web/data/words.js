// SPDX-License-Identifier: MIT

// Numbers and times as text on the page.

const least_digits = 9;
/** After the point, however large a number is. */
const least_decimals = 4;
/** What floating-point numbers have for sure. */
const sure_digits = 15;
const least_plain = 1e-4;
/** Seconds since 1970, which dates of JavaScript reach. */
const last_date = 8.6e12;

/**
 * @param {number} value
 * @returns {string} with all digits in front of the point, and nine digits that count at least; a dash for a gap
 */
export function formatValue(value) {
  if (Number.isNaN(value))
    return "–";
  if (Number.isSafeInteger(value))
    return String(value);
  const size = Math.abs(value);
  if (size < least_plain || size > Number.MAX_SAFE_INTEGER)
    return Number(value.toPrecision(least_digits)).toExponential();
  const whole = Math.floor(Math.log10(size)) + 1;
  const most_digits = Math.max(sure_digits, whole + 1);
  return String(Number(value.toPrecision(Math.max(least_digits, Math.min(whole + least_decimals, most_digits)))));
}

/**
 * @param {{words?: ?string[]}} series
 * @param {number} value of it
 * @returns {string} its word, where it has words
 */
export function valueText({ words }, value) {
  return words?.[value] ?? formatValue(value);
}

/**
 * @param {number} value
 * @param {number} span of the range that it is an edge of
 * @returns {number} rounded to a hundredth of it at most, for people to go on with
 */
export function roundedEdge(value, span) {
  const decimals = Math.ceil(2 - Math.log10(span));
  if (decimals > 0)
    return Number(value.toFixed(Math.min(decimals, 100)));
  return Number.isFinite(decimals) ? Math.round(value * 10 ** decimals) / 10 ** decimals : value;
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
 * @returns {string} as "850 ms", "2.5 s", "3 min", "2.0 h", "7.0 d"
 */
export function duration(seconds) {
  const length = Math.abs(seconds);
  if (length < 0.9995)
    return `${Math.round(seconds * 1000)} ms`;
  if (length < 59.5)
    return `${Number(seconds.toPrecision(2))} s`;
  if (length < 59.5 * 60)
    return `${Math.round(seconds / 60)} min`;
  return length < 23.95 * 3600 ? `${(seconds / 3600).toFixed(1)} h` : `${(seconds / 86_400).toFixed(1)} d`;
}

/**
 * @param {number} seconds Unix seconds
 * @param {number} span how many seconds are seen with it: the fewer, the more digits
 * @param {"local" | "utc"} zone
 * @param {number} now Unix seconds
 * @returns {string} the time of day; with the date, if it is of another day; with a Z where it is UTC; just
 *     the number where no calendar reaches
 */
export function clock(seconds, span = 60, zone = "local", now = Date.now() / 1000) {
  if (!(Math.abs(seconds) < last_date))
    return `${formatValue(seconds)} s`;
  const [date, time] = dateAndTime(seconds, span, zone);
  return date === wordsOf(Math.floor(now), zone)[0] ? time : `${date} ${time}`;
}

/** As clock(), always with the date. */
export function datedClock(seconds, span, zone) {
  return Math.abs(seconds) < last_date ? dateAndTime(seconds, span, zone).join(" ") : clock(seconds, span, zone);
}

function dateAndTime(seconds, span, zone) {
  const digits = span >= 60 ? 0 : span >= 1 ? 3 : 6;
  const rounded = Math.round(seconds * 10 ** digits);
  const whole = Math.floor(rounded / 10 ** digits);
  const [date, time] = wordsOf(whole, zone);
  const fraction = digits === 0 ? "" : `.${String(rounded - whole * 10 ** digits).padStart(digits, "0")}`;
  return [date, `${time}${fraction}${zone === "utc" ? "Z" : ""}`];
}

/** Date and time of day of a whole second. */
function wordsOf(seconds, zone) {
  const date = new Date(seconds * 1000);
  const offset = zone === "utc" ? 0 : date.getTimezoneOffset() * 60_000;
  const text = new Date(date.getTime() - offset).toISOString();
  return [text.slice(0, -14), text.slice(-13, -5)];
}
