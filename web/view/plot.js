// SPDX-License-Identifier: MIT

import { kindsFor } from "../data/arrangement.js";
import { PlotHandle } from "./plot_handle.js";
import { PlotHead } from "./plot_head.js";
import { pointsBetween } from "../data/sorted_times.js";

/** @type {import("../data/arrangement.js").Group} */
export const empty_grid = { key: "", place: 0, kind: "lines", series: [] };

/** A panel with what stands above it. */
export class Plot {
  element = document.createElement("section");
  /** Where the panel is. */
  ground = document.createElement("div");
  /** @type {import("./plots.js").Drawer} */
  panel;
  isSeen = true;
  group = empty_grid;
  #height = 1;
  handle;
  #head;

  /** @param {import("./plots.js").PlotHandlers} handlers */
  constructor(handlers) {
    this.#head = new PlotHead({ kind: handlers.kind, option: handlers.option,
      menu: (button) => handlers.menu(this.group, button) });
    this.ground.className = "panel";
    this.element.className = "plot";
    this.handle = new PlotHandle((height) => handlers.height(this.group, height), () => {
      this.#showHeight();
      handlers.redraw();
    });
    this.element.append(this.#head.element, this.ground, this.handle.element);
    this.element.addEventListener("dragover", (event) => event.preventDefault());
    this.element.addEventListener("drop", (event) => {
      event.preventDefault();
      handlers.drop(event.dataTransfer.getData("text/plain"), this.group);
    });
  }

  /** Finds what is to be drawn. */
  prepare(time, wish) {
    this.panel.prepare(this.group.series, time, wishFor(wish.axes.get(this.group.place), wish));
  }

  /** @returns {string} how much room there is for curves: another text where it is another one */
  get room() {
    return `${this.panel.columns} ${this.panel.area()?.height}`;
  }

  /** How many points there are in it, seen or not. */
  count(time) {
    return this.isSeen ? this.panel.count : this.group.series.reduce((sum, one) => sum + pointsBetween(one, time), 0);
  }

  /**
   * @param {import("../data/arrangement.js").Group} group
   * @param {boolean} isLone whether it is the only plot
   * @param {import("./plots.js").Axis | undefined} axis
   * @param {import("./palette.js").Palette} palette
   * @param {import("../spectra/kind_options.js").KindOptions} options
   */
  show(group, isLone, axis, palette, options) {
    this.group = group;
    this.#head.show(group, !isLone || group.place > 0, palette, kindsFor(group.series), options, axis?.unit ?? "");
    this.element.dataset.kind = group.kind;
    this.element.classList.toggle("lone", isLone && group.place === 0);
    this.#height = axis?.height ?? 1;
    this.#showHeight();
  }

  #showHeight() {
    this.element.style.setProperty("--height", String(this.handle.dragged ?? this.#height));
  }
}

/** What is wanted of a plot that has an axis of its own. @returns {import("./plots.js").Wish} */
function wishFor(axis, wish) {
  if (axis === undefined || (axis.range === null && !axis.log))
    return wish;
  const { min, max } = axis.range ?? { min: 0, max: 0 };
  const mode = axis.range === null ? "auto" : "fixed";
  return { ...wish, hasOwnAxis: true, values: { mode, min, max, log: axis.log } };
}
