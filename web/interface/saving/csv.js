// SPDX-License-Identifier: MIT

import { indexAfter, indexFrom } from "../../data/sorted_times.js";

const head = "series,time,value\r\n";
/** What is made in a few milliseconds. */
const lines_a_part = 2000;

/**
 * The points of some series between two times, raw, as CSV (RFC 4180): series, time in Unix seconds, value or word,
 * which is empty for a gap. They are those of the time of the call; the page goes on while the text is made.
 *
 * @param {import("../../data/series.js").Points[]} series
 * @param {number} from Unix seconds, -Infinity for all
 * @param {number} to the same, Infinity for all
 * @returns {Promise<Blob>}
 */
export function csvOf(series, from, to) {
  return csvFrom(linesOf(series.map(({ name, words, x, y }) => {
    const [begin, end] = [indexFrom(x, from), indexAfter(x, to)];
    return { field: csvField(name), words, x: x.slice(begin, end), y: y.slice(begin, end) };
  })));
}

function* linesOf(series) {
  for (const { field, words, x, y } of series) {
    for (let i = 0; i < x.length; ++i)
      yield csvLine(field, x[i], y[i], words);
  }
}

/**
 * Puts lines together in parts that the browser keeps: never all of them in one string, and with a turn for the browser
 * to draw and to receive after each.
 *
 * @param {Iterable<string>} lines as csvLine() makes them
 * @returns {Promise<Blob>} with the names of the columns in front
 */
export async function csvFrom(lines) {
  const parts = [];
  let part = head;
  let count = 0;
  for (const line of lines) {
    part += line;
    count += 1;
    if (count % lines_a_part === 0) {
      parts.push(new Blob([part]));
      part = "";
      await browsersTurn();
    }
  }
  return new Blob([...parts, part], { type: "text/csv" });
}

/**
 * @param {string} field what csvField() makes of the series' name
 * @param {number} x Unix seconds
 * @param {number} y NaN for a gap
 * @param {?string[]} [words] what its values stand for
 */
export function csvLine(field, x, y, words = null) {
  const value = Number.isNaN(y) ? "" : words ? csvField(words[y]) : y;
  return `${field},${x},${value}\r\n`;
}

/** Quoted where it has to be; a quote in front of what a spreadsheet would take for a formula. @param {string} text */
export function csvField(text) {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** As a timer of no time, which in a hidden tab would be one of a second. */
function browsersTurn() {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
