// SPDX-License-Identifier: MIT

import { readJson } from "./json.js";
import { readPlain } from "./plain_text.js";
import { readPython } from "./python.js";
import { Shapes } from "./shapes.js";

/** Integers that may have more digits than numbers of JavaScript. */
const long_integers = /\d{16,}/g;
/** Of text that is not JSON: what it begins with. */
const broken_json = /^\s*[{["]/;
/** As `[info] ready`: not an array. */
const after_brackets = /^\s*\[[^\]{"]*\]\s*\p{L}/u;

/**
 * Where a person wants values to be taken from, as JSON pointers (RFC 6901); without, all numbers of a payload count.
 * @typedef {{x: ?string, y: string[]}} Fields
 *
 * What there is in payloads, with the name of its series, and when its message arrived, in Unix seconds. A point has a
 * time, which is the arrival where there is no other, and a value, NaN for a gap. A state is a boolean, or a text that
 * may be a word: `state` tells whether it was kept as one. A line is one of a log. A waveform comes after the points of
 * its samples, and is what Waveforms.push() takes.
 * @typedef {object} Handlers
 * @property {(name: string, x: number, y: number, arrived: number) => void} point
 * @property {(name: string, x: number, value: string | boolean, arrived: number) => boolean} state
 * @property {(line: {time: number, topic: string, level: import("../data/level.js").Level, text: string},
 *     arrived: number) => void} line
 * @property {(name: string, message: ?{values: Float64Array, step: number, x: ?Float64Array}) => void} waveform
 * @property {() => void} strangeTime a message has a time that is not understood; it is shown at its arrival
 * @property {() => void} rounded a message has integers beyond 2^53, which numbers of JavaScript round
 */

const nothing = () => {};
/** @type {Handlers} */
const no_handlers = { point: nothing, state: () => false, line: nothing, waveform: nothing, strangeTime: nothing,
  rounded: nothing };

/**
 * Takes points, states and lines of logs out of payloads, whatever form they have: JSON (see Shapes), what Python
 * prints of values (see readPython()), or plain text (see readPlain()).
 */
export class Codec {
  #shapes;
  #handlers;
  /** @type {number[]} values of the message beyond 2^53 */
  #large = [];

  /**
   * @param {Fields} fields
   * @param {Partial<Handlers>} handlers
   */
  constructor(fields, handlers) {
    this.#handlers = { ...no_handlers, ...handlers };
    const { point } = this.#handlers;
    this.#shapes = new Shapes(fields, { ...this.#handlers, point: (name, x, y, arrived) => {
      if (y > Number.MAX_SAFE_INTEGER || y < Number.MIN_SAFE_INTEGER)
        this.#large.push(Math.abs(y));
      point(name, x, y, arrived);
    } });
  }

  /**
   * @param {?string} text a payload
   * @param {string} topic "" for none
   * @param {number} arrived Unix seconds
   * @returns {boolean} whether there was a point, a state or a line in it
   */
  take(text, topic, arrived) {
    if (text === null)
      return false;
    const understood = this.#take(text.endsWith("\0") ? text.slice(0, -1) : text, topic, arrived); // as strings of C
    if (this.#large.length > 0 && isRounded(text, this.#large.splice(0)))
      this.#handlers.rounded();
    return understood;
  }

  #take(text, topic, arrived) {
    const json = readJson(text);
    const value = json === undefined ? readPython(text) : json;
    if (value !== undefined)
      return this.#shapes.take(value, topic, arrived);
    if (broken_json.test(text))
      return after_brackets.test(text) && this.#shapes.takeText(text.trim(), topic, arrived);
    const plain = readPlain(text, topic, arrived);
    return plain === null ? this.#shapes.takeText(text.trim(), topic, arrived)
      : this.#shapes.take(plain.value, plain.topic, arrived);
  }
}

/** Whether one of these values is not what the text has. */
function isRounded(text, values) {
  const integers = text.match(long_integers) ?? [];
  return integers.some((digits) =>
    values.includes(Number(digits)) && BigInt(digits) !== BigInt(Number(digits)));
}
