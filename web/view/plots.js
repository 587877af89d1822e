// SPDX-License-Identifier: MIT

import { Arrangement, kindOf } from "../data/arrangement.js";
import { Decimators } from "../data/decimate.js";
import { knownNames } from "../data/still.js";
import { Lanes } from "./lanes.js";
import { Palette } from "./palette.js";
import { Panel } from "./panel.js";
import { label_distance } from "./labels.js";
import { Plot, empty_grid } from "./plot.js";
import { SpectrumPanel } from "./spectrum.js";
import { readTheme } from "./theme.js";
import { TimeAxis } from "./time_axis.js";
import { WaterfallPanel } from "./waterfall.js";
import { WaveformPanel } from "./waveform.js";
import { XyPanel } from "./xy.js";
import { wordColour } from "./word_colours.js";

/**
 * What is called where plots come into sight, which are drawn only there, or get another size; where a person wants
 * series shown as something else, or in another way (see KindOptions), opens the menu of a plot, has chosen its height,
 * and drags a series to it.
 *
 * @typedef {object} PlotHandlers
 * @property {() => void} redraw
 * @property {(names: string[], kind: string) => void} kind
 * @property {(name: string, value: string) => void} option
 * @property {(group: import("../data/arrangement.js").Group, button: HTMLElement) => void} menu
 * @property {(group: import("../data/arrangement.js").Group, height: number) => void} height
 * @property {(name: string, group: import("../data/arrangement.js").Group) => void} drop
 */

/**
 * What a plot is drawn by. Where its axis is not that of time, or it has more than two axes, read() tells what is at a
 * place of it, in pixels from the upper left corner of its curves.
 *
 * @typedef {"element" | "count" | "range" | "widestLabels" | "columns" | "area" | "canvas" | "remove"} Common
 * @typedef {Partial<Pick<Panel, "describe" | "across">> & {read?: (place: {x: number, y: number}) => Reading}} Rare
 * @typedef {Pick<Panel, Common | "prepare" | "draw"> & Rare} Drawer
 * @typedef {{title: string, rows: {name: string, value: number, text?: string, isWord?: boolean}[]}} Reading
 * @typedef {new (element: HTMLElement, theme: ReturnType<typeof readTheme>, palette: Palette,
 *     decimators: Decimators) => Drawer} DrawerClass
 */

/** @type {Record<import("../data/arrangement.js").Kind, DrawerClass>} */
const panels = {
  lines: Panel,
  lanes: Lanes,
  waveform: WaveformPanel,
  spectrum: SpectrumPanel,
  waterfall: WaterfallPanel,
  xy: XyPanel,
};

/** What labels of values have at least, in pixels, and by how much that grows: no jump with each label. */
const least_label_widths = [48, 24];
const label_width_step = 8;
const most_passes = 3;

/**
 * All plots of the page, one above the other, and the axis of time that they share.
 *
 * @typedef {{range: ?{min: number, max: number}, log: boolean, unit: string, height: number}} Axis
 *
 * @typedef {object} Wish
 * @property {?("one" | "stack")} layout one plot, or one for each series; null: as they fit
 * @property {"line" | "points" | "fill" | "both" | "steps"} style
 * @property {{mode: "auto" | "fixed", min: number, max: number, log: boolean}} values
 * @property {Set<string>} hidden names of series
 * @property {Map<string, import("../data/arrangement.js").Kind>} kinds that a person has chosen, by name of series
 * @property {Map<string, number>} places plots that a person has chosen, from 1 on, by name of series
 * @property {Map<number, Axis>} axes of values of these plots
 * @property {Set<string>} right names of series that have the right axis of their plot
 * @property {Map<string, string>} labels what a person calls series, by their names
 * @property {Map<string, number>} colours numbers of the palette that a person has chosen, from 1 on, by name of series
 * @property {Map<string, import("../data/limits.js").Limit>} limits of good values, by name of series
 * @property {?import("../data/trigger.js").TriggerChoice} trigger
 * @property {import("../spectra/kind_options.js").KindOptions} options
 * @property {boolean} [hasOwnAxis] whether `values` is of one plot alone
 * @property {"local" | "utc"} zone
 * @property {import("../data/lines.js").Line[]} logged lines of logs, which are marked along the time
 */
export class Plots {
  #element;
  #handlers;
  #arrangement = new Arrangement();
  /** @type {Map<string, Plot>} by the key of their group */
  #plots = new Map();
  #timeAxis = new TimeAxis();
  #theme = readTheme();
  #palette = new Palette(this.#theme);
  #decimators = new Decimators();
  #observer;
  #ratio = devicePixelRatio;
  #frames = 0;
  /** At the left and at the right; 0 where no plot has an axis. */
  #labelWidths = [least_label_widths[0], 0];
  /** @type {Record<string, string | number>} */
  #drawn = { points: 0, lastX: "", lastY: "", frames: 0, from: "", to: "" };
  /** @type {?{min: number, max: number}} the values that the first plot's axis shows */
  range = null;

  /**
   * @param {HTMLElement} element is given a plot or some, and by tell() `data-points`, how many there are,
   *     `data-last-x`, `data-last-y`, `data-frames`, how often it was drawn, `data-from` and `data-to`, the times that
   *     it shows, Unix seconds
   * @param {PlotHandlers} handlers
   */
  constructor(element, handlers) {
    this.#element = element;
    this.#handlers = handlers;
    this.#observer = new IntersectionObserver((entries) => {
      /** @type {Map<Element, Plot>} */
      const plots = new Map([...this.#plots.values()].map((plot) => [plot.element, plot]));
      for (const { target, isIntersecting } of entries) {
        if (plots.has(target))
          plots.get(target).isSeen = isIntersecting;
      }
      handlers.redraw();
    }, { rootMargin: "100px" });
    element.append(this.#timeAxis.element);
    this.tell();
  }

  /** @returns {import("../data/arrangement.js").Group[]} what is in the plots, from top to bottom */
  get groups() {
    return [...this.#plots.values()].map(({ group }) => group);
  }

  /** @returns {Drawer[]} from top to bottom */
  get panels() {
    return [...this.#plots.values()].map(({ panel }) => panel);
  }

  /** How many columns of points there is room for. */
  get columns() {
    return this.panels[0]?.columns ?? this.#element.clientWidth;
  }

  get timeAxis() {
    return this.#timeAxis;
  }

  /** Whether there were no points to draw. */
  get isEmpty() {
    return this.#drawn.points === 0;
  }

  /** To be called when colours changed. */
  restyled() {
    this.#theme = readTheme();
    this.#palette.restyle(this.#theme);
    this.#clear();
  }

  /** How a series looks. @param {string} name */
  look(name) {
    const areLanes = this.#arrangement.kind(name) === "lanes";
    return areLanes ? this.#palette.lookOfStates(name) : this.#palette.look(name);
  }

  /** @param {string} word of a state @returns {string} its colour */
  wordColour(word) {
    return wordColour(word, this.#palette, this.#theme);
  }

  /**
   * @param {import("../data/store.js").Store} store what there is
   * @param {{series: import("../data/series.js").Points[]}} source what is seen of it: the store itself, or a still
   * @param {{from: number, to: number}} time Unix seconds
   * @param {Wish} wish
   * @param {boolean} [all] whether also plots that are out of sight are drawn
   */
  draw(store, source, time, wish, all = false) {
    this.#palette.assign(knownNames(store, source), wish.colours, wish.labels);
    this.#arrangement.update(store.series, (series) => kindOf(series, wish.kinds), performance.now() / 1000);
    const seen = source.series.filter(({ name }) => !wish.hidden.has(name));
    this.#frames += 1;
    this.#arrange(this.#arrangement.groups(seen, wish.layout, wish.places), wish);
    // Labels that need more room leave less to the curves, which may need other labels.
    for (let pass = 0; pass < most_passes && this.#drawPlots(source, time, wish, all); ++pass);
    const [x, y] = seen.reduce(later, null) ?? ["", ""];
    Object.assign(this.#drawn, { lastX: x, lastY: y, frames: this.#frames, from: time.from, to: time.to });
  }

  /** @returns {boolean} whether there turned out to be other room for the curves than they were drawn for */
  #drawPlots(source, time, wish, all) {
    const every = [...this.#plots.values()];
    const plots = every.filter(({ isSeen }) => isSeen || all);
    const rooms = plots.map(({ room }) => room);
    plots.forEach((plot) => plot.prepare(time, wish));
    this.#drawn.points = every.reduce((sum, plot) => sum + plot.count(time), 0);
    this.#fitLabels(plots);
    const [first] = plots;
    if (first === undefined || source.series.length === 0)
      return false;
    this.range = plots.find(({ panel }) => panel.range !== null)?.panel.range ?? null;
    const [left, right] = this.#labelWidths;
    const area = first.panel.area() ?? { left, width: this.#element.clientWidth - left - right };
    const ticks = this.#timeAxis.ticks(time, area, wish.zone);
    plots.forEach(({ panel }) => panel.draw({ ...time, ticks }, this.#labelWidths));
    this.#timeAxis.draw(ticks, time, first.panel.area() ?? area, this.#theme, wish.logged);
    return plots.some(({ room }, at) => room !== rooms[at]);
  }

  /** All plots have the same room for labels, so that their times are below each other. */
  #fitLabels(plots) {
    const widest = [0, 1].map((side) => Math.max(0, ...plots.map(({ panel }) => panel.widestLabels[side])));
    this.#labelWidths = this.#labelWidths.map((width, side) => {
      if (side === 1 && widest[side] === 0)
        return 0;
      const needed = Math.max(least_label_widths[side], Math.ceil(widest[side] / label_width_step) * label_width_step);
      return needed <= width && needed >= width - 2 * label_width_step ? width : needed;
    });
    const left = `${this.#labelWidths[0] + label_distance}px`;
    if (this.#element.style.getPropertyValue("--label-width") !== left)
      this.#element.style.setProperty("--label-width", left);
  }

  /** Whether series may have other places now, though nothing came. @param {import("../data/store.js").Store} store */
  isDue(store) {
    return this.#arrangement.isDue(store.series);
  }

  /** Says in the element's data attributes what is drawn. Not for each picture: the browser would restyle the page. */
  tell() {
    Object.assign(this.#element.dataset, this.#drawn);
  }

  /** @param {import("../data/arrangement.js").Group[]} groups @param {Wish} wish */
  #arrange(groups, { axes, options }) {
    if (this.#ratio !== devicePixelRatio)
      this.#clear();
    this.#ratio = devicePixelRatio;
    const wanted = groups.length > 0 ? groups : [empty_grid];
    const isSame = wanted.length === this.#plots.size && wanted.every(({ key }) => this.#plots.has(key));
    const focused = isSame ? null : this.#focused();
    if (!isSame)
      this.#replace(wanted);
    const isLone = wanted.length === 1;
    const haveHandles = wanted.filter(({ kind }) => kind !== "lanes").length > 1;
    for (const group of wanted) {
      const plot = this.#plots.get(group.key);
      const axis = axes.get(group.place);
      plot.show(group, isLone, axis, this.#palette, options);
      plot.handle.show(haveHandles && group.kind !== "lanes", axis?.height ?? 1);
      if (group.series.some(({ name }) => name === focused))
        plot.handle.element.focus({ preventScroll: true });
    }
  }

  /** @returns {?string} a series of the plot whose handle has the focus: a plot that gets a number is another one */
  #focused() {
    const focused = [...this.#plots.values()].find(({ handle }) => handle.element === document.activeElement);
    return focused?.group.series[0]?.name ?? null;
  }

  /** Keeps the plots that are wanted still. */
  #replace(groups) {
    const before = this.#plots;
    this.#plots = new Map(groups.map(({ key, kind }) => [key, before.get(key) ?? this.#add(kind)]));
    for (const [key, plot] of before) {
      if (!this.#plots.has(key))
        this.#remove(plot);
    }
    this.#timeAxis.element.before(...[...this.#plots.values()].map(({ element }) => element));
    this.#element.style.setProperty("--plots", String(groups.length));
  }

  #add(kind) {
    const plot = new Plot(this.#handlers);
    plot.panel = new panels[kind](plot.ground, this.#theme, this.#palette, this.#decimators);
    this.#observer.observe(plot.element);
    return plot;
  }

  #remove(plot) {
    this.#observer.unobserve(plot.element);
    plot.panel.remove();
    plot.element.remove();
  }

  #clear() {
    this.#plots.forEach((plot) => this.#remove(plot));
    this.#plots.clear();
  }
}

/** The newest point of a series, if it is newer; gaps are none. */
function later(newest, { x, y, length }) {
  let last = length - 1;
  while (last >= 0 && Number.isNaN(y[last]))
    last -= 1;
  return last >= 0 && (newest === null || x[last] >= newest[0]) ? [x[last], y[last]] : newest;
}
