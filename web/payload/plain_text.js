// SPDX-License-Identifier: MIT

import { readJson } from "./json.js";
import { numberOfText } from "./number.js";
import { quantityOf } from "./quantity.js";
import { longest_vector } from "./shapes.js";
import { isNear, secondsOf } from "./time.js";

const key = /[\s,;]*([A-Za-z_][\w./[\]-]*)\s?[=:]\s?/y;
const quoted = /"((?:[^"\\]|\\.)*)"/y;
const word = /[^\s,;"]+/y;
const rest = /[\s,;]*$/y;
const unit_after = / ([^\s,;"=:\d]+)(?=[\s,;]|$)/y;

// measurement,tag=value field=1,other=2i 1763870400000000000
const influx = /^((?:[^\s\\]|\\.)+) ((?:[\w.%-]|\\.)+=(?:[^"]|"(?:[^"\\]|\\.)*")*?)(?: (-?\d{1,19}))?$/;
const influx_field = /((?:[\w.%-]|\\.)+)=("(?:[^"\\]|\\.)*"|[^\s,"]+)(?:,|$)/y;

/**
 * A line of text that is not JSON, as a value of JSON that has the same points:
 *
 * - `temp 21.5`, `cpu {"load":1}`: a topic and what is of it, with a blank between;
 * - `21.5 C`: a number with a unit;
 * - `1763870400,1.5,2.5`: numbers with commas, semicolons, tabs or blanks between them: an array where the first is a
 *   time, else an object of columns from 0 on. Two with a blank between are a topic and a value, unless the first is a
 *   time; more than 16 are samples;
 * - `a=1 b:2`, `temp=21.5 C`, logfmt: pairs, an object. The name of a value with a unit has that in brackets. Without a
 *   number they are pairs with `=` after no topic (`state=RUNNING`);
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
  if (line === "" || line.includes("\n"))
    return null;
  const value = readMeasured(line) ?? readPairs(line, needsNumber) ?? readColumns(line, topic, arrived);
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

/** Pairs from the start to the end, and at least one of them with a number, or all with `=`. */
function readPairs(line, needsNumber) {
  const value = {};
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

function scalarOf(text) {
  if (/^(true|false)$/i.test(text))
    return text.toLowerCase() === "true";
  return numberOfText(text) ?? text;
}

function readColumns(line, topic, arrived) {
  const separator = [";", "\t", ","].find((sign) => line.includes(sign)) ?? " ";
  const cells = separator === " " ? line.split(/ +/) : line.split(separator);
  const values = cells.map((cell, i) => cellOf(cell.trim(), separator === ";", i === 0));
  if (values.length < 2 || values.includes(undefined) || !values.some((value) => value !== null))
    return null;
  const timed = typeof values[0] === "string" || isNear(secondsOf(values[0]), arrived);
  if (!timed && separator === " " && values.length === 2 && topic === "")
    return null;
  return timed || values.length > longest_vector ? values : Object.assign({}, values);
}

/** With semicolons a comma is the sign of decimals, as spreadsheets write it. An empty cell is a gap. */
function cellOf(cell, hasDecimalComma, isFirst) {
  if (cell === "")
    return null;
  const number = numberOfText(hasDecimalComma ? cell.replace(",", ".") : cell);
  return number ?? (isFirst && secondsOf(cell) !== null ? cell : undefined);
}

function readInflux(line, topic) {
  const found = influx.exec(line);
  if (!found)
    return null;
  const value = found[3] === undefined ? {} : { time: Number(found[3]) };
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

function readAfterTopic(line, topic, arrived) {
  const blank = line.indexOf(" ");
  if (topic !== "" || blank <= 0)
    return null;
  const after = line.slice(blank + 1).trim();
  const value = readJson(after);
  if (value !== undefined)
    return { value, topic: line.slice(0, blank) };
  return /^[{["]/.test(after) ? null : readPlain(after, line.slice(0, blank), arrived, true);
}
