// SPDX-License-Identifier: MIT

import { Decimator } from "../data/decimate.js";
import { lookOf } from "./palette.js";
import { Panel } from "./panel.js";
import { readTheme, rgbOf } from "./theme.js";
import { scale } from "./scale.js";
import { timeTicks } from "./time_ticks.js";
import { valueTicks } from "./value_ticks.js";
import { widestOf } from "./labels.js";

/** What labels of values have at least, in pixels, and by how much that grows: no jump with each label. */
const least_label_width = 48;
const label_width_step = 8;

/**
 * All plots of the page: one with all series, or one for each.
 *
 * @typedef {object} Wish
 * @property {"one" | "stack"} layout
 * @property {"line" | "points" | "fill" | "both"} style
 * @property {{mode: "auto" | "fixed", min: number, max: number, log: boolean}} values
 * @property {Set<string>} hidden names of series
 */
export class Plots {
  #element;
  #panels = [];
  #key = "";
  #theme = readTheme();
  #looks = [];
  /** Of series that are still somewhere: stills go. */
  #decimators = new WeakMap();
  #frames = 0;
  #labelWidth = least_label_width;
  /** @type {Record<string, string | number>} */
  #drawn = { points: 0, lastX: "", lastY: "", frames: 0, from: "", to: "" };
  /** @type {?{min: number, max: number}} the values that the first plot's axis shows */
  range = null;

  /** @param {HTMLElement} element is given a plot or some, and by tell() `data-points`, `data-last-x`, `data-last-y`,
   *     `data-frames`, how often it was drawn, `data-from` and `data-to`, the times that it shows, Unix seconds */
  constructor(element) {
    this.#element = element;
    this.tell();
  }

  get panels() {
    return this.#panels;
  }

  /** Whether there were no points to draw. */
  get isEmpty() {
    return this.#drawn.points === 0;
  }

  /** To be called when colours or the size changed. */
  restyled() {
    this.#theme = readTheme();
    this.#looks = [];
    this.#key = "";
  }

  /**
   * How a series looks.
   * @param {number} index its place in the store
   * @returns {{colour: string, rgb: number[], dash: number[], symbol: string}}
   */
  look(index) {
    if (this.#looks[index] === undefined) {
      const { variable, dash, symbol } = lookOf(index);
      const colour = this.#theme.of(variable);
      this.#looks[index] = { colour, rgb: rgbOf(colour), dash, symbol };
    }
    return this.#looks[index];
  }

  /**
   * @param {{series: import("../data/series.js").Points[]}} store
   * @param {{from: number, to: number}} time Unix seconds
   * @param {Wish} wish
   */
  draw(store, time, wish) {
    const all = store.series.map((series, index) => ({ series, index }));
    const seen = all.filter(({ series }) => !wish.hidden.has(series.name));
    const groups = wish.layout === "stack" && seen.length > 1 ? seen.map((one) => [one]) : [seen];
    this.#frames += 1;
    this.#arrange(groups, wish.layout);
    // Labels that need more room leave less to the curves.
    if (this.#drawGroups(groups, store, time, wish))
      this.#drawGroups(groups, store, time, wish);
  }

  /** @returns {boolean} whether there turned out to be other room for the curves than they were drawn for */
  #drawGroups(groups, store, time, wish) {
    const columns = this.#panels.map((panel) => panel.columns);
    const pictures = groups.map((group, at) => this.#picture(group, this.#panels[at], time, wish));
    this.range = pictures[0].axis;
    this.#fitLabels(pictures);
    const times = { ...time, ticks: timeTicks(time, this.#panels[0].timeRoom) };
    const points = pictures.reduce((sum, { count }) => sum + count, 0);
    pictures.forEach(({ curves, axis, ticks }, at) => {
      if (store.series.length > 0)
        this.#panels[at].draw(curves, times, { ...axis, ticks, labelWidth: this.#labelWidth });
    });
    const [x, y] = groups.flat().reduce((newest, { series }) => later(newest, series), null) ?? ["", ""];
    this.#drawn = { points, lastX: x, lastY: y, frames: this.#frames, from: time.from, to: time.to };
    return this.#panels.some((panel, at) => panel.columns !== columns[at]);
  }

  #picture(group, panel, time, wish) {
    const values = { min: Infinity, max: -Infinity };
    let count = 0;
    const curves = group.map(({ series, index }) => {
      const found = this.#decimator(series).decimate(time.from, time.to, panel.columns);
      values.min = Math.min(values.min, found.min);
      values.max = Math.max(values.max, found.max);
      count += found.count;
      return {
        points: wish.values.log && !found.isDense ? positive(found.points) : found.points,
        isDense: found.isDense,
        base: found.base,
        place: index,
        style: wish.style,
        ...this.look(index),
      };
    });
    const axis = scale(values, wish.values);
    return { curves, count, axis, ticks: valueTicks(axis, panel.valueRoom) };
  }

  /** All plots have the same room for labels, so that their times are below each other. */
  #fitLabels(pictures) {
    const widest = Math.max(...pictures.map(({ ticks }) => widestOf(ticks.map(([, label]) => label))));
    const needed = Math.max(least_label_width, Math.ceil(widest / label_width_step) * label_width_step);
    if (needed > this.#labelWidth || needed < this.#labelWidth - 2 * label_width_step)
      this.#labelWidth = needed;
  }

  /** Says in the element's data attributes what is drawn. Not for each picture: the browser would restyle the page. */
  tell() {
    Object.assign(this.#element.dataset, this.#drawn);
  }

  #decimator(series) {
    if (!this.#decimators.has(series))
      this.#decimators.set(series, new Decimator(series));
    return this.#decimators.get(series);
  }

  /** Makes the plots anew where it is others that are to be seen. */
  #arrange(groups, layout) {
    const namesOf = (group) => group.map(({ series }) => series.name);
    const names = groups.length > 1 ? JSON.stringify(groups.map(namesOf)) : "";
    const key = `${layout} ${names} ${devicePixelRatio}`;
    if (key === this.#key)
      return;
    this.#key = key;
    for (const panel of this.#panels)
      panel.remove();
    this.#element.style.setProperty("--panels", String(groups.length));
    this.#panels = groups.map((group, at) => {
      const element = document.createElement("div");
      element.className = "panel";
      this.#element.append(element);
      const title = groups.length > 1 ? namesOf(group).join(", ") : "";
      return new Panel(element, this.#theme, { title, hasTimes: at === groups.length - 1 });
    });
  }
}

/** The newest point of a series, if it is newer; gaps are none. */
function later(newest, { x, y, length }) {
  let last = length - 1;
  while (last >= 0 && Number.isNaN(y[last]))
    last -= 1;
  return last >= 0 && (newest === null || x[last] >= newest[0]) ? [x[last], y[last]] : newest;
}

/** A logarithm needs values above zero; others become gaps. */
function positive(points) {
  const copy = points.slice();
  for (let i = 1; i < copy.length; i += 2) {
    if (copy[i] <= 0)
      copy[i] = NaN;
  }
  return copy;
}
