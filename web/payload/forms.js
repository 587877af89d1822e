// SPDX-License-Identifier: MIT

// What values of JSON look like, to tell what they mean.

import { numberOf } from "./number.js";
import { isNear, secondsOf } from "./time.js";

/** Members by whose text an object in an array is told from the others, the first one that is there. */
const labels = ["name", "id", "key", "label", "host", "device", "sensor", "channel", "topic"];

/** null is the value of a time that was not there. */
export function mayBeTime(value) {
  return typeof value === "number" || typeof value === "string";
}

export function isNumberOrNull(value) {
  return typeof value === "number" || value === null;
}

export function isPair(values) {
  return values.length === 2 && secondsOf(values[0]) !== null && numberOf(values[1]) !== undefined;
}

/** A date, or a number that is a time near now. */
function isTime(value, arrived) {
  return typeof value === "string" && numberOf(value) === undefined ? secondsOf(value) !== null
    : isNear(secondsOf(value), arrived);
}

/** A time, and numbers that are not all such times. */
export function isRow(values, arrived) {
  return values.length >= 2 && isTime(values[0], arrived)
    && values.slice(1).every((value) => numberOf(value) !== undefined)
    && !values.slice(1).every((value) => isNear(value, arrived));
}

/** Columns of one length, the first one of times, and not such a time at the start of each. */
export function isTable(columns, arrived) {
  const [first, ...others] = columns;
  return others.length > 0 && first.length > 0 && first.every((value) => isTime(value, arrived))
    && others.every((column) => column.length === first.length && !isNear(secondsOf(column[0]), arrived));
}

/** Whether an object has one number besides its time, in itself; a boolean only where there are no texts. */
export function isAlone(object, member) {
  let [numbers, booleans, texts] = [0, 0, 0];
  for (const name in object) {
    const value = object[name];
    if (name === member)
      continue;
    if (typeof value === "string" && numberOf(value) === undefined)
      texts += 1;
    else if (typeof value === "object" && value !== null)
      numbers += 2;
    else
      numbers += 1;
    if (value === true || value === false)
      booleans += 1;
  }
  return numbers === 1 && (booleans === 0 || texts === 0);
}

/**
 * What elements of an array are called: by a name in each where they have different ones, else by their places.
 * @returns {{names: string[], label?: string}} and the member that has the names
 */
export function namesOf(values) {
  const label = labels.find((name) => values.every((value) => mayBeTime(value?.[name])));
  const names = label === undefined ? [] : values.map((value) => String(value[label]));
  return new Set(names).size === values.length ? { names, label } : { names: values.map((_, i) => String(i)) };
}
