// SPDX-License-Identifier: MIT

import { secondsLeft } from "../data/words.js";

const words = { connecting: "Connecting", connected: "Connected", error: "Error", closed: "Closed" };

/** Shows the state of the connection in words, and how long it is until the next try. */
export class Status {
  #element;
  #countdown = null;

  /** @param {HTMLElement} element a live region */
  constructor(element) {
    this.#element = element;
  }

  /**
   * @param {import("../stream/connection.js").State} state
   * @param {number} [retry_ms] time to the next try, if there is one
   * @param {string} [reason] why there is no connection
   */
  show(state, retry_ms, reason = "") {
    clearInterval(this.#countdown);
    this.#element.dataset.state = state;
    this.#element.replaceChildren(words[state]);
    if (retry_ms !== undefined)
      this.#countDown(performance.now() + retry_ms, reason);
  }

  /** The seconds are not live: a screen reader tells once that the connection closed, not every second. */
  #countDown(end_ms, reason) {
    const seconds = document.createElement("span");
    seconds.ariaLive = "off";
    const tell = () => {
      seconds.textContent = secondsLeft(end_ms - performance.now());
    };
    tell();
    const sentence = document.createElement("span");
    sentence.append(`${words.closed}, reconnecting in `, seconds, reason === "" ? "" : `: ${reason}`);
    this.#element.replaceChildren(sentence);
    this.#countdown = setInterval(tell, 250);
  }
}
