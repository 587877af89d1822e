// SPDX-License-Identifier: MIT

import { readJson } from "./json.js";
import { readPlain } from "./plain_text.js";
import { Shapes } from "./shapes.js";

/**
 * Where a person wants values to be taken from, as JSON pointers (RFC 6901); without, all numbers of a payload count.
 * @typedef {{x: ?string, y: string[]}} Fields
 */

/** Takes points out of payloads, whatever form they have: JSON (see Shapes) or plain text (see readPlain()). */
export class Codec {
  #shapes;

  /**
   * @param {Fields} fields
   * @param {(name: string, x: number, y: number, arrived: number) => void} onPoint is called with the series' name, the
   *     time in Unix seconds, the value, NaN for a gap, and the time of arrival, which is x where there is no other
   * @param {() => void} [onStrangeTime] is called for each message that has a time that is not understood; it is shown
   *     at its arrival
   */
  constructor(fields, onPoint, onStrangeTime = () => {}) {
    this.#shapes = new Shapes(fields, onPoint, onStrangeTime);
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
    const value = readJson(text);
    if (value !== undefined)
      return this.#shapes.take(value, topic, arrived);
    if (/^\s*[{["]/.test(text))
      return false; // broken JSON
    const plain = readPlain(text, topic, arrived);
    return plain !== null && this.#shapes.take(plain.value, plain.topic, arrived);
  }
}
