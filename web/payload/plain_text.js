// SPDX-License-Identifier: MIT

import { readJson } from "./json.js";
import { numberOfText } from "./number.js";
import { readPython } from "./python.js";
import { quantityOf } from "./quantity.js";
import { cellOf, isTimeWord, readTable, separatorIn } from "./table.js";
import { isNear, secondsOf } from "./time.js";
import { least_samples } from "../data/waveforms.js";

const key = /[\s,;]*(?:\|(?=\s)[\s,;]*)?([A-Za-z_][\w./[\]-]*)\s?[=:]\s*/y;
const quoted = /"((?:[^"\\]|\\.)*)"/y;
const word = /[^\s,;"]+/y;
const rest = /[\s,;]*$/y;
const unit_after = / ([^\s,;"=:\d]+)(?=[\s,;]|$)/y;

// measurement,tag=value field=1,other=2i 1763870400000000000
const influx = /^((?:[^\s\\]|\\.)+) ((?:[\w.%-]|\\.)+=(?:[^"]|"(?:[^"\\]|\\.)*")*?)(?: (-?\d{1,19}))?$/;
const clock = /^\d\d?:\d\d/;
const time_of_day = /^\d\d?:\d\d(?::\d\d(?:[.,]\d+)?)?$/;
const influx_field = /((?:[\w.%-]|\\.)+)=("(?:[^"\\]|\\.)*"|[^\s,"]+)(?:,|$)/y;

/**
 * Text that is not JSON, as a value of JSON that has the same points:
 *
 * - `temp 21.5`, `temp: 21.5`, `cpu {"load":1}`: a topic and what is of it, with a blank between; dates and times of
 *   day are no topics. `temp 21.5 1763870400` is a topic, a value and its time;
 * - `+21.5`, `21.5 C`: a number, which may have a unit;
 * - `1763870400,1.5,2.5`: numbers with commas, semicolons, tabs or blanks between them: an array where the first is a
 *   time, else an object of columns from 0 on. Two with a blank between are a topic and a value, unless the first is a
 *   time; 64 or more are samples;
 * - `a=1 b:2`, `temp=21.5 C`, `a: 1 | b: 2`, logfmt: pairs, an object. The name of a value with a unit has that in
 *   brackets. Without a number they are pairs with `=` after no topic (`state=RUNNING`). They may be on lines of their
 *   own, or on one line after their time (`2025-11-23 04:00:00 temp=21.5`);
 * - a line of names and lines of numbers, with the same separator (see readTable());
 * - `weather,city=Oslo temp=21.5,on=t 1763870400000000000`: the line protocol of InfluxDB, an object with `time`.
 *
 * @param {string} text
 * @param {string} topic of its message; "" for none
 * @param {number} arrived Unix seconds
 * @param {boolean} [needsNumber] of pairs
 * @returns {?{value: unknown, topic: string}} null where it is none of these
 */
export function readPlain(text, topic, arrived, needsNumber = false) {
  const line = text.trim();
  if (line === "")
    return null;
  if (line.includes("\n")) {
    const value = readPairs(line, true) ?? readTable(line.split("\n"));
    return value && { value, topic };
  }
  const value = numberOfText(line) ?? readMeasured(line) ?? readPairs(line, needsNumber) ?? readTimed(line, arrived)
    ?? readColumns(line, topic, arrived);
  return value === null ? readInflux(line, topic) ?? readAfterTopic(line, topic, arrived) : { value, topic };
}

function readMeasured(line) {
  const found = quantityOf(line);
  return found && { [`value (${found.unit})`]: found.value };
}

function match(pattern, text, at) {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** An object whose members may have any name, `__proto__` too. @returns {Record<string, unknown>} */
function noMembers() {
  return Object.create(null);
}

/** Pairs from the start to the end, and at least one of them with a number, or all with `=`. */
function readPairs(line, needsNumber) {
  const value = noMembers();
  let [at, numbers, isStrict] = [0, 0, !needsNumber];
  while (match(rest, line, at) === null) {
    const name = match(key, line, at);
    if (name === null)
      return null;
    at += name[0].length;
    isStrict &&= name[0].includes("=");
    const text = match(quoted, line, at) ?? match(word, line, at);
    if (text === null)
      return null;
    at += text[0].length;
    const unit = match(unit_after, line, at);
    const quantity = quantityOf(text[0] + (unit ? unit[1] : "")) ?? quantityOf(text[0]);
    if (unit && quantity && quantityOf(text[0]) === null)
      at += unit[0].length;
    const found = quantity ? quantity.value : scalarOf(text[1] === undefined ? text[0] : unescaped(text[1]));
    value[quantity ? `${name[1]} (${quantity.unit})` : name[1]] = found;
    numbers += typeof found === "number" ? 1 : 0;
  }
  return numbers > 0 || isStrict ? value : null;
}

/** Pairs or an object after a time, which is one word or two. A time of day without its date says nothing. */
function readTimed(line, arrived) {
  const [first] = line.split(" ", 1);
  if (time_of_day.test(first))
    return readPairs(line.slice(first.length), true);
  for (const words of [1, 2]) {
    const time = line.split(" ", words).join(" ");
    const rest = line.slice(time.length).trim();
    const value = isTimeWord(time, arrived) ? readAfterTime(time, rest) : null;
    if (value !== null)
      return value;
  }
  return null;
}

function readAfterTime(time, rest) {
  if (rest.startsWith("{"))
    return readJson(`{"time":"${time}",${rest.slice(1)}`) ?? null;
  const pairs = readPairs(rest, true);
  return pairs && Object.assign(noMembers(), { time }, pairs);
}

function scalarOf(text) {
  if (/^(true|false)$/i.test(text))
    return text.toLowerCase() === "true";
  return numberOfText(text) ?? text;
}

function readColumns(line, topic, arrived) {
  const separator = separatorIn(line);
  const cells = separator === " " ? line.split(/ +/) : line.split(separator);
  const values = cells.map((cell, i) => cellOf(cell.trim(), separator, i === 0));
  if (values.length < 2 || values.includes(undefined) || !values.some((value) => value !== null))
    return null;
  const timed = typeof values[0] === "string" || isNear(secondsOf(values[0]), arrived);
  if (!timed && separator === " " && values.length === 2) {
    if (topic === "")
      return null;
    if (isNear(secondsOf(values[1]), arrived))
      return values.reverse(); // as Graphite has them
  }
  return timed || values.length >= least_samples ? values : Object.assign({}, values);
}

function readInflux(line, topic) {
  const found = influx.exec(line);
  if (!found || isMoment(found[1]))
    return null;
  const value = noMembers();
  if (found[3] !== undefined)
    value.time = Number(found[3]);
  let at = 0;
  for (let field = match(influx_field, found[2], at); field !== null; field = match(influx_field, found[2], at)) {
    value[unescaped(field[1])] = influxValue(field[2]);
    at += field[0].length;
  }
  const name = unescaped(found[1]);
  return at === found[2].length ? { value, topic: topic === "" ? name : `${topic} ${name}` } : null;
}

function influxValue(text) {
  if (/^(t|true|f|false)$/i.test(text))
    return /^t/i.test(text);
  return text.startsWith('"') ? text.slice(1, -1) : numberOfText(text.replace(/[iu]$/, "")) ?? text;
}

function unescaped(text) {
  return text.replace(/\\(.)/g, "$1");
}

/** A date or a time of day, which is not the name of something. */
function isMoment(word) {
  return clock.test(word) || (numberOfText(word) === undefined && isTimeWord(word, 0));
}

function readAfterTopic(line, topic, arrived) {
  const blank = line.indexOf(" ");
  if (topic !== "" || blank <= 0 || isMoment(line.slice(0, blank)))
    return null;
  const name = line.slice(0, blank).replace(/(?!^)[:=]$/, "");
  const after = line.slice(blank + 1).trim();
  const json = readJson(after);
  const value = json === undefined ? readPython(after) : json;
  if (value !== undefined)
    return { value, topic: name };
  return /^[{["]/.test(after) ? null : readPlain(after, name, arrived, true);
}
