// SPDX-License-Identifier: MIT

import { setServerTime } from "../data/now.js";

const patience_ms = 3000;

/**
 * What the server says of itself and of its stream.
 * @typedef {{title: ?string, endpoints: string[], topics: string[], layout: unknown, history: boolean}} About
 */

/**
 * Asks the server, which tells its time, too.
 * @returns {Promise<About>} nothing where the page comes from a server that does not tell
 */
export async function readAbout() {
  try {
    const asked = Date.now();
    const answer = await fetch("about.json", { signal: AbortSignal.timeout(patience_ms) });
    readDate(answer.headers.get("date"), (asked + Date.now()) / 2000);
    const { title = null, endpoints = [], topics = [], layout = null, history = false } =
      answer.ok ? await answer.json() : {};
    return { title, endpoints: endpoints.map(textOf), topics: topics.map(textOf), layout, history };
  } catch {
    return { title: null, endpoints: [], topics: [], layout: null, history: false };
  }
}

/**
 * @param {About} about
 * @returns {string} what the stream is called: its title, or where it comes from
 */
export function nameOf({ title, endpoints, topics }) {
  const more = endpoints.length > 2 ? [`and ${endpoints.length - 2} more`] : [];
  return title ?? ([...endpoints.slice(0, 2), ...more, topics.join(", ")].join(" ").trim() || "ZeroMQ, live");
}

/**
 * @param {About} about
 * @returns {string} where messages come from, and which; "" where that is not known
 */
export function sourceOf({ endpoints, topics }) {
  if (endpoints.length === 0)
    return "";
  return `${endpoints.join(", ")}${topics.length === 0 ? "" : `, with topics that begin with ${topics.join(" or ")},`}`;
}

/** The date of an answer is that of its server, in whole seconds (RFC 9110 section 6.6.1). */
function readDate(date, here) {
  const time = Date.parse(date) / 1000 + 0.5;
  if (!Number.isNaN(time))
    setServerTime(time, here);
}

/** What is not UTF-8 comes in Base64. */
function textOf(value) {
  return typeof value === "string" ? value : new TextDecoder().decode(Uint8Array.from(atob(value.b64), bytesOf));
}

function bytesOf(character) {
  return character.charCodeAt(0);
}
