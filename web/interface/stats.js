// SPDX-License-Identifier: MIT

import { duration, now } from "../data/time.js";

const rate_span = 2; // seconds

/**
 * What came, and what was lost: for people as a sentence, for tests and scripts as `data-received`, `data-dropped` (both in
 * ZeroMQ messages), `data-malformed`, `data-strange-times`, `data-points`, `data-rate` (messages a second) and `data-lag` (seconds from the newest
 * point to now).
 */
export class Stats {
  #element;
  #received = 0;
  #dropped = 0;
  #malformed = 0;
  #strangeTimes = 0;
  #points = 0;
  #next = null;
  #samples = [];

  /** @param {HTMLElement} element */
  constructor(element) {
    this.#element = element;
    this.show(null, "");
  }

  get received() {
    return this.#received;
  }

  /** @param {boolean} understood whether there was a point in it */
  message(understood) {
    this.#received += 1;
    this.#malformed += understood ? 0 : 1;
  }

  /** A message has a time that is not understood. */
  strangeTime() {
    this.#strangeTimes += 1;
  }

  point() {
    this.#points += 1;
  }

  /**
   * A batch came: messages between it and the one before were lost.
   * @param {{first: number, count: number}} batch
   * @returns {number} how many
   */
  batch({ first, count }) {
    const lost = Math.max(0, first - (this.#next ?? first));
    this.#dropped += lost;
    this.#next = first + count;
    return lost;
  }

  /** Numbers of messages begin anew with each connection. */
  connected() {
    this.#next = null;
  }

  /** @returns {number} messages a second */
  rate() {
    const time = performance.now() / 1000;
    this.#samples.push([time, this.#received, this.#points]);
    while (this.#samples.length > 2 && this.#samples[0][0] < time - rate_span)
      this.#samples.shift();
    return this.#slope(1);
  }

  /**
   * @param {?number} newest the time of the newest point, Unix seconds
   * @param {string} remark something more to say; "" for nothing
   */
  show(newest, remark) {
    const rate = this.rate();
    const lag = newest === null ? "" : now() - newest;
    Object.assign(this.#element.dataset, {
      received: this.#received,
      dropped: this.#dropped,
      malformed: this.#malformed,
      strangeTimes: this.#strangeTimes,
      points: this.#points,
      rate: rate.toFixed(1),
      lag: lag === "" ? "" : lag.toFixed(3),
    });
    this.#element.textContent = this.#sentence(rate, lag, remark);
  }

  #sentence(rate, lag, remark) {
    if (this.#received === 0)
      return remark;
    const parts = [counted(this.#received, "message")];
    if (this.#malformed > 0)
      parts.push(`${count(this.#malformed)} not understood`);
    if (this.#strangeTimes > 0)
      parts.push(`${counted(this.#strangeTimes, "time")} not understood, shown at arrival`);
    if (this.#dropped > 0)
      parts.push(`${count(this.#dropped)} lost here, too slow`);
    parts.push(`${count(Math.round(rate))}/s`, `${counted(Math.round(this.#slope(2)), "point")}/s`);
    if (lag !== "" && Math.abs(lag) < 86_400)
      parts.push(`${duration(Math.max(0, lag))} behind`);
    return [parts.join(", "), remark].filter(Boolean).join(". ");
  }

  #slope(column) {
    const [first, last] = [this.#samples[0], this.#samples.at(-1)];
    return last[0] > first[0] ? (last[column] - first[column]) / (last[0] - first[0]) : 0;
  }
}

function count(number) {
  return number.toLocaleString("en");
}

function counted(number, noun) {
  return `${count(number)} ${noun}${number === 1 ? "" : "s"}`;
}
