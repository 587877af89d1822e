// SPDX-License-Identifier: MIT

import { readAnswer } from "./answer.js";

/** So many columns of all series together are asked for at most, and for so many series. */
const [most_columns, most_series] = [250_000, 500];
const longest_query = 8000; // characters
/** More than what numbers can tell apart of the times of today: the end of what is asked for is not included. */
const least_time = 1e-6; // seconds
/** The server takes no other times, Unix seconds: it has nothing there. */
const [earliest, latest] = [0, 1e11];

/**
 * Times in Unix seconds, infinite where there is no bound; both included.
 * @typedef {{from: number, to: number, columns: number}} Part
 *
 * Series, as /series lists them.
 * @typedef {{series: string, first: number, last: number, count: number}} Known
 */

/** Asks the server that the page came from for what it has kept: see zws(7). */
export class Client {
  #topics;
  #isOff;

  /**
   * @param {object} wish
   * @param {string[]} wish.topics percent-encoded, with which names of series are to begin; none: all
   * @param {{x: ?string, y: string[]}} wish.fields the server keeps what it finds itself, not what a person has chosen
   * @param {{history: boolean}} about whether the server keeps anything
   */
  constructor({ topics, fields }, about) {
    this.#topics = topics.map(nameOf);
    this.#isOff = !about.history || fields.x !== null || fields.y.length > 0;
  }

  /**
   * @param {Part} part
   * @returns {Promise<?import("./answer.js").Answer>} null where the server keeps nothing, not even from now on
   * @throws {Error} where it does not answer
   */
  async ask({ from, to, columns }) {
    const known = await this.series();
    if (known === null)
      return null;
    const begin = withinBounds(Number.isFinite(from) ? from : Math.min(...known.map(({ first }) => first)));
    const end = withinBounds(Number.isFinite(to) ? to : Math.max(...known.map(({ last }) => last)));
    if (known.length === 0 || begin > end || begin === latest)
      return { from: begin, to: -Infinity, series: [] };
    const most = Math.max(1, Math.floor(most_columns / known.length));
    const query = { from: begin, to: withinBounds(end + least_time), columns: Math.min(columns, most) };
    const answers = await Promise.all(requestsFor(known).map((names) => get("history", names, query)));
    const read = await Promise.all(answers.map(async (answer) => readAnswer(await answer.arrayBuffer())));
    return { from: begin, to: end, series: read.flatMap(({ series }) => series) };
  }

  /**
   * @param {string[]} names of series
   * @param {Part} part
   * @returns {Promise<Blob>}
   * @throws {Error} where it does not answer
   */
  async csv(names, part) {
    const [from, to] = [part.from, part.to].map(withinBounds);
    return (await get("history.csv", names, { ...part, from, to })).blob();
  }

  /** @returns {Promise<?Known[]>} what is kept of the series that are wanted; null where there is no history */
  async series() {
    if (this.#isOff)
      return null;
    const answer = await fetch("series");
    if (answer.status === 404)
      return null;
    const isWanted = ({ series }) => this.#topics.some((topic) => series.startsWith(topic));
    const all = await (await checked(answer)).json();
    const wanted = this.#topics.length === 0 ? all : all.filter(isWanted);
    const newest = wanted.toSorted((one, other) => other.last - one.last).slice(0, most_series);
    return wanted.length <= most_series ? wanted : newest;
  }
}

function withinBounds(time) {
  return Math.max(earliest, Math.min(latest, time));
}

/**
 * Names of series, in parts for one request each. All are named: there may be more by then, which would be too many.
 * @param {Known[]} known
 * @returns {string[][]}
 */
function requestsFor(known) {
  const parts = [[]];
  let length = 0;
  for (const { series } of known) {
    const more = encodeURIComponent(series).length + "&series=".length;
    if (length + more > longest_query && length > 0) {
      parts.push([]);
      length = 0;
    }
    parts.at(-1).push(series);
    length += more;
  }
  return parts;
}

/** @param {string} path @param {string[]} names @param {Part} part */
async function get(path, names, part) {
  const query = new URLSearchParams(Object.entries(part).map(([name, value]) => [name, String(value)]));
  names.forEach((name) => query.append("series", name));
  return checked(await fetch(`${path}?${query}`));
}

/** @param {Response} answer */
async function checked(answer) {
  if (!answer.ok)
    throw new Error((await answer.text()).trim());
  return answer;
}

/** What is not UTF-8 is nothing that a name begins with. */
function nameOf(topic) {
  try {
    return decodeURIComponent(topic);
  } catch {
    return "\0";
  }
}
