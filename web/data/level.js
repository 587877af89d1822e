// SPDX-License-Identifier: MIT

/**
 * How grave a line of a log is; "" where it does not say.
 * @typedef {"error" | "warning" | "info" | "debug" | ""} Level
 */

/** @type {[RegExp, Level][]} */
const words = [
  [/^(emerg(ency)?|panic|alert|fatal|crit(ical)?|err(or)?|fail(ed|ure)?|severe|[ef])$/i, "error"],
  [/^(warn(ing)?|w)$/i, "warning"],
  [/^(info(rmation(al)?)?|notice|i)$/i, "info"],
  [/^(debug|trace|verbose|fine(r|st)?|[dt])$/i, "debug"],
];

/** Such a word in capitals anywhere; in other letters at the start, in brackets or with a colon after it; or a pair. */
const capitals = /\b(EMERG|ALERT|CRIT|FATAL|PANIC|SEVERE|ERR|ERROR|WARN|WARNING|NOTICE|INFO|DEBUG|TRACE|CRITICAL)\b/;
const at_start = /^(?:\[\s*([a-z]+)\s*\]|([a-z]+):)/i;
const pair = /\b(?:level|lvl|severity)=["']?([a-z]+)/i;

/**
 * @param {unknown} value a word such as `warn`; or a number: of syslog (RFC 5424, 0 to 7), or tens, where 30 is info
 * @returns {Level}
 */
export function levelOf(value) {
  if (typeof value === "string")
    return words.find(([pattern]) => pattern.test(value.trim()))?.[1] ?? "";
  if (typeof value !== "number")
    return "";
  if (value <= 7)
    return value <= 3 ? "error" : value === 4 ? "warning" : value <= 6 ? "info" : "debug";
  return value >= 50 ? "error" : value >= 40 ? "warning" : value >= 30 ? "info" : "debug";
}

/** @param {string} text a whole line @returns {Level} */
export function levelIn(text) {
  const start = at_start.exec(text);
  const atStart = start === null ? "" : levelOf(start[1] ?? start[2]);
  return atStart || levelOf(pair.exec(text)?.[1]) || levelOf(capitals.exec(text)?.[1]);
}
