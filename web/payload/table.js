// SPDX-License-Identifier: MIT

import { numberOfText } from "./number.js";
import { isNear, secondsOf } from "./time.js";
import { timeName } from "./time_name.js";

/** The first of these in a line is what separates its cells; else blanks do. */
const separators = [";", "\t", ","];

/** @param {string} line @returns {string} */
export function separatorIn(line) {
  return separators.find((sign) => line.includes(sign)) ?? " ";
}

/**
 * The value of a cell. With semicolons a comma is the sign of decimals, as spreadsheets write it. An empty cell is a
 * gap, and the first one may be a time.
 * @returns {number | string | null | undefined} undefined for other text
 */
export function cellOf(cell, separator, isFirst) {
  if (cell === "")
    return null;
  const number = numberOfText(separator === ";" ? cell.replace(",", ".") : cell);
  return number ?? (isFirst && secondsOf(cell) !== null ? cell : undefined);
}

/** Whether a word that is not alone is a time: a date, or a number near now. */
export function isTimeWord(text, arrived) {
  if (!/^\d[-/.\d]/.test(text))
    return false;
  const seconds = secondsOf(text);
  return numberOfText(text) === undefined ? seconds !== null : isNear(seconds, arrived);
}

/**
 * A line of names, and lines of numbers, with the same separator: an object, or for several lines one of columns, or an
 * array of objects where they have a time.
 * @param {string[]} lines
 * @returns {unknown} null where it is not such a table
 */
export function readTable([header, ...lines]) {
  const separator = separatorIn(header);
  const names = header.split(separator).map((name) => name.trim().replace(/^"(.*)"$/, "$1"));
  if (separator === " " || lines.length === 0 || names.some((name) => name === "" || numberOfText(name) !== undefined))
    return null;
  const rows = lines.map((line) => line.split(separator).map((cell, i) => cellOf(cell.trim(), separator, i === 0)));
  if (rows.some((row) => row.length !== names.length || row.includes(undefined)))
    return null;
  if (timeName(names) === undefined && rows.every((row) => typeof row[0] === "string"))
    names[0] = "time";
  return tableOf(names, rows);
}

function tableOf(names, rows) {
  const objectOf = (valueAt) => {
    const object = Object.create(null);
    names.forEach((name, i) => { object[name] = valueAt(i); });
    return object;
  };
  const objects = () => rows.map((row) => objectOf((i) => row[i]));
  if (rows.length === 1)
    return objects()[0];
  return timeName(names) === undefined ? objectOf((i) => rows.map((row) => row[i])) : objects();
}
