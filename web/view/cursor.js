// SPDX-License-Identifier: MIT

import { clock, formatValue } from "../data/words.js";
import { indexNearest, usualStep } from "../data/series.js";

const reach = 8; // pixels
const some_steps = 4; // at both sides

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

  get isShown() {
    return this.#part !== null;
  }

  /**
   * @param {{series: import("../data/series.js").Points[]}} store
   * @param {{from: number, to: number}} time what is seen, Unix seconds
   * @param {number} width of the plot, pixels
   * @param {Set<string>} hidden
   * @returns {{name: string, value: number}[]} the values nearest to where it is, NaN for a series that
   *     has none near: within some pixels, or its usual step
   */
  values(store, time, width, hidden) {
    const at = timeAt(time, this.part);
    const near = ((time.to - time.from) / width) * reach;
    return store.series.filter(({ name, length }) => length > 0 && !hidden.has(name))
      .map((series) => ({ name: series.name, value: valueNear(series, at, near) }));
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
   * @param {{series: import("../data/series.js").Points[]}} store
   * @param {{from: number, to: number}} time
   * @param {{hidden: Set<string>, zone: "local" | "utc"}} wish
   */
  draw(plots, store, time, { hidden, zone }) {
    const area = plots.panels[0]?.area();
    if (this.#part === null || !area)
      return;
    const at = timeAt(time, this.#part);
    const left = area.left + area.width * this.#part;
    this.#line.hidden = false;
    this.#line.style.left = `${left}px`;
    const rows = this.values(store, time, area.width, hidden)
      .map(({ name, value }) => row(name, value, plots.look(name).colour));
    const head = document.createElement("div");
    head.className = "cursor-time";
    head.textContent = clock(at, time.to - time.from, zone);
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

function timeAt({ from, to }, part) {
  return from + (to - from) * part;
}

/**
 * @param {import("../data/series.js").Points} series
 * @param {number} at Unix seconds
 * @param {number} near seconds
 * @returns {number} the value of the nearest point; NaN where it is further away than `near` and the usual step
 */
export function valueNear({ x, y }, at, near) {
  let nearest = indexNearest(x, at);
  while (nearest > 0 && Number.isNaN(y[nearest]) && x[nearest - 1] === x[nearest])
    nearest -= 1; // a line ends with a gap of the same time
  const distance = Math.abs(x[nearest] - at);
  const usual = usualStep(x, Math.min(x.length - 1, nearest + some_steps));
  return distance <= near || distance <= usual ? y[nearest] : NaN;
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
