// SPDX-License-Identifier: MIT

const least_ms = 500;
const most_ms = 30_000;

/**
 * How long to wait before each try, 0.5 s at least and 30 s at most: the longest wait doubles from 1 s on, and each
 * wait is a random part of it, from a half up, so that a server which comes back is not called by all pages at once.
 */
export class Backoff {
  #random;
  #tries = 0;

  /** @param {() => number} random a number from 0 up to, but not including, 1 */
  constructor(random = Math.random) {
    this.#random = random;
  }

  /** @returns {number} milliseconds to wait before the next try */
  next() {
    const longest = Math.min(most_ms, 2 * least_ms * 2 ** this.#tries);
    this.#tries += 1;
    return longest * (0.5 + 0.5 * this.#random());
  }

  /** Starts again with the shortest wait. */
  reset() {
    this.#tries = 0;
  }
}
