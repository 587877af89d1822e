// SPDX-License-Identifier: MIT

import { clockAhead } from "../data/now.js";
import { clock, count, counted, duration } from "../data/words.js";
import { long_silence } from "../stream/counts.js";

const longest_excerpt = 60; // characters

/**
 * What an empty plot says: why there is nothing to see, what is there instead, and what to do.
 * @param {import("../stream/counts.js").Counts} counts
 * @param {import("../data/store.js").Store} store
 * @param {Set<string>} hidden names of series
 * @param {{isConnected: boolean, source: string}} stream whether the server is there, and where it gets messages, in
 *     words, "" where that is not known
 * @returns {string}
 */
export function hintOf(counts, store, hidden, { isConnected, source }) {
  if (counts.received === 0 && !isConnected)
    return "Waiting for the server";
  if (counts.received === 0)
    return `Waiting for data${source === "" ? "" : `: no message from ${source} yet. Does a publisher run there?`}`;
  if (store.series.length === 0)
    return `${counted(counts.received, "message")}, not understood${last(counts)}`;
  if (store.series.every(({ name }) => hidden.has(name)))
    return "All series are hidden";
  return "No data at these times";
}

/**
 * What is not there for want of room, and what is wrong with the clock here.
 * @param {import("../data/store.js").Store} store
 * @param {import("../data/window.js").TimeWindow} window
 * @param {"local" | "utc"} zone
 * @param {Pick<import("../history/past.js").Past, "covers">} past
 * @returns {string[]}
 */
export function remarksOn({ refused, ended, forgottenUntil, maxPoints }, { wantedFrom }, zone, past) {
  const remarks = [];
  const ahead = clockAhead();
  if (ahead !== 0)
    remarks.push(`The clock here is ${duration(Math.abs(ahead))} ${ahead > 0 ? "ahead of" : "behind"} the server's`);
  if (refused > 0)
    remarks.push(`${refused} more series ${refused === 1 ? "is" : "are"} not shown (too many)`);
  if (ended > 0)
    remarks.push(`${count(ended)} series had ended and made room for others`);
  if (wantedFrom < forgottenUntil && !past.covers(wantedFrom, forgottenUntil))
    remarks.push(`No room for all points before ${clock(forgottenUntil, 60, zone)}: ${count(maxPoints)} are kept`);
  return remarks;
}

/**
 * What to do where nothing comes any more, or something was lost.
 * @param {Pick<import("../stream/counts.js").Counts, "silence" | "dropped" | "missing" | "missed" | "received">} counts
 * @param {boolean} isConnected
 * @returns {string[]}
 */
export function adviceOn({ silence, dropped, missing, missed, received }, isConnected) {
  const advice = [];
  if (isConnected && received > 0 && silence >= long_silence)
    advice.push("Does the publisher still run?");
  if (dropped > 0)
    advice.push("To get fewer messages, choose topics (?topic=)");
  if (missing > 0)
    advice.push("For what is lost before the server, see --repair of zws2browser");
  if (missed > 0)
    advice.push("To miss less, see --log-size of zws2browser");
  return advice;
}

function last({ notUnderstood }) {
  if (notUnderstood === null)
    return ". The last one is binary: see --decode of zws2browser";
  if (notUnderstood === undefined || notUnderstood.trim() === "")
    return "";
  const excerpt = notUnderstood.replace(/\s+/g, " ").trim();
  return `. The last one: ${excerpt.length > longest_excerpt ? `${excerpt.slice(0, longest_excerpt)}…` : excerpt}`;
}
