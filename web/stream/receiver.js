// SPDX-License-Identifier: MIT

import { Batch, batchProtocol } from "./batch.js";
import { now } from "../data/now.js";

/**
 * Takes what comes over the WebSocket apart: batches, or single messages where the server has no batches.
 *
 * After an outage the server begins with its history, of which a part was here before: that is skipped. Where the
 * history does not reach back that far, the lines have a gap.
 */
export class Receiver {
  #codec;
  #counts;
  #onGap;
  #last = -Infinity;
  #known = -Infinity;
  #mayBeGap = false;

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

  /** There is a new connection. */
  connected() {
    this.#counts.connected();
    this.#known = this.#last;
    this.#mayBeGap = this.#counts.received > 0;
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
      this.#mayBeGap = true;
    batch.forEach((text, topic, arrived) => {
      if (arrived <= this.#known)
        this.#mayBeGap = false;
      else
        this.#message(text, topic, arrived);
    });
  }

  #message(text, topic, arrived) {
    if (this.#mayBeGap)
      this.#onGap();
    this.#mayBeGap = false;
    this.#last = arrived;
    this.#counts.message(this.#codec.take(text, topic, arrived), text);
  }
}
