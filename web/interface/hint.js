// SPDX-License-Identifier: MIT

import { clock, count, counted } from "../data/words.js";

const longest_excerpt = 60; // characters

/**
 * What an empty plot says: why there is nothing to see, and what is there instead.
 * @param {import("../stream/counts.js").Counts} counts
 * @param {import("../data/store.js").Store} store
 * @param {Set<string>} hidden names of series
 * @returns {string}
 */
export function hintOf(counts, store, hidden) {
  if (counts.received === 0)
    return "Waiting for data";
  if (store.series.length === 0)
    return `${counted(counts.received, "message")} without a number${last(counts)}`;
  if (store.series.every(({ name }) => hidden.has(name)))
    return "All series are hidden";
  return "No data at these times";
}

/**
 * What is not there for want of room.
 * @param {import("../data/store.js").Store} store
 * @param {import("../data/window.js").TimeWindow} window
 * @param {"local" | "utc"} zone
 * @returns {string[]}
 */
export function remarksOn({ refused, ended, forgottenUntil, maxPoints }, { wantedFrom }, zone) {
  const remarks = [];
  if (refused > 0)
    remarks.push(`${refused} more series ${refused === 1 ? "is" : "are"} not shown (too many)`);
  if (ended > 0)
    remarks.push(`${count(ended)} series had ended and made room for others`);
  if (wantedFrom < forgottenUntil)
    remarks.push(`No room for all points before ${clock(forgottenUntil, 60, zone)}: ${count(maxPoints)} are kept`);
  return remarks;
}

function last({ notUnderstood }) {
  if (notUnderstood === null)
    return ". The last one is binary: see --decode of zws2browser";
  if (notUnderstood === undefined || notUnderstood.trim() === "")
    return "";
  const excerpt = notUnderstood.replace(/\s+/g, " ").trim();
  return `. The last one: ${excerpt.length > longest_excerpt ? `${excerpt.slice(0, longest_excerpt)}…` : excerpt}`;
}
