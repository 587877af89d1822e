// SPDX-License-Identifier: MIT

import { clock } from "../data/words.js";

/**
 * Tells a screen reader the values under a cursor that keys have moved.
 * @param {import("../view/cursor.js").Cursor} cursor
 * @param {{series: import("../data/series.js").Points[]}} source what is seen
 * @param {import("../data/window.js").TimeWindow} window
 * @param {number} width of the plot, pixels
 * @param {{hidden: Set<string>, zone: "local" | "utc"}} settings
 */
export function sayCursor(cursor, source, window, width, { hidden, zone }) {
  const at = clock(window.timeAt(cursor.part), 60, zone);
  const texts = cursor.values(source, window.shown, width, hidden).map(({ name, text }) => `${name} ${text}`);
  const element = document.getElementById("cursor_values");
  element.ariaLive = "polite";
  element.textContent = `${at}: ${texts.join(", ")}`;
}
