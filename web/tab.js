// SPDX-License-Identifier: MIT

const marks = { connected: "", connecting: "… ", error: "✕ ", closed: "✕ " };

/** Shows the state in the tab's title and icon, for whoever has the page in the background. */
export class Tab {
  #icon = document.querySelector("link[rel=icon]");
  #title = document.title;
  #state = "connecting";

  /**
   * @param {import("./connection.js").State} state
   * @param {boolean} paused
   * @param {number} rate messages a second
   */
  show(state, paused, rate) {
    const speed = state === "connected" && rate >= 0.5 ? `${Math.round(rate).toLocaleString("en")}/s ` : "";
    document.title = `${marks[state]}${paused ? "‖ " : ""}${speed}${this.#title}`;
    if (state === this.#state)
      return;
    this.#state = state;
    this.#icon.href = state === "connected" ? "favicon.svg" : "favicon-away.svg";
  }
}
