// SPDX-License-Identifier: MIT

import { clock } from "../data/words.js";
import { text_scale } from "../view/labels.js";

/** As the style sheet has it, pixels. */
const row_height = 22 * text_scale;
/** Times with milliseconds. */
const time_span = 10;

/**
 * Lines of a log, one below the other, with elements only for those in sight. It follows the newest one until a person
 * scrolls away from it; then what is in sight stays there.
 */
export class LogRows {
  element = document.createElement("div");
  #space = document.createElement("div");
  /** @type {LogRow[]} */
  #rows = [];
  /** @type {import("../data/lines.js").Line[]} */
  #lines = [];
  /** @type {"local" | "utc"} */
  #zone = "local";
  #isFollowing = true;
  #onPick;

  /** @param {(line: import("../data/lines.js").Line) => void} onPick is called for a click on a line */
  constructor(onPick) {
    this.#onPick = onPick;
    this.element.className = "log-rows";
    this.element.tabIndex = 0;
    this.element.role = "log";
    this.element.ariaLabel = "Lines";
    this.element.ariaLive = "off"; // there may be thousands a second
    this.#space.className = "log-space";
    this.element.append(this.#space);
    this.element.addEventListener("scroll", () => {
      const { scrollTop, scrollHeight, clientHeight } = this.element;
      this.#isFollowing = scrollTop + clientHeight >= scrollHeight - row_height / 2;
      this.#draw();
    });
    new ResizeObserver(() => this.#place()).observe(this.element);
  }

  /**
   * @param {import("../data/lines.js").Line[]} lines in the order of their numbers
   * @param {"local" | "utc"} zone
   */
  show(lines, zone) {
    const top = this.element.scrollTop / row_height;
    const first = this.#lines[Math.floor(top)]?.number;
    this.#lines = lines;
    this.#zone = zone;
    this.#space.style.height = `${lines.length * row_height}px`;
    if (!this.#isFollowing && first !== undefined)
      this.element.scrollTop = (placeOf(first, lines) + (top % 1)) * row_height;
    this.#place();
  }

  #place() {
    if (this.#isFollowing)
      this.element.scrollTop = this.element.scrollHeight;
    this.#draw();
  }

  #draw() {
    const first = Math.floor(this.element.scrollTop / row_height);
    const count = Math.min(this.#lines.length - first, Math.ceil(this.element.clientHeight / row_height) + 1);
    while (this.#rows.length < count)
      this.#rows.push(this.#add());
    this.#rows.forEach((row, at) => row.show(at < count ? this.#lines[first + at] : null, first + at, this.#zone));
  }

  #add() {
    const row = new LogRow();
    row.element.addEventListener("click", () => this.#onPick(row.line));
    this.#space.append(row.element);
    return row;
  }
}

/** One line. It is written to only where something changes. */
class LogRow {
  element = document.createElement("button");
  /** @type {?import("../data/lines.js").Line} */
  line = null;
  #cells = ["time", "level", "topic", "text"].map((name) => {
    const cell = document.createElement("span");
    cell.className = `log-${name}`;
    return cell;
  });
  #key = "";

  constructor() {
    this.element.type = "button";
    this.element.className = "log-row";
    this.element.append(...this.#cells);
  }

  /** @param {?import("../data/lines.js").Line} line null: none @param {number} place from the top */
  show(line, place, zone) {
    const key = line === null ? "" : `${line.number} ${place} ${zone}`;
    if (key === this.#key)
      return;
    this.#key = key;
    this.line = line;
    this.element.hidden = line === null;
    if (line === null)
      return;
    this.element.style.transform = `translateY(${place * row_height}px)`;
    this.element.dataset.level = line.level;
    this.element.title = line.text;
    const texts = [clock(line.time, time_span, zone), line.level, line.topic, line.text];
    this.#cells.forEach((cell, at) => { cell.textContent = texts[at]; });
  }
}

/** Where the line with a number is, or where it would be. */
function placeOf(number, lines) {
  let [low, high] = [0, lines.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (lines[middle].number < number)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}
