// SPDX-License-Identifier: MIT

import { clock, formatValue, valueText } from "../data/words.js";
import { heldValue } from "../data/held.js";
import { indexAfter, indexFrom, indexNearest, usualStep } from "../data/sorted_times.js";
import { Pace } from "./pace.js";
import { write } from "./write.js";

const reach = 8; // pixels
const some_steps = 4; // at both sides
const box_distance = 8; // pixels
/** Rows are not lower: what the box cuts off for want of room need not be written. */
const least_row_height = 16; // pixels
/** Numbers that change faster cannot be read, and cost half of the time. */
const write_interval_ms = 100;

/**
 * A line at one time across all plots, with the values of all series there: under the pointer, or moved by keys. Over a
 * plot with other axes it has what is there.
 */
export class Cursor {
  #element;
  #line = document.createElement("div");
  #box = document.createElement("div");
  #time = document.createElement("div");
  #rows = [];
  #part = null;
  /** @type {?{x: number, y: number}} where the pointer is, while it shows the cursor */
  #pointer = null;
  #pace;
  #stepAt;
  /** Whether it was moved after its values were written. */
  #isMoved = true;
  /** Where it was drawn. */
  #left = NaN;

  /**
   * @param {HTMLElement} element the plots' own
   * @param {() => void} redraw is called where it is to be drawn, though nothing else may have changed
   * @param {(time: number) => number} [stepAt] of how long a time points stand for all, seconds; 0 where they are all
   */
  constructor(element, redraw, stepAt = () => 0) {
    this.#stepAt = stepAt;
    this.#element = element;
    this.#pace = new Pace(write_interval_ms, redraw);
    element.addEventListener("pointermove", ({ clientX, clientY }) => { this.#pointer = { x: clientX, y: clientY }; });
    this.#line.className = "cursor-line";
    this.#box.className = "cursor-box";
    this.#time.className = "cursor-time";
    this.#box.append(this.#time);
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
   * @param {number} [most] values, the first ones
   * @returns {{name: string, value: number, text: string, isWord: boolean}[]} the values nearest to where it is, NaN
   *     for a series that has none near: within some pixels, or its usual step; of states that which holds there. Where
   *     points stand for more than themselves the text is from the least to the greatest
   */
  values(store, time, width, hidden, most = Infinity) {
    const at = timeAt(time, this.part);
    const near = nearness(time, width);
    const step = this.#stepAt(at);
    return store.series.filter(({ name, length }) => length > 0 && !hidden.has(name)).slice(0, most)
      .map((series) => {
        const value = series.words ? heldValue(series, at) : valueNear(series, at, near);
        const range = step > 0 && !series.words ? rangeText(series, at - step / 2, at + step / 2) : null;
        const text = range ?? valueText(series, value);
        return { name: series.name, value, text, isWord: Boolean(series.words?.[value]) };
      });
  }

  /** @param {number} part of the plot's width, 0 to 1; it stays there while data moves on */
  show(part) {
    this.#isMoved = true;
    this.#part = Math.min(1, Math.max(0, part));
  }

  /** @param {number} step of the plot's width */
  move(step) {
    this.#pointer = null;
    this.show((this.#part ?? 1) + step);
  }

  hide() {
    this.#part = null;
    this.#pointer = null;
    this.#line.hidden = true;
    this.#box.hidden = true;
  }

  /**
   * Draws it where it is. While data moves on its values are written some times a second.
   * @param {import("./plots.js").Plots} plots
   * @param {{series: import("../data/series.js").Points[]}} store
   * @param {{from: number, to: number}} time
   * @param {{hidden: Set<string>, zone: "local" | "utc"}} wish
   */
  draw(plots, store, time, { hidden, zone }) {
    const area = plots.panels[0]?.area();
    if (this.#part === null || !area)
      return;
    const left = area.left + area.width * this.#part;
    const panel = this.#panelBelow(plots);
    if (this.#pace.isDue(this.#isMoved || left !== this.#left)) {
      const at = timeAt(time, this.#part);
      const most = Math.ceil(this.#element.clientHeight / least_row_height);
      const reading = panel === null ? { title: clock(at, time.to - time.from, zone),
        rows: this.values(store, time, area.width, hidden, most) } : this.#read(panel);
      write(this.#time, reading.title);
      this.#write(reading.rows.slice(0, most), plots);
      this.#box.hidden = false;
      this.#element.dataset.cursorX = String(at);
      this.#place(left);
      [this.#isMoved, this.#left] = [false, left];
    }
    this.#placeLine(left, panel);
  }

  /** @returns {?import("./plots.js").Drawer} what is below the pointer, if it tells itself what is there */
  #panelBelow(plots) {
    const { x, y } = this.#pointer ?? { x: -1, y: -1 };
    const isBelow = ({ left, right, top, bottom }) => x >= left && x <= right && y >= top && y <= bottom;
    return plots.panels.find((panel) => panel.read && panel.area() && isBelow(panel.element.getBoundingClientRect()))
      ?? null;
  }

  #read(panel) {
    const { left, top } = panel.element.getBoundingClientRect();
    const area = panel.area();
    return panel.read({ x: this.#pointer.x - left - area.left, y: this.#pointer.y - top - area.top });
  }

  /** Across all plots; over one that has another axis than time only there. */
  #placeLine(left, panel) {
    this.#line.hidden = false;
    this.#line.style.left = `${left}px`;
    this.#line.classList.toggle("over-one", panel !== null);
    const [line, box] = [this.#line.style, this.#box.style];
    if (panel === null) {
      line.top = line.height = box.top = "";
      return;
    }
    const [outer, inner] = [this.#element, panel.element].map((element) => element.getBoundingClientRect().top);
    const top = inner - outer + panel.area().top;
    line.top = `${top}px`;
    line.height = `${panel.area().height}px`;
    box.top = `${top + box_distance}px`;
  }

  /** Rows stay, as making them takes longer than writing to them. */
  #write(values, plots) {
    for (const { element } of this.#rows.splice(values.length))
      element.remove();
    values.forEach(({ name, value, text = formatValue(value), isWord = false }, at) => {
      if (at === this.#rows.length) {
        this.#rows.push(new CursorRow());
        this.#box.append(this.#rows[at].element);
      }
      const { label, colour } = plots.look(name);
      this.#rows[at].set(label, text, isWord ? plots.wordColour(text) : colour);
    });
  }

  #place(left) {
    const room = this.#element.clientWidth - left;
    const onLeft = room < this.#box.offsetWidth + 20 && left > room;
    this.#box.style.left = onLeft ? "" : `${left + 10}px`;
    this.#box.style.right = onLeft ? `${room + 10}px` : "";
  }
}

/**
 * @param {{from: number, to: number}} time what is seen, Unix seconds
 * @param {number} width in pixels
 * @returns {number} how many seconds away from a cursor something is that counts as under it
 */
export function nearness({ from, to }, width) {
  return ((to - from) / width) * reach;
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

/**
 * @param {Pick<import("../data/series.js").Points, "x" | "y">} series of which there may be a million points
 * @param {number} from Unix seconds
 * @param {number} to
 * @returns {?string} the least and the greatest value between two times; null where there are not two
 */
export function rangeText({ x, y }, from, to) {
  const values = y.subarray(indexFrom(x, from), indexAfter(x, to));
  let [least, greatest] = [Infinity, -Infinity];
  for (const value of values) { // NaN is neither
    if (value < least)
      least = value;
    if (value > greatest)
      greatest = value;
  }
  return least < greatest ? `${formatValue(least)} … ${formatValue(greatest)}` : null;
}

/** One series. */
class CursorRow {
  element = document.createElement("div");
  #swatch = document.createElement("span");
  #name = document.createElement("span");
  #value = document.createElement("span");
  #colour = "";

  constructor() {
    this.element.className = "cursor-row";
    this.#swatch.className = "swatch";
    this.#name.className = "cursor-name";
    this.#value.className = "cursor-value";
    this.element.append(this.#swatch, this.#name, this.#value);
  }

  set(name, text, colour) {
    write(this.#name, name);
    write(this.#value, text);
    if (colour !== this.#colour)
      this.#swatch.style.background = colour;
    this.#colour = colour;
  }
}
