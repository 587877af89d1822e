// SPDX-License-Identifier: MIT

import { ClockMark } from "./clock_mark.js";
import { valueText } from "../../data/words.js";
import { onLongPress } from "./long_press.js";
import { suits, treeOf } from "../../data/tree.js";
import { write } from "../../view/write.js";

const rate_interval = 2; // seconds

/**
 * All series as a tree, beside the plots: which are shown, their colours, newest values, points a second, and the plots
 * they are in, numbered from the top, and whose clocks are off.
 *
 * @typedef {object} ListHandlers
 * @property {(names: string[], shown: boolean) => void} show
 * @property {(name: string, button: HTMLElement) => void} open where a person wants more of a series
 * @property {(name: string) => void} believe where a person wants it at its own times
 */
export class SeriesList {
  #element;
  #handlers;
  #filter = document.createElement("input");
  #tree = document.createElement("div");
  /** @type {Map<string, SeriesRow>} */
  #rows = new Map();
  /** @type {Branch[]} */
  #branches = [];
  #key = "";

  /**
   * @param {HTMLElement} element is filled
   * @param {ListHandlers} handlers
   * @param {() => void} onFilter is called when other series are to be listed
   */
  constructor(element, handlers, onFilter) {
    this.#element = element;
    this.#handlers = handlers;
    this.#filter.type = "search";
    this.#filter.placeholder = "Find";
    this.#filter.ariaLabel = "Find series";
    this.#filter.addEventListener("input", onFilter);
    this.#tree.className = "tree";
    element.append(this.#filter, this.#tree);
  }

  get isOpen() {
    return !this.#element.hidden;
  }

  set isOpen(open) {
    this.#element.hidden = !open;
  }

  /**
   * @param {import("../../data/series.js").Series[]} series
   * @param {Set<string>} hidden
   * @param {(name: string) => import("../../view/palette.js").Look} look
   * @param {Map<string, number>} plots numbers of the plots, by name
   * @param {import("../../data/clocks.js").Clocks} clocks
   */
  update(series, hidden, look, plots, clocks) {
    if (!this.isOpen)
      return;
    const names = series.map(({ name }) => name).filter((name) => suits(name, this.#filter.value.trim()));
    const key = JSON.stringify(names);
    if (key !== this.#key) {
      this.#key = key;
      this.#build(names);
    }
    const now = performance.now() / 1000;
    for (const one of series) {
      const row = this.#rows.get(one.name);
      row?.show(one, !hidden.has(one.name), look(one.name), plots.get(one.name), now);
      row?.clock.show(clocks.moved(one.name));
    }
    this.#branches.forEach((branch) => branch.show(hidden));
  }

  #build(names) {
    const closed = new Set(this.#branches.filter(({ element }) => !element.open).map(({ path }) => path));
    this.#rows.clear();
    this.#branches = [];
    this.#tree.replaceChildren(...treeOf(names).map((node) => this.#elementOf(node, closed)));
  }

  #elementOf(node, closed) {
    if (node.name !== null) {
      const row = new SeriesRow(node.label, node.name, this.#handlers);
      this.#rows.set(node.name, row);
      return row.element;
    }
    const children = node.children.map((child) => this.#elementOf(child, closed));
    const branch = new Branch(node, children, this.#handlers);
    branch.element.open = !closed.has(node.path);
    this.#branches.push(branch);
    return branch.element;
  }
}

/** What is below a part of names. */
class Branch {
  element = document.createElement("details");
  path;
  #names;
  #box;

  constructor(node, children, handlers) {
    this.path = node.path;
    this.#names = namesBelow(node);
    this.#box = checkBox(`Show all of ${node.path}`, (shown) => handlers.show(this.#names, shown));
    const summary = document.createElement("summary");
    summary.append(this.#box, node.label.trim(), text("span", "tree-count", String(this.#names.length)));
    this.element.append(summary, ...children);
  }

  show(hidden) {
    const count = this.#names.filter((name) => hidden.has(name)).length;
    this.#box.checked = count === 0;
    this.#box.indeterminate = count > 0 && count < this.#names.length;
  }
}

/** One series. It is written to only where something changes. */
class SeriesRow {
  element = document.createElement("div");
  clock;
  #box;
  #swatch = text("button", "tree-swatch", "");
  #value = text("span", "tree-value", "");
  #rate = text("span", "tree-rate", "");
  #plot = text("span", "tree-plot", "");
  #label;
  #title;
  #look = null;
  #before = { count: 0, time: NaN };

  constructor(label, name, handlers) {
    this.#box = checkBox(`Show ${name}`, (shown) => handlers.show([name], shown));
    this.#swatch.type = "button";
    this.#swatch.ariaLabel = `Colour and plot of ${name}`;
    this.#swatch.addEventListener("click", () => handlers.open(name, this.#swatch));
    this.clock = new ClockMark(() => handlers.believe(name));
    this.#label = label;
    this.#title = text("span", "tree-name", label);
    this.#title.title = name;
    this.element.className = "tree-row";
    this.element.draggable = true;
    this.element.addEventListener("dragstart", ({ dataTransfer }) => dataTransfer.setData("text/plain", name));
    onLongPress(this.element, () => handlers.open(name, this.#swatch));
    this.element.append(this.#box, this.#swatch, this.#title, this.#value, this.#rate, this.#plot,
      this.clock.element);
  }

  show(series, shown, look, plot, now) {
    if (this.#box.checked !== shown)
      this.#box.checked = shown;
    if (look !== this.#look) {
      this.#look = look;
      this.#swatch.style.setProperty("--colour", look.colour);
      write(this.#title, look.label === series.name ? this.#label : look.label);
    }
    write(this.#value, valueText(series, series.y.at(-1) ?? NaN));
    write(this.#plot, plot === undefined ? "" : String(plot));
    this.#tellRate(series.length + series.forgotten, now);
  }

  #tellRate(count, now) {
    const { count: before, time } = this.#before;
    if (now - time < rate_interval)
      return;
    this.#before = { count, time: now };
    const rate = (count - before) / (now - time);
    write(this.#rate, Number.isNaN(rate) ? "" : `${rate >= 10 || rate === 0 ? Math.round(rate) : rate.toFixed(1)}/s`);
  }
}

function namesBelow({ name, children }) {
  return name === null ? children.flatMap(namesBelow) : [name];
}

function checkBox(label, onChange) {
  const box = document.createElement("input");
  box.type = "checkbox";
  box.ariaLabel = label;
  box.addEventListener("change", () => onChange(box.checked));
  return box;
}

function text(tag, className, content) {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = content;
  return element;
}
