// SPDX-License-Identifier: MIT

/** Keeps what is done with each picture to some times a second, with a last time once no more pictures come. */
export class Pace {
  #interval_ms;
  #onDue;
  #env;
  #last = -Infinity;
  #timer = null;

  /**
   * @param {number} interval_ms the shortest one
   * @param {() => void} onDue is called later where isDue() has put something off
   * @param {{now: () => number, setTimeout: (action: () => void, ms: number) => unknown,
   *     clearTimeout: (timer: any) => void}} [env]
   */
  constructor(interval_ms, onDue, env = browser) {
    this.#interval_ms = interval_ms;
    this.#onDue = onDue;
    this.#env = env;
  }

  /**
   * @param {boolean} isUrgent whether a person waits for it
   * @returns {boolean} whether it is to be done now
   */
  isDue(isUrgent) {
    const now = this.#env.now();
    const wait = this.#last + this.#interval_ms - now;
    if (!isUrgent && wait > 0) {
      this.#timer ??= this.#env.setTimeout(() => this.#due(), wait);
      return false;
    }
    this.#last = now;
    this.#env.clearTimeout(this.#timer);
    this.#timer = null;
    return true;
  }

  #due() {
    this.#timer = null;
    this.#onDue();
  }
}

const browser = {
  now: () => performance.now(),
  setTimeout: (action, ms) => setTimeout(action, ms),
  clearTimeout: (timer) => clearTimeout(timer),
};
