// SPDX-License-Identifier: MIT

const prefixes = { 3: " k", 6: " M", 9: " G", 12: " T" };
/** Floating-point numbers cannot tell ticks apart that are closer than this part of their size. */
const least_part = 2 ** -50;
const least_step = 1e-300;
/** One tick alone does not tell how large a step is. */
const least_ticks = 2;
/** How many times as many there may be, to have so many: the fewer, the less they are over each other. */
const denser = [1, 1.5, 2, 2.5];

/**
 * Round values along an axis, with labels that have all digits of theirs: no two are the same.
 *
 * @param {{min: number, max: number, log: boolean}} axis
 * @param {number} room how many labels there should be, about
 * @returns {[number, string][]} ascending
 */
export function valueTicks({ min, max, log }, room) {
  if (!(min < max) || !Number.isFinite(max - min))
    return [];
  if (log && min > 0 && Math.log10(max / min) >= 2)
    return powers(min, max, room);
  let ticks = [];
  for (let i = 0; i < denser.length && ticks.length < least_ticks; ++i)
    ticks = multiples(min, max, room * denser[i]);
  return ticks;
}

/**
 * Multiples of one, two or five times a power of ten.
 * @returns {[number, string][]}
 */
function multiples(min, max, room) {
  const largest = Math.max(Math.abs(min), Math.abs(max));
  const [size, exponent] = stepOf(Math.max((max - min) / room, largest * least_part, least_step));
  const scaled = unitOf(largest, exponent);
  /** @type {[number, string][]} */
  const ticks = [];
  // Where the quotient is rounded, the first one may be before the axis, or one more.
  for (let n = size * (Math.floor(min / (size * 10 ** exponent)) - 1); ; n += size) {
    const value = valueOf(n, exponent);
    if (value > max)
      return ticks;
    if (value >= min)
      ticks.push([value, label(n, exponent, scaled)]);
  }
}

/**
 * Powers of ten; where there is room, two and five times as much too.
 * @returns {[number, string][]}
 */
function powers(min, max, room) {
  const [first, last] = [Math.floor(Math.log10(min)), Math.floor(Math.log10(max))];
  const stride = Math.max(1, Math.ceil((last - first) / room));
  const sizes = 3 * (last - first) <= 1.5 * room ? [1, 2, 5] : [1];
  /** @type {[number, string][]} */
  const ticks = [];
  for (let exponent = Math.ceil(first / stride) * stride; exponent <= last; exponent += stride) {
    for (const size of sizes) {
      const value = valueOf(size, exponent);
      if (value >= min && value <= max)
        ticks.push([value, label(size, exponent, unitOf(value, exponent))]);
    }
  }
  return ticks;
}

/** @returns {[number, number]} a size and a power of ten, near to a raw step */
function stepOf(raw) {
  const exponent = Math.floor(Math.log10(raw));
  const part = raw / 10 ** exponent;
  if (part >= 7.5)
    return [1, exponent + 1];
  return [part < 1.5 ? 1 : part < 3 ? 2 : 5, exponent];
}

/** The number that is nearest to n times a power of ten; a product would be rounded twice. */
function valueOf(n, exponent) {
  return Number(`${n}e${exponent}`);
}

/**
 * A unit that makes numbers of a size shorter, though it leaves them all digits.
 * @returns {{power: number, suffix: string}}
 */
function unitOf(largest, exponent) {
  const magnitude = Math.floor(Math.log10(largest));
  if (magnitude >= 15 || magnitude < -4)
    return { power: magnitude, suffix: `e${magnitude < 0 ? "" : "+"}${magnitude}` };
  const power = 3 * Math.floor(magnitude / 3);
  const suffix = magnitude >= 5 ? prefixes[power] : "";
  const isShorter = lengthOf(magnitude - power, exponent - power) + suffix.length <= lengthOf(magnitude, exponent);
  return suffix !== "" && isShorter ? { power, suffix } : { power: 0, suffix: "" };
}

/** Characters of a number whose first and last digits are at these powers of ten. */
function lengthOf(first, last) {
  return first + 1 + (last < 0 ? 1 - last : 0);
}

function label(n, exponent, { power, suffix }) {
  return n === 0 ? "0" : `${decimal(n, exponent - power)}${suffix}`;
}

/** n times a power of ten, in digits. */
function decimal(n, exponent) {
  const digits = String(Math.abs(n));
  const sign = n < 0 ? "-" : "";
  if (exponent >= 0)
    return `${sign}${digits}${"0".repeat(exponent)}`;
  const padded = digits.padStart(1 - exponent, "0");
  return `${sign}${padded.slice(0, exponent)}.${padded.slice(exponent)}`;
}
