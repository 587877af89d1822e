// SPDX-License-Identifier: MIT

import { Batch, batchProtocol } from "./batch.js";
import { now } from "../data/now.js";

/** Of so many epochs, those that came last, the newest positions are told to the server. */
const most_epochs = 16;

/**
 * Takes what comes over the WebSocket apart: batches, or single messages where the server has no batches.
 *
 * After an outage the server is asked for what comes after the positions that came before. Where it has lost some of
 * that, the lines have a gap, and it is counted; where it does not know the positions, nobody knows how many.
 */
export class Receiver {
  #codec;
  #counts;
  #onGap;
  /** The newest position of each epoch; those that came last are at the end. @type {Map<string, number>} */
  #newest = new Map();
  /** Those of before this connection, up to which messages may come again. @type {Map<string, number>} */
  #known = new Map();
  #isGap = false;
  #wasAway = false;

  /**
   * @param {import("../payload/codec.js").Codec} codec
   * @param {import("./counts.js").Counts} counts
   * @param {() => void} onGap is called between two messages where some are missing
   */
  constructor(codec, counts, onGap) {
    this.#codec = codec;
    this.#counts = counts;
    this.#onGap = onGap;
  }

  /** @returns {string[]} the newest positions, EPOCH:SEQUENCE: what comes after them is new */
  get after() {
    return [...this.#newest].map(([epoch, sequence]) => `${epoch}:${sequence}`);
  }

  /** There is a new connection. */
  connected() {
    this.#counts.connected();
    this.#known = new Map(this.#newest);
    this.#wasAway = this.#counts.received > 0;
  }

  /**
   * @param {string | ArrayBuffer} data of a WebSocket message
   * @param {string} protocol the subprotocol of its connection
   */
  take(data, protocol) {
    if (typeof data === "string" || protocol !== batchProtocol)
      return this.#message(typeof data === "string" ? data : null, "", now());
    try {
      this.#takeBatch(data);
    } catch (failure) {
      if (!(failure instanceof RangeError))
        throw failure;
      this.#message(null, "", now());
    }
  }

  #takeBatch(data) {
    const batch = new Batch(data);
    if (this.#counts.batch(batch) > 0)
      this.#isGap = true;
    const known = this.#known.get(batch.epoch) ?? -1;
    this.#resume(batch, known);
    batch.forEach((text, topic, arrived, sequence) => {
      if (sequence > known)
        this.#message(text, topic, arrived);
    }, (count, last) => {
      if (last <= known)
        return;
      this.#counts.missing += count;
      this.#isGap = true;
    });
    if (batch.end > known)
      this.#known.delete(batch.epoch);
    this.#remember(batch);
  }

  /** Where a connection goes on, in this epoch. */
  #resume({ epoch, begin }, known) {
    const isFirst = this.#wasAway;
    this.#wasAway = false;
    if (this.#known.has(epoch) && begin > known + 1) {
      this.#counts.missed += begin - known - 1;
      this.#isGap = true;
    } else if (isFirst && !this.#known.has(epoch)) {
      this.#counts.outages += 1;
      this.#isGap = true;
    }
  }

  #remember({ epoch, end }) {
    this.#newest.delete(epoch);
    this.#newest.set(epoch, end - 1);
    if (this.#newest.size > most_epochs)
      this.#newest.delete(this.#newest.keys().next().value);
  }

  #message(text, topic, arrived) {
    if (this.#isGap)
      this.#onGap();
    if (this.#wasAway) // without batches
      this.#counts.outages += 1;
    this.#isGap = this.#wasAway = false;
    this.#counts.message(this.#codec.take(text, topic, arrived), text);
  }
}
