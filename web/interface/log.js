// SPDX-License-Identifier: MIT

import { lineFilter } from "../data/line_filter.js";
import { LogRows } from "./log_rows.js";
import { counted, count } from "../data/words.js";

/**
 * The lines of logs in the stream, in a list below the plots, with a field for what is looked for in them. As long as
 * there are none it takes no room; where there is nothing else, it has all of it.
 */
export class Log {
  /** @type {import("../data/lines.js").Line[]} those that are wanted, from the oldest to the newest */
  shown = [];
  /** @type {(time: number) => void} is called for a click on a line */
  onPick = () => {};
  #element = document.createElement("section");
  #plots;
  #lines;
  #settings;
  #rows = new LogRows(({ time }) => this.onPick(time));
  #filter = field("search", "Lines with these words, or a regular expression: /full|empty/i");
  #onlyShown = field("checkbox", "Only lines of the times that are seen");
  #told = document.createElement("span");
  /** @type {?import("../data/lines.js").Line[]} what was there when the page was paused */
  #still = null;
  #key = "";

  /**
   * @param {HTMLElement} plots the list comes below them
   * @param {import("../data/lines.js").Lines} lines
   * @param {import("./settings.js").Settings} settings
   * @param {() => void} onChosen is called where a person wants to see others
   */
  constructor(plots, lines, settings, onChosen) {
    this.#plots = plots;
    this.#lines = lines;
    this.#settings = settings;
    this.#filter.value = settings.lines;
    this.#filter.placeholder = "words or /regex/";
    this.#filter.addEventListener("input", () => {
      settings.lines = this.#filter.value;
      onChosen();
    });
    this.#onlyShown.checked = true;
    this.#onlyShown.addEventListener("change", onChosen);
    this.#element.id = "log";
    this.#element.className = "log";
    this.#element.ariaLabel = "Log";
    this.#element.hidden = true;
    this.#told.className = "log-count";
    const choice = document.createElement("label");
    choice.className = "check";
    choice.append(this.#onlyShown, " Times in sight");
    const head = document.createElement("header");
    head.className = "log-head";
    head.append(this.#filter, choice, this.#told);
    this.#element.append(head, this.#rows.element);
    plots.after(this.#element);
  }

  /**
   * Shows what there is now. It costs a look at each line that is kept: not to be called for each picture.
   * @param {import("../data/window.js").TimeWindow} window
   * @param {import("../data/store.js").Store} store where nothing is in it, there is no grid for it
   * @returns {boolean} whether others are shown now
   */
  show(window, { series }) {
    if (this.#lines.count === 0)
      return false;
    const { zone } = this.#settings;
    const isAlone = series.length === 0;
    this.#plots.hidden = isAlone;
    this.#element.hidden = false;
    this.#element.dataset.alone = String(isAlone);
    this.#onlyShown.parentElement.hidden = isAlone;
    const time = isAlone || !this.#onlyShown.checked ? null : timeOf(window);
    this.#still = window.isPaused ? this.#still ?? this.#lines.kept.slice() : null;
    const all = this.#still ?? this.#lines.kept;
    const key = [this.#still === null ? this.#lines.count : "still", time?.from, time?.to, this.#filter.value, zone];
    if (key.join(" ") === this.#key)
      return false;
    this.#key = key.join(" ");
    this.#select(all, time);
    this.#rows.show(this.shown, zone);
    return true;
  }

  #select(all, time) {
    const isWanted = lineFilter(this.#filter.value);
    this.#filter.setCustomValidity(isWanted === null ? "not a regular expression" : "");
    const timely = time === null ? all : all.filter((line) => line.time >= time.from && line.time <= time.to);
    this.shown = isWanted === null ? timely.slice() : timely.filter(isWanted);
    const { forgotten } = this.#lines;
    const parts = [this.shown.length === all.length ? counted(all.length, "line")
      : `${count(this.shown.length)} of ${counted(all.length, "line")}`];
    if (forgotten > 0)
      parts.push(`${count(forgotten)} older ones are no longer kept`);
    this.#told.textContent = parts.join(", ");
  }
}

/** The newest line is seen as long as the window moves: it may come after the newest point. */
function timeOf({ isLive, shown, wantedFrom }) {
  return { from: Math.min(wantedFrom, shown.from), to: isLive ? Infinity : shown.to };
}

function field(type, title) {
  const input = document.createElement("input");
  input.type = type;
  input.title = title;
  input.ariaLabel = title;
  return input;
}
