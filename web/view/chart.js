// SPDX-License-Identifier: MIT

import { drawBaseLabels, drawValueLabels, label_distance, text_scale, widestOf } from "./labels.js";
import { valueTicks } from "./value_ticks.js";

const label_room = 24 * text_scale; // pixels
/** More room is not only for more labels, but for a wider grid too: Flot's own measure. */
const room_factor = 0.3;
const base_label_height = Math.round(18 * text_scale); // pixels
/** Around the curves, in all plots alike, so that times are below each other: dots at the edge need that. */
const border_room = 7; // pixels
/** Nothing is drawn above the curves: Flot need not clear what it would draw there, which costs a frame of its own. */
const never_ms = 1e9;

/**
 * A grid with its axes, drawn by Flot and as large as its element, with labels of our own: Flot's stand off whole
 * seconds and hours, are doubled or missing. What is on it is the matter of a subclass.
 *
 * The axis below: `unit` where it is of the chart's own and has its labels here, as that of time has not.
 * @typedef {{from: number, to: number, ticks: [number, string][], unit?: string}} Across
 */
export class Chart {
  element;
  /** @type {number} points that were found */
  count = 0;
  /** @type {object[]} areas behind the curves, as Flot takes them */
  markings = [];
  theme;
  palette;
  #plot = null;
  /**
   * Of values: the left one, and the right one where there is one.
   * @type {{min: number, max: number, log: boolean, ticks: [number, string][]}[]}
   */
  #axes = [];
  #size = "";
  /** @type {Across} */
  #across;

  /**
   * @param {HTMLElement} element is given Flot's canvases
   * @param {ReturnType<import("./theme.js").readTheme>} theme
   * @param {import("./palette.js").Palette} palette
   */
  constructor(element, theme, palette) {
    this.element = element;
    this.theme = theme;
    this.palette = palette;
  }

  /** Chooses the axes of values. @param {{min: number, max: number, log: boolean}[]} ranges left and right */
  fit(...ranges) {
    this.#axes = ranges.map((range) => ({ ...range, ticks: valueTicks(range, this.#valueRoom) }));
  }

  /** Those of values that fit() has chosen. */
  get axes() {
    return this.#axes;
  }

  /** The axis below that was drawn last. */
  get across() {
    return this.#across;
  }

  /** @returns {?{min: number, max: number}} what the left axis of values shows */
  get range() {
    return this.#axes[0] ?? null;
  }

  /** @returns {number[]} how wide the widest label of the left and of the right axis is, in pixels; 0 where is none */
  get widestLabels() {
    return [0, 1].map((side) => widestOf((this.#axes[side]?.ticks ?? []).map(([, label]) => label)));
  }

  /**
   * Draws all.
   * @param {object[]} data Flot's series, whose points hand() has
   * @param {Across} across
   * @param {number[]} labelWidths of values at the left and at the right, in pixels; 0: no room
   */
  show(data, across, labelWidths) {
    const { clientWidth, clientHeight } = this.element;
    if (clientWidth === 0 || clientHeight === 0)
      return;
    this.#across = across;
    const shape = [this.#axes[0].log, this.#axes.length, labelWidths[1], across.unit];
    const size = [clientWidth, clientHeight, devicePixelRatio, ...shape].join(" ");
    if (this.#plot === null || size !== this.#size) {
      this.#size = size;
      this.#plot?.destroy();
      this.#plot = jQuery.plot(this.element, data, this.#options(labelWidths));
    }
    const [x] = this.#plot.getXAxes();
    Object.assign(x.options, acrossAxis(across));
    for (const axis of this.#plot.getYAxes())
      Object.assign(axis.options, this.#valueAxis(axis.n - 1, labelWidths));
    this.#plot.getOptions().grid.markings = this.markings;
    this.#plot.setData(data);
    this.#plot.setupGrid(true);
    this.#plot.draw();
  }

  /**
   * Gives Flot the points of one of its series, so that it copies none.
   * @param {number} _index
   * @returns {ArrayLike<?number>} x and y by turns, null for gaps
   */
  hand(_index) {
    return [];
  }

  /**
   * Draws above the curves of Flot.
   * @param {CanvasRenderingContext2D} _context in which the plot begins at 0, 0
   * @param {any} _plot Flot's
   */
  paint(_context, _plot) {}

  /** Where the curves are, in pixels of the element; null before anything was drawn. */
  area() {
    if (this.#plot === null)
      return null;
    const { left, top } = this.#plot.getPlotOffset();
    return { left, top, width: this.#plot.width(), height: this.#plot.height() };
  }

  /** How many labels there is room for along the axis of values, about. */
  get #valueRoom() {
    const height = this.area()?.height ?? this.element.clientHeight;
    return Math.max(2, Math.min(height / label_room, room_factor * Math.sqrt(height)));
  }

  /** How many columns of points there is room for: a pixel of the screen each. */
  get columns() {
    return Math.max(50, Math.round((this.area()?.width ?? this.element.clientWidth) * devicePixelRatio));
  }

  /** @returns {?HTMLCanvasElement} */
  canvas() {
    return this.#plot?.getCanvas() ?? null;
  }

  remove() {
    this.#plot?.destroy();
    this.element.remove();
  }

  #options(labelWidths) {
    const { grid, edge, muted } = this.theme;
    return {
      xaxis: { ...acrossAxis(this.#across), autoScale: "none", showTickLabels: "none" },
      yaxes: labelWidths.filter((width) => width > 0).map((_, side) => ({
        ...this.#valueAxis(side, labelWidths),
        show: true, // though all its curves are drawn by a subclass
        autoScale: "none",
        mode: this.#axes[side]?.log ? "log" : null,
        showTickLabels: "none",
        ...(side === 1 && { position: "right", tickLength: 0, reserveSpace: true }),
      })),
      grid: {
        color: grid, tickColor: grid, borderColor: edge, borderWidth: 1, labelMargin: label_distance,
        minBorderMargin: border_room,
      },
      legend: { show: false },
      interaction: { redrawOverlayInterval: never_ms },
      hooks: {
        processRawData: [(plot, series, _data, datapoints) => {
          datapoints.points = this.hand(plot.getData().indexOf(series));
          datapoints.pointsize = 2;
        }],
        draw: [
          (plot, context) => this.#paint(plot, context),
          (plot, context) => drawValueLabels(plot, context, muted),
          (plot, context) => drawBaseLabels(plot, context, muted, this.#across.unit),
        ],
      },
    };
  }

  #valueAxis(side, labelWidths) {
    const { min, max, ticks } = this.#axes[side] ?? { min: 0, max: 1, ticks: [] };
    return { min, max, ticks, labelWidth: labelWidths[side] };
  }

  #paint(plot, context) {
    const { left, top } = plot.getPlotOffset();
    context.save();
    context.translate(left, top);
    this.paint(context, plot);
    context.restore();
  }
}

/** @param {Across} across */
function acrossAxis({ from, to, ticks, unit }) {
  return { min: from, max: to, ticks, labelHeight: unit === undefined ? 0 : base_label_height };
}

/** A series of Flot without curves: with none at all it draws no grid. */
export const no_curves = [{ data: [], lines: { show: false }, points: { show: false }, shadowSize: 0 }];
