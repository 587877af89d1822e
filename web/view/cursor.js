// SPDX-License-Identifier: MIT

import { clock, formatValue } from "../data/words.js";
import { indexNearest } from "../data/series.js";

/** A line at one time across all plots, with the values of all series there: under the pointer, or moved by keys. */
export class Cursor {
  #element;
  #line = document.createElement("div");
  #box = document.createElement("div");
  #part = null;

  /** @param {HTMLElement} element the plots' own */
  constructor(element) {
    this.#element = element;
    this.#line.className = "cursor-line";
    this.#box.className = "cursor-box";
    this.hide();
    element.append(this.#line, this.#box);
  }

  /** @returns {number} where it is, a part of the plot's width; 1 while it is hidden */
  get part() {
    return this.#part ?? 1;
  }

  /**
   * @param {import("../data/store.js").Store} store
   * @param {number} at Unix seconds
   * @param {Set<string>} hidden
   * @returns {{name: string, value: number, index: number}[]} the values nearest to that time
   */
  valuesAt(store, at, hidden) {
    return store.series.flatMap((series, index) => {
      const nearest = indexNearest(series.x, at);
      return nearest < 0 || hidden.has(series.name) ? [] : [{ name: series.name, value: series.y[nearest], index }];
    });
  }

  /** @param {number} part of the plot's width, 0 to 1; it stays there while data moves on */
  show(part) {
    this.#part = Math.min(1, Math.max(0, part));
  }

  /** @param {number} step of the plot's width */
  move(step) {
    this.show((this.#part ?? 1) + step);
  }

  hide() {
    this.#part = null;
    this.#line.hidden = true;
    this.#box.hidden = true;
  }

  /**
   * Draws it where it is.
   * @param {import("./plots.js").Plots} plots
   * @param {import("../data/store.js").Store} store
   * @param {{from: number, to: number}} time
   * @param {Set<string>} hidden
   */
  draw(plots, store, time, hidden) {
    const area = plots.panels[0]?.area();
    if (this.#part === null || !area)
      return;
    const at = time.from + (time.to - time.from) * this.#part;
    const left = area.left + area.width * this.#part;
    this.#line.hidden = false;
    this.#line.style.left = `${left}px`;
    const rows = this.valuesAt(store, at, hidden)
      .map(({ name, value, index }) => row(name, value, plots.look(index).colour));
    const head = document.createElement("div");
    head.className = "cursor-time";
    head.textContent = clock(at, time.to - time.from);
    this.#box.replaceChildren(head, ...rows);
    this.#box.hidden = false;
    this.#element.dataset.cursorX = String(at);
    this.#place(left);
  }

  #place(left) {
    const room = this.#element.clientWidth - left;
    const onLeft = room < this.#box.offsetWidth + 20 && left > room;
    this.#box.style.left = onLeft ? "" : `${left + 10}px`;
    this.#box.style.right = onLeft ? `${room + 10}px` : "";
  }
}

function row(name, value, colour) {
  const element = document.createElement("div");
  element.className = "cursor-row";
  const swatch = document.createElement("span");
  swatch.className = "swatch";
  swatch.style.background = colour;
  const label = document.createElement("span");
  label.className = "cursor-name";
  label.textContent = name;
  const number = document.createElement("span");
  number.className = "cursor-value";
  number.textContent = formatValue(value);
  element.append(swatch, label, number);
  return element;
}
