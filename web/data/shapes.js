// SPDX-License-Identifier: MIT

import { parsePointer, valueAt } from "./json.js";
import { numberOf } from "./number.js";
import { Sweeps } from "./sweeps.js";
import { isNear, secondsOf } from "./time.js";
import { timeName } from "./time_name.js";
import { least_samples, stepBeside } from "./waveforms.js";

/** Longer arrays are samples of a waveform, shorter ones have a series for each of their elements. */
export const longest_vector = 16;
/** Of so many it is known when the last samples came. */
const most_waveforms = 10_000;
/** What is deeper inside of objects and arrays is passed over. */
const deepest = 8;

/** Members by whose text an object in an array is told from the others, the first one that is there. */
const labels = ["name", "id", "key", "label", "host", "device", "sensor", "channel", "topic"];

/**
 * The points of a value of JSON:
 *
 * - `{"t": time, "a": 1, "b": {"c": true}}`: each number is a series, named by its path (`b/c`). Booleans are 0 and 1,
 *   texts that are numbers are numbers. The time is that of t, time, ts or timestamp (see timeName()), or of x where y
 *   is there and x is near now, else the arrival; an object inside may have its own;
 * - arrays in objects: up to 16 numbers are a series each (`b/0`), more are samples, as below. Objects are told apart
 *   by a name in them, or by their place (`cpus/cpu0/load`);
 * - `[time, value]`, and `[[time, value], ...]`; what can be no times are sweeps (see Sweeps), and samples, as below;
 * - `[time, a, b, c]`, and rows of them: a series for each column from 1 on, where the first one is near now;
 * - `[[time, time, ...], [a, a, ...], ...]`: the same in columns;
 * - `[{...}, {...}]`: objects that have a time each are messages of their own;
 * - `[value, ...]` of any other length: samples, spread evenly over the time since the message before; 64 or more
 *   are a waveform, too;
 * - `value`.
 *
 * null, NaN and infinite values are gaps.
 */
export class Shapes {
  #fields;
  #onPoint;
  #onStrangeTime;
  #onWaveform;
  #lastArrivals = new Map();
  #sweeps = new Sweeps();
  /** Of the message at hand: the objects around what is being looked at, the innermost one last. */
  #around = [];
  /** Of the message at hand: its topic, when it came, whether it has one series, and whether it had a point. */
  #topic = "";
  #arrived = 0;
  #alone = false;
  /** Whether it has an x beside y that is no time. */
  #hasX = false;
  #found = false;

  /**
   * @param {import("./codec.js").Fields} fields
   * @param {(name: string, x: number, y: number, arrived: number) => void} onPoint see Codec
   * @param {() => void} onStrangeTime
   * @param {import("./codec.js").OnWaveform} onWaveform
   */
  constructor(fields, onPoint, onStrangeTime, onWaveform) {
    this.#fields = {
      x: fields.x && parsePointer(fields.x),
      y: fields.y.map((text) => ({ text, path: parsePointer(text) })),
    };
    this.#onPoint = onPoint;
    this.#onStrangeTime = onStrangeTime;
    this.#onWaveform = onWaveform;
  }

  /**
   * @param {unknown} value
   * @param {string} topic "" for none
   * @param {number} arrived Unix seconds
   * @returns {boolean} whether there was a point in it
   */
  take(value, topic, arrived) {
    this.#topic = topic;
    this.#arrived = arrived;
    this.#alone = true;
    this.#hasX = false;
    this.#found = false;
    if (this.#fields.y.length > 0)
      this.#takeFields(value, arrived);
    else if (Array.isArray(value))
      this.#takeArray(value, arrived);
    else if (typeof value === "object" && value !== null)
      this.#takeObject(value, arrived);
    else if (value !== null)
      this.#point("", arrived, numberOf(value));
    return this.#found;
  }

  /** A point of the series of a path; "" is the whole payload. */
  #point(path, x, y) {
    if (y === undefined)
      return;
    this.#found = true;
    this.#onPoint(this.#name(path), x, y, this.#arrived);
  }

  #name(path) {
    if (path === "")
      return this.#topic || "value";
    if (this.#topic === "")
      return path;
    return this.#alone || (path === "y" && !this.#hasX) ? this.#topic : `${this.#topic} ${path}`;
  }

  #takeFields(value, arrived) {
    const { time } = this.#timeOf(value, arrived);
    this.#alone = this.#fields.y.length === 1;
    for (const { text, path } of this.#fields.y)
      this.#point(text, time, numberOf(valueAt(value, path)));
  }

  #takeObject(object, arrived) {
    const { time, member } = this.#timeOf(object, arrived);
    this.#alone = isAlone(object, member);
    this.#hasX = member !== "x" && object.x !== undefined;
    this.#members(object, "", time, arrived, member, 1);
  }

  #members(object, prefix, time, arrived, member, depth, label = undefined) {
    this.#around.push(object);
    for (const name in object) {
      if (name !== member && name !== label)
        this.#inside(object[name], prefix + name, time, arrived, depth);
    }
    this.#around.pop();
  }

  /** What stands under a path: a number, or more of them deeper inside. */
  #inside(value, path, time, arrived, depth, label = undefined) {
    if (typeof value !== "object" || value === null)
      this.#point(path, time, numberOf(value));
    else if (depth > deepest)
      return;
    else if (Array.isArray(value))
      this.#elements(value, path, time, arrived, depth);
    else {
      const own = this.#fields.x ? { time } : this.#timeOf(value, arrived);
      this.#members(value, `${path}/`, own.member ? own.time : time, arrived, own.member, depth + 1, label);
    }
  }

  #elements(values, path, time, arrived, depth) {
    if (values.length > longest_vector && values.every(isNumberOrNull))
      return this.#samples(values, path, time, arrived);
    const { names, label } = namesOf(values);
    values.forEach((value, i) => this.#inside(value, `${path}/${names[i]}`, time, arrived, depth + 1, label));
  }

  #takeArray(values, arrived) {
    if (isPair(values))
      return this.#point("", secondsOf(values[0]) ?? arrived, numberOf(values[1]));
    if (values.length === 0)
      return;
    if (values.every(Array.isArray))
      return this.#takeRows(values, arrived);
    if (values.every((value) => typeof value === "object" && value !== null && !Array.isArray(value)))
      return this.#takeObjects(values, arrived);
    if (isRow(values, arrived))
      return this.#row(values, arrived);
    if (values.every(isNumberOrNull))
      this.#samples(values, "", arrived, arrived);
  }

  #takeRows(rows, arrived) {
    if (isTable(rows, arrived))
      rows = rows[0].map((_, i) => rows.map((column) => column[i]));
    if (rows.every(isPair))
      this.#takePairs(rows, arrived);
    else if (rows.every((row) => isRow(row, arrived)))
      rows.forEach((row) => this.#row(row, arrived));
  }

  #takePairs(pairs, arrived) {
    const x = this.#sweeps.xOf(pairs, this.#topic, arrived);
    if (x !== null)
      return this.#samples(pairs.map(([, y]) => y), "", arrived, arrived, x);
    pairs.forEach(([x, y]) => this.#point("", secondsOf(x) ?? arrived, numberOf(y)));
    this.#onWaveform(this.#name(""), null);
  }

  /** A time, and a value for each of the columns after it. */
  #row(row, arrived) {
    this.#alone = row.length === 2;
    const time = secondsOf(row[0]) ?? arrived;
    for (let i = 1; i < row.length; ++i)
      this.#point(String(i), time, numberOf(row[i]));
  }

  #takeObjects(objects, arrived) {
    if (objects.every((object) => this.#timeOf(object, arrived).member !== undefined))
      return objects.forEach((object) => this.#takeObject(object, arrived));
    const { names, label } = namesOf(objects);
    this.#alone = false;
    objects.forEach((object, i) => this.#inside(object, names[i], arrived, arrived, 1, label));
  }

  /** Spread evenly up to `time`, over what has passed since the last ones of the same path. */
  #samples(values, path, time, arrived, x = null) {
    const key = `${this.#topic}\0${path}`;
    const before = this.#lastArrivals.get(key) ?? time - 1;
    if (this.#lastArrivals.size >= most_waveforms)
      this.#lastArrivals.clear();
    this.#lastArrivals.set(key, time);
    const step = Math.max(0, time - before) / values.length;
    const numbers = Float64Array.from(values, numberOf);
    numbers.forEach((y, i) => this.#point(path, time - (values.length - 1 - i) * step, y));
    if (x !== null || numbers.length >= least_samples)
      this.#onWaveform(this.#name(path), { values: numbers, step: stepBeside(this.#around), x });
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
    const given = this.#fields.x ? valueAt(object, this.#fields.x) : object[member];
    const time = secondsOf(given);
    if (member === "x" && !isNear(time, arrived))
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

function isNumberOrNull(value) {
  return typeof value === "number" || value === null;
}

function isPair(values) {
  return values.length === 2 && secondsOf(values[0]) !== null && numberOf(values[1]) !== undefined;
}

/** A date, or a number that is a time near now. */
function isTime(value, arrived) {
  return typeof value === "string" && numberOf(value) === undefined ? secondsOf(value) !== null
    : isNear(secondsOf(value), arrived);
}

/** A time, and numbers that are not all such times. */
function isRow(values, arrived) {
  return values.length >= 2 && isTime(values[0], arrived)
    && values.slice(1).every((value) => numberOf(value) !== undefined)
    && !values.slice(1).every((value) => isNear(value, arrived));
}

/** Columns of one length, the first one of times, and not such a time at the start of each. */
function isTable(columns, arrived) {
  const [first, ...others] = columns;
  return others.length > 0 && first.length > 0 && first.every((value) => isTime(value, arrived))
    && others.every((column) => column.length === first.length && !isNear(secondsOf(column[0]), arrived));
}

/** Whether an object has one number besides its time, in itself. */
function isAlone(object, member) {
  let numbers = 0;
  for (const name in object) {
    const value = object[name];
    if (name === member || (typeof value === "string" && numberOf(value) === undefined))
      continue;
    numbers += typeof value === "object" && value !== null ? 2 : 1;
  }
  return numbers === 1;
}

/**
 * What elements of an array are called: by a name in each where they have different ones, else by their places.
 * @returns {{names: string[], label?: string}} and the member that has the names
 */
function namesOf(values) {
  const label = labels.find((name) => values.every((value) => mayBeTime(value?.[name])));
  const names = label === undefined ? [] : values.map((value) => String(value[label]));
  return new Set(names).size === values.length ? { names, label } : { names: values.map((_, i) => String(i)) };
}
