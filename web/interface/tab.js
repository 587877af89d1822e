// SPDX-License-Identifier: MIT

import { count } from "../data/words.js";

const marks = { connected: "", connecting: "… ", error: "✕ ", closed: "✕ " };

/** In the page itself: when it is needed there is no server to ask. */
const away_icon = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3" fill="#b3261e"/>' +
  '<path d="M4.5 4.5l7 7m0-7l-7 7" stroke="#fff" stroke-width="2" stroke-linecap="round"/></svg>')}`;

/** Shows the state in the tab's title and icon, for whoever has the page in the background. */
export class Tab {
  /** @type {HTMLLinkElement} */
  #icon = document.querySelector("link[rel=icon]");
  #connectedIcon = this.#icon.href;
  #title;
  /** @type {import("../stream/connection.js").State} */
  #state = "connecting";

  /** @param {string} name of the stream */
  constructor(name) {
    this.#title = name;
  }

  /**
   * @param {import("../stream/connection.js").State} state
   * @param {boolean} paused
   * @param {number} rate messages a second
   */
  show(state, paused, rate) {
    const speed = state === "connected" && rate >= 0.5 ? `${count(Math.round(rate))}/s ` : "";
    document.title = `${marks[state]}${paused ? "‖ " : ""}${speed}${this.#title}`;
    if (state === this.#state)
      return;
    this.#state = state;
    this.#icon.href = state === "connected" ? this.#connectedIcon : away_icon;
  }
}
