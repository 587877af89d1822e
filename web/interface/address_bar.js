// SPDX-License-Identifier: MIT

/** Browsers refuse more than some hundred writes in some seconds: Firefox 200 in 10, Safari 100 in 30. */
const interval_ms = 500;

/** The address of the page, written now and then: a wheel makes a hundred of them a second. */
export class AddressBar {
  #env;
  #query = null;
  #timer = null;
  #written = -Infinity;

  /** @param {object} [env] stands in for the browser in tests */
  constructor(env = browser()) {
    this.#env = env;
  }

  /** @param {string} query is written soon, unless there is another one until then */
  show(query) {
    this.#query = query;
    const wait_ms = Math.max(0, this.#written + interval_ms - this.#env.now());
    this.#timer ??= this.#env.setTimeout(() => this.flush(), wait_ms);
  }

  /** Writes what was to be written soon. Where the browser refuses, it is tried again later. */
  flush() {
    this.#env.clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#query === null)
      return;
    this.#written = this.#env.now();
    try {
      this.#env.write(this.#query);
      this.#query = null;
    } catch {
      this.show(this.#query);
    }
  }
}

/** What an AddressBar needs of the browser. */
function browser() {
  return {
    now: () => performance.now(),
    setTimeout: (action, ms) => setTimeout(action, ms),
    clearTimeout: (timer) => clearTimeout(timer),
    write(query) {
      const address = `${location.pathname}${query}`;
      if (address !== `${location.pathname}${location.search}`)
        history.replaceState(null, "", address);
    },
  };
}
