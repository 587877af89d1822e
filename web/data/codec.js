// SPDX-License-Identifier: MIT

import { secondsOf } from "./time.js";
import { timeName } from "./time_name.js";

/** How far from now an x can be and still be a time: ten years. */
const near = 10 * 365 * 86_400; // seconds

/**
 * Where a person wants values to be taken from, as JSON pointers (RFC 6901); without, all numbers of objects count.
 * @typedef {{x: ?string, y: string[]}} Fields
 */

/**
 * Takes points out of payloads, whatever form they have:
 *
 * - `{"t": time, "a": 1, "b": 2}`: each numeric member is a series; the time is that of t, time, ts or timestamp (see
 *   timeName()), or of x where y is there and x is near now, else the arrival;
 * - `[time, value]`, and `[[time, value], ...]`;
 * - `[value, ...]` of any other length: spread evenly over the time since the message before;
 * - `value`;
 * - `topic` and one of these, with a blank between, in a message of one frame.
 *
 * null, NaN and infinite values are gaps.
 */
export class Codec {
  #fields;
  #onPoint;
  #onStrangeTime;
  #lastArrivals = new Map();

  /**
   * @param {Fields} fields
   * @param {(name: string, x: number, y: number) => void} onPoint is called with the series' name, the time in Unix
   *     seconds and the value, NaN for a gap
   * @param {() => void} [onStrangeTime] is called for each message that has a time that is not understood; it is shown
   *     at its arrival
   */
  constructor(fields, onPoint, onStrangeTime = () => {}) {
    this.#fields = {
      x: fields.x && parsePointer(fields.x),
      y: fields.y.map((text) => ({ text, path: parsePointer(text) })),
    };
    this.#onPoint = onPoint;
    this.#onStrangeTime = onStrangeTime;
  }

  /**
   * @param {?string} text a payload
   * @param {string} topic "" for none
   * @param {number} arrived Unix seconds
   * @returns {boolean} whether there was a point in it
   */
  take(text, topic, arrived) {
    if (text === null)
      return false;
    if (text.endsWith("\0"))
      text = text.slice(0, -1); // strings of C have one
    let value = parseLoose(text);
    if (value === undefined && topic === "" && !/^[{["]/.test(text)) {
      const blank = text.indexOf(" ");
      if (blank > 0) {
        topic = text.slice(0, blank);
        value = parseLoose(text.slice(blank + 1));
      }
    }
    if (this.#fields.y.length > 0)
      return this.#takeFields(value, topic, arrived);
    if (typeof value === "number")
      return this.#point(topic || "value", arrived, value);
    if (Array.isArray(value))
      return this.#takeArray(value, topic, arrived);
    return typeof value === "object" && value !== null && this.#takeObject(value, topic, arrived);
  }

  #point(name, x, y) {
    this.#onPoint(name, x, Number.isFinite(y) ? y : NaN);
    return true;
  }

  #takeArray(values, topic, arrived) {
    const name = topic || "value";
    if (isPair(values))
      return this.#point(name, secondsOf(values[0]) ?? arrived, values[1] ?? NaN);
    if (values.length > 0 && values.every((value) => Array.isArray(value) && isPair(value))) {
      for (const [x, y] of values)
        this.#point(name, secondsOf(x) ?? arrived, y ?? NaN);
      return true;
    }
    if (values.length === 0 || !values.every((value) => typeof value === "number" || value === null))
      return false;
    const before = this.#lastArrivals.get(topic) ?? arrived - 1;
    this.#lastArrivals.set(topic, arrived);
    const step = Math.max(0, arrived - before) / values.length;
    values.forEach((y, i) => this.#point(name, arrived - (values.length - 1 - i) * step, y ?? NaN));
    return true;
  }

  #takeObject(object, topic, arrived) {
    const { time, member } = this.#timeOf(object, arrived);
    const members = Object.keys(object).filter((name) => name !== member && isValue(object[name]));
    for (const name of members)
      this.#point(seriesName(topic, name, members.length === 1), time, object[name] ?? NaN);
    return members.length > 0;
  }

  #takeFields(value, topic, arrived) {
    const { time } = this.#timeOf(value, arrived);
    let found = false;
    for (const { text, path } of this.#fields.y) {
      const y = at(value, path);
      if (y === undefined || !isValue(y))
        continue;
      found = this.#point(seriesName(topic, text, this.#fields.y.length === 1), time, y ?? NaN);
    }
    return found;
  }

  /** Members that are neither numbers nor texts are not times; a chosen value stands for y. */
  #timeName(object) {
    const names = Object.keys(object).filter((name) => name === "y" || mayBeTime(object[name]));
    return timeName(this.#fields.y.length > 0 ? [...names, "y"] : names);
  }

  /** The time of an object, and the member that it is from, if it is from one. */
  #timeOf(object, arrived) {
    if (typeof object !== "object" || object === null)
      return { time: arrived };
    const member = this.#fields.x ? undefined : this.#timeName(object);
    const given = this.#fields.x ? at(object, this.#fields.x) : object[member];
    const time = secondsOf(given);
    if (member === "x" && (time === null || Math.abs(time - arrived) > near))
      return { time: arrived };
    if (time === null && mayBeTime(given))
      this.#onStrangeTime();
    return time === null ? { time: arrived } : { time, member };
  }
}

/** null is the value of a time that was not there. */
function mayBeTime(value) {
  return typeof value === "number" || typeof value === "string";
}

/** null stands for a value that was not there: a gap. */
function isValue(value) {
  return typeof value === "number" || value === null;
}

function isPair(values) {
  return values.length === 2 && secondsOf(values[0]) !== null && isValue(values[1]);
}

function seriesName(topic, member, isOnly) {
  if (topic === "")
    return member;
  return isOnly || member === "y" ? topic : `${topic} ${member}`;
}

/**
 * The value of JSON, in which NaN and infinities are null, in the spellings of Python, JavaScript, R and C (NaN,
 * Infinity, NA, inf, -nan, in any case).
 * @param {string} text
 * @returns {unknown} undefined for other text
 */
export function parseLoose(text) {
  try {
    return JSON.parse(text);
  } catch {
    if (!/na|inf/i.test(text))
      return undefined;
  }
  try {
    const words = /"(?:[^"\\]|\\.)*"|[A-Za-z+-]+/g;
    return JSON.parse(text.replace(words, (word) => (/^[+-]?(nan|inf|infinity|na)$/i.test(word) ? "null" : word)));
  } catch {
    return undefined;
  }
}

/** The parts of a JSON pointer; a missing slash in front is forgiven. */
function parsePointer(text) {
  const parts = text.replace(/^\//, "").split("/");
  return parts.map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
}

function at(value, path) {
  for (const part of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, part))
      return undefined;
    value = value[part];
  }
  return value;
}
