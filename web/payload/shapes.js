// SPDX-License-Identifier: MIT

import { isAlone, isNumberOrNull, isPair, isRow, isTable, mayBeTime, namesOf } from "./forms.js";
import { parsePointer, valueAt } from "./json.js";
import { levelIn } from "../data/level.js";
import { numberOf } from "./number.js";
import { Sweeps } from "./sweeps.js";
import { Texts, hasLogText } from "./texts.js";
import { isNear, secondsOf } from "./time.js";
import { timeNameIn } from "./time_name.js";
import { least_samples, stepBeside } from "../data/waveforms.js";

/** Longer arrays are samples of a waveform, shorter ones have a series for each of their elements. */
export const longest_vector = 16;
/** Of so many it is known when the last samples came. */
const most_waveforms = 10_000;
/** What is deeper inside of objects and arrays is passed over. */
const deepest = 8;

/** A text alone that may be a state. */
const lone_word = /^\p{L}[\p{L}\p{N}_-]*$/u;

/**
 * The points of a value of JSON:
 *
 * - `{"t": time, "a": 1, "b": {"c": true}}`: each number is a series, named by its path (`b/c`). Texts that are numbers
 *   are numbers; other texts are states, or a line of a log (see Texts), and booleans are states. The time is that of
 *   t, time, ts or timestamp (see timeName()), or of x where y is there and x is near now, else the arrival; an object
 *   inside may have its own;
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
 * null, NaN and infinite values are gaps. A text alone is a state if it is a word, else a line.
 */
export class Shapes {
  #fields;
  #handlers;
  #texts = new Texts();
  #lastArrivals = new Map();
  #sweeps = new Sweeps();
  /** Of the message at hand: the objects around what is being looked at, the innermost one last. */
  #around = [];
  /** Of the message at hand: its topic, when it came, whether it has one series, and whether it had a point or text. */
  #topic = "";
  #arrived = 0;
  #alone = false;
  /** Whether it has an x beside y that is not a time. */
  #hasX = false;
  #found = false;

  /**
   * @param {import("./codec.js").Fields} fields
   * @param {import("./codec.js").Handlers} handlers
   */
  constructor(fields, handlers) {
    this.#fields = {
      x: fields.x && parsePointer(fields.x),
      y: fields.y.map((text) => ({ text, path: parsePointer(text) })),
    };
    this.#handlers = handlers;
  }

  /**
   * @param {unknown} value
   * @param {string} topic "" for none
   * @param {number} arrived Unix seconds
   * @returns {boolean} whether there was a point, a state or a line in it
   */
  take(value, topic, arrived) {
    this.#begin(topic, arrived);
    if (this.#fields.y.length > 0)
      this.#takeFields(value, arrived);
    else if (Array.isArray(value))
      this.#takeArray(value, arrived);
    else if (typeof value === "object" && value !== null)
      this.#takeObject(value, arrived);
    else if (typeof value === "string" && numberOf(value) === undefined)
      this.#takeText(value);
    else if (value !== null)
      this.#value("", arrived, value);
    return this.#found;
  }

  /** As take(), of a text that is a whole message. @param {string} text */
  takeText(text, topic, arrived) {
    this.#begin(topic, arrived);
    if (this.#fields.y.length === 0)
      this.#takeText(text);
    return this.#found;
  }

  #begin(topic, arrived) {
    this.#topic = topic;
    this.#arrived = arrived;
    this.#alone = true;
    this.#hasX = false;
    this.#found = false;
  }

  #takeText(text) {
    if (lone_word.test(text))
      this.#state("", this.#arrived, text);
    if (!this.#found && /[\p{L}\p{N}]/u.test(text))
      this.#line(this.#arrived, levelIn(text), text);
  }

  /** What a path has, which is not an object or array; "" is the whole payload. */
  #value(path, x, value) {
    if (typeof value === "boolean")
      return this.#state(path, x, value);
    const y = numberOf(value);
    if (y !== undefined)
      this.#point(path, x, y);
    else if (typeof value === "string")
      this.#texts.add(path, x, value);
  }

  #point(path, x, y) {
    this.#found = true;
    this.#handlers.point(this.#name(path), x, y, this.#arrived);
  }

  /** A word beside a lone number has a name of its own. */
  #state(path, x, value) {
    const name = this.#name(path, this.#alone && typeof value === "boolean");
    this.#found = this.#handlers.state(name, x, value, this.#arrived) || this.#found;
  }

  #line(time, level, text) {
    this.#found = true;
    this.#handlers.line({ time, topic: this.#topic, level, text }, this.#arrived);
  }

  /** The texts that were found in an object, whose level may be a number. */
  #flush(level = undefined) {
    if (this.#texts.isEmpty)
      return;
    const { line, states } = this.#texts.take(level);
    if (line !== null)
      this.#line(line.time, line.level, line.text);
    states.forEach(({ path, time, text }) => this.#state(path, time, text));
  }

  #name(path, alone = this.#alone) {
    if (path === "")
      return this.#topic || "value";
    if (this.#topic === "")
      return path;
    return alone || (path === "y" && !this.#hasX) ? this.#topic : `${this.#topic} ${path}`;
  }

  #takeFields(value, arrived) {
    const { time } = this.#timeOf(value, arrived);
    this.#alone = this.#fields.y.length === 1;
    for (const { text, path } of this.#fields.y) {
      const found = valueAt(value, path);
      if (typeof found === "string" && numberOf(found) === undefined)
        this.#state(text, time, found);
      else
        this.#value(text, time, found);
    }
  }

  #takeObject(object, arrived) {
    const { time, member } = this.#timeOf(object, arrived);
    this.#alone = isAlone(object, member);
    this.#hasX = member !== "x" && object.x !== undefined;
    const isLog = typeof object.level === "number" && hasLogText(object);
    this.#members(object, "", time, arrived, member, 1, isLog ? "level" : undefined);
    this.#flush(object.level);
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
      this.#value(path, time, value);
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
      return this.#value("", secondsOf(values[0]) ?? arrived, values[1]);
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
    pairs.forEach(([x, y]) => this.#value("", secondsOf(x) ?? arrived, y));
    this.#handlers.waveform(this.#name(""), null);
  }

  /** A time, and a value for each of the columns after it. */
  #row(row, arrived) {
    this.#alone = row.length === 2;
    const time = secondsOf(row[0]) ?? arrived;
    for (let i = 1; i < row.length; ++i)
      this.#value(String(i), time, row[i]);
  }

  #takeObjects(objects, arrived) {
    if (objects.every((object) => this.#timeOf(object, arrived).member !== undefined))
      return objects.forEach((object) => this.#takeObject(object, arrived));
    const { names, label } = namesOf(objects);
    this.#alone = false;
    objects.forEach((object, i) => this.#inside(object, names[i], arrived, arrived, 1, label));
    this.#flush();
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
      this.#handlers.waveform(this.#name(path), { values: numbers, step: stepBeside(this.#around), x });
  }

  /** The time of an object, and the member that it is from, if it is from one. */
  #timeOf(object, arrived) {
    if (typeof object !== "object" || object === null)
      return { time: arrived };
    const member = this.#fields.x ? undefined : timeNameIn(object, this.#fields.y.length > 0);
    const given = this.#fields.x ? valueAt(object, this.#fields.x) : member && object[member];
    const time = secondsOf(given);
    if (member === "x" && !isNear(time, arrived))
      return { time: arrived };
    if (time === null && mayBeTime(given))
      this.#handlers.strangeTime();
    return time === null ? { time: arrived } : { time, member };
  }
}
