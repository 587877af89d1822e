// SPDX-License-Identifier: MIT

const rate_span = 2; // seconds
/** After so many seconds without a message this is told. */
export const long_silence = 10;

/** What came, and what was lost, in messages of ZeroMQ but for points. */
export class Counts {
  received = 0;
  /** Lost on the way from the server. */
  dropped = 0;
  /** Did not come to the server, by their positions. */
  missing = 0;
  /** Lost while the connection was away. */
  missed = 0;
  /** How often the connection was away, and maybe messages were lost: nobody knows how many. */
  outages = 0;
  /** Without a point, a state or a line. */
  malformed = 0;
  /** @type {string | null | undefined} the last of those; null: it was binary */
  notUnderstood;
  strangeTimes = 0;
  /** With integers that have more digits than numbers here. */
  rounded = 0;
  points = 0;
  /** Seconds without a message, up to the last sample. */
  silence = 0;
  #silentSince = performance.now() / 1000;
  #next = null;
  /** Seconds, and received and points at that time: one at least. */
  #samples = [[performance.now() / 1000, 0, 0]];

  /**
   * @param {boolean} understood whether there was a point, a state or a line in it
   * @param {?string} text
   */
  message(understood, text) {
    this.received += 1;
    if (understood)
      return;
    this.malformed += 1;
    this.notUnderstood = text;
  }

  /** A message has a time that is not understood. */
  strangeTime() {
    this.strangeTimes += 1;
  }

  /** A message has an integer that was rounded. */
  roundedMessage() {
    this.rounded += 1;
  }

  point() {
    this.points += 1;
  }

  /**
   * A batch came: messages between it and the one before were lost.
   * @param {{first: number, count: number}} batch
   * @returns {number} how many
   */
  batch({ first, count }) {
    const lost = Math.max(0, first - (this.#next ?? first));
    this.dropped += lost;
    this.#next = first + count;
    return lost;
  }

  /** Numbers of messages begin anew with each connection. */
  connected() {
    this.#next = null;
  }

  /** To be called now and then: what the rates are of. */
  sample() {
    const time = performance.now() / 1000;
    if (this.received !== this.#samples.at(-1)[1])
      this.#silentSince = time;
    this.silence = time - this.#silentSince;
    this.#samples.push([time, this.received, this.points]);
    while (this.#samples.length > 2 && this.#samples[0][0] < time - rate_span)
      this.#samples.shift();
  }

  /** Messages a second, up to the last sample. */
  get rate() {
    return this.#slope(1);
  }

  /** Points a second, up to the last sample. */
  get pointRate() {
    return this.#slope(2);
  }

  #slope(column) {
    const [first, last] = [this.#samples[0], this.#samples.at(-1)];
    return last[0] > first[0] ? (last[column] - first[column]) / (last[0] - first[0]) : 0;
  }
}
