// SPDX-License-Identifier: MIT

import { isNear, secondsOf } from "./time.js";

/** Fewer pairs are points with times. */
const least_pairs = 17;
/** Of so many topics it is known what the last message had. */
const most_topics = 10_000;

/**
 * Tells `[[frequency, value], ...]` of analyzers from `[[time, value], ...]`. A sweep goes up or down, over what cannot
 * be times, or over the same as the message before; one that goes on where the message before has ended is times.
 */
export class Sweeps {
  /** @type {Map<string, {first: number, last: number}>} by topic */
  #before = new Map();

  /**
   * @param {unknown[][]} pairs of one message
   * @param {string} topic
   * @param {number} arrived Unix seconds
   * @returns {?Float64Array} what stands before the values; null where it is times
   */
  xOf(pairs, topic, arrived) {
    if (pairs.length < least_pairs || !pairs.every(([x]) => typeof x === "number"))
      return null;
    const x = Float64Array.from(pairs, ([value]) => /** @type {number} */ (value));
    const [first, last] = [x[0], x.at(-1)];
    const before = this.#before.get(topic);
    this.#remember(topic, { first, last });
    if (!isMonotonic(x))
      return null;
    if (before?.first === first && before.last === last)
      return x;
    const goesOn = before !== undefined && first > before.last && before.last > before.first;
    return goesOn || isNear(secondsOf(first), arrived) || isNear(secondsOf(last), arrived) ? null : x;
  }

  #remember(topic, ends) {
    if (this.#before.size >= most_topics)
      this.#before.clear();
    this.#before.set(topic, ends);
  }
}

function isMonotonic(x) {
  const sign = Math.sign(x[1] - x[0]);
  return sign !== 0 && x.every((value, i) => i === 0 || Math.sign(value - x[i - 1]) === sign);
}
