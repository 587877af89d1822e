// SPDX-License-Identifier: MIT

import { now } from "../data/now.js";
import { count, counted, duration } from "../data/words.js";
import { long_silence } from "../stream/counts.js";

/** Ten years: times that are further away are counted from another start. */
const longest_lag = 10 * 365 * 86_400; // seconds

/**
 * What came, and what was lost: for people as a sentence, for tests and scripts as `data-received`, `data-dropped`,
 * `data-missing`, `data-missed` (all in ZeroMQ messages), `data-outages` (see Counts), `data-malformed`,
 * `data-strange-times`, `data-rounded`, `data-points`, `data-rate` (messages a second) and `data-lag` (seconds from the
 * newest point to now).
 */
export class Stats {
  #element;
  #counts;

  /**
   * @param {HTMLElement} element
   * @param {import("../stream/counts.js").Counts} counts
   */
  constructor(element, counts) {
    this.#element = element;
    this.#counts = counts;
    this.show(null, false, "");
  }

  /**
   * @param {?number} newest the time of the newest point, Unix seconds
   * @param {boolean} isConnected
   * @param {string} remark something more to say; "" for nothing
   */
  show(newest, isConnected, remark) {
    const { received, dropped, missing, missed, outages, malformed, strangeTimes, rounded, points } = this.#counts;
    const lag = newest === null ? null : now() - newest;
    const texts = { rate: this.#counts.rate.toFixed(1), lag: lag?.toFixed(3) ?? "" };
    const data = { received, dropped, missing, missed, outages, malformed, strangeTimes, rounded, points, ...texts };
    for (const [name, value] of Object.entries(data))
      this.#element.dataset[name] = String(value);
    this.#element.textContent = this.#sentence(lag, isConnected, remark);
  }

  #sentence(lag, isConnected, remark) {
    const { received, malformed, rate, pointRate } = this.#counts;
    if (received === 0)
      return remark;
    const parts = [counted(received, "message")];
    if (malformed > 0)
      parts.push(`${count(malformed)} not understood`);
    parts.push(...this.#readings(), ...this.#losses());
    parts.push(`${count(Math.round(rate))}/s`, `${counted(Math.round(pointRate), "point")}/s`);
    const { silence } = this.#counts;
    if (isConnected && silence >= long_silence)
      parts.push(`no message for ${duration(silence)}`);
    if (lag !== null && Math.abs(lag) < longest_lag)
      parts.push(`${duration(Math.max(0, lag))} behind`);
    return [parts.join(", "), remark].filter(Boolean).join(". ");
  
  }

  #readings() {
    const { strangeTimes, rounded } = this.#counts;
    const parts = [];
    if (strangeTimes > 0)
      parts.push(`${counted(strangeTimes, "time")} not understood, shown at arrival`);
    if (rounded > 0)
      parts.push(`${count(rounded)} with integers beyond 2⁵³, shown rounded`);
    return parts;
  }

  #losses() {
    const { dropped, missing, missed, outages } = this.#counts;
    const parts = [];
    if (missing > 0)
      parts.push(`${count(missing)} lost before the server`);
    if (dropped > 0)
      parts.push(`${count(dropped)} lost here, too slow`);
    if (missed > 0)
      parts.push(`${count(missed)} lost while not connected`);
    if (outages > 0)
      parts.push("some maybe lost while not connected");
    return parts;
  }
}
