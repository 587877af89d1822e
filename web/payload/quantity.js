// SPDX-License-Identifier: MIT

import { numberOfText } from "./number.js";

/**
 * Units that are common in measurements, and what they are multiples of: [base, factor]. libcommon/text/unit.cpp has
 * the same.
 * @type {Map<string, [string, number]>}
 */
const units = new Map(Object.entries(/** @type {Record<string, [string, number]>} */ ({
  "%": ["%", 1], "‰": ["%", 0.1], ppm: ["%", 1e-4], "°": ["°", 1], "°C": ["°C", 1], C: ["°C", 1], "°F": ["°F", 1],
  F: ["°F", 1], K: ["K", 1], sec: ["s", 1], min: ["s", 60], h: ["s", 3600], rpm: ["rpm", 1], RPM: ["rpm", 1],
  psi: ["Pa", 6894.757293168], dB: ["dB", 1], dBm: ["dBm", 1], "km/h": ["m/s", 1 / 3.6],
})));

/**
 * Those that have prefixes.
 * @type {Map<string, [string, number]>}
 */
const scaled = new Map(Object.entries(/** @type {Record<string, [string, number]>} */ ({
  s: ["s", 1], Hz: ["Hz", 1], m: ["m", 1], g: ["g", 1], l: ["l", 1], L: ["l", 1], V: ["V", 1], A: ["A", 1], W: ["W", 1],
  VA: ["VA", 1], Wh: ["Wh", 1], Ah: ["Ah", 1], J: ["J", 1], N: ["N", 1], Pa: ["Pa", 1], bar: ["Pa", 1e5], "Ω": ["Ω", 1],
  Ohm: ["Ω", 1], lx: ["lx", 1], lm: ["lm", 1], "m/s": ["m/s", 1], B: ["B", 1], b: ["bit", 1], bit: ["bit", 1],
  "B/s": ["B/s", 1], "b/s": ["bit/s", 1], "bit/s": ["bit/s", 1], bps: ["bit/s", 1],
})));

/** @type {[string, number][]} */
const prefixes = [
  ["Ki", 2 ** 10], ["Mi", 2 ** 20], ["Gi", 2 ** 30], ["Ti", 2 ** 40], ["k", 1e3], ["K", 1e3], ["M", 1e6], ["G", 1e9],
  ["T", 1e12], ["h", 100], ["d", 0.1], ["c", 1e-2], ["m", 1e-3], ["u", 1e-6], ["µ", 1e-6], ["μ", 1e-6], ["n", 1e-9],
];

const measured = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?) ?(\D.*)$/i;

/**
 * A number with a unit, with a blank between or none: `21.5 C`, `350ms`, `45%`, `1.5GiB`.
 * @param {string} text
 * @returns {?{value: number, unit: string}} the value in the unit without a prefix, so that `350ms` and `1.2s` of a
 *     series have one scale; null for other text
 */
export function quantityOf(text) {
  const found = measured.exec(text);
  const number = found ? numberOfText(found[1]) : undefined;
  const measure = number === undefined ? null : measureOf(found[2]);
  return measure && { value: times(number, measure[1]), unit: measure[0] };
}

/** 350 times 1e-3 is 0.35000000000000003, which 350 divided by 1000 is not. */
function times(number, factor) {
  return factor < 1 ? number / Number((1 / factor).toPrecision(12)) : number * factor;
}

/** @returns {?[string, number]} */
function measureOf(unit) {
  const plain = units.get(unit) ?? scaled.get(unit);
  if (plain)
    return plain;
  for (const [prefix, factor] of prefixes) {
    const base = unit.startsWith(prefix) ? scaled.get(unit.slice(prefix.length)) : undefined;
    if (base)
      return [base[0], base[1] * factor];
  }
  return null;
}
