// SPDX-License-Identifier: MIT

import { drawBand, drawSymbols } from "./band.js";
import { drawDots } from "./dots.js";
import { drawValueLabels, label_distance, widestOf } from "./labels.js";
import { fillBase, scale } from "../data/scale.js";
import { limitAreas } from "./limit_areas.js";
import { Raster } from "./raster.js";
import { valueTicks } from "./value_ticks.js";

/** With less room for a point lines are thin: wide ones cost several times as much where the processor draws them. */
const columns_a_wide_point = 10;
const label_room = 24; // pixels
/** More room is not only for more labels, but for a wider grid too: Flot's own measure. */
const room_factor = 0.3;
/** Nothing is drawn above the curves: Flot need not clear what it would draw there, which costs a frame of its own. */
const never_ms = 1e9;

/**
 * One plot of some series over time, drawn by Flot and as large as its element.
 *
 * @typedef {object} Curve
 * @property {Float64Array} points as a Decimator finds them
 * @property {boolean} isDense what it says of them
 * @property {number} base
 * @property {number} axis 0 for the left one of values, 1 for the right one
 * @property {number} place a number of the series
 * @property {string} colour
 * @property {number[]} rgb the same
 * @property {number[]} dash lengths in pixels
 * @property {string} symbol SVG path data around 0, 0
 * @property {"line" | "points" | "fill" | "both"} style
 */
export class Panel {
  element;
  /** @type {number} points that were found */
  count = 0;
  #plot = null;
  /** @type {Curve[]} */
  #curves = [];
  /**
   * Of values: the left one, and the right one where there is one.
   * @type {{min: number, max: number, log: boolean, ticks: [number, string][], floor: number}[]}
   */
  #axes = [];
  /** @type {object[]} */
  #markings = [];
  #theme;
  #palette;
  #decimators;
  #size = "";
  #raster = new Raster();

  /**
   * @param {HTMLElement} element is given Flot's canvases
   * @param {ReturnType<import("./theme.js").readTheme>} theme
   * @param {import("./palette.js").Palette} palette
   * @param {import("../data/decimate.js").Decimators} decimators
   */
  constructor(element, theme, palette, decimators) {
    this.element = element;
    this.#theme = theme;
    this.#palette = palette;
    this.#decimators = decimators;
  }

  /**
   * Finds what is to be drawn.
   * @param {import("../data/series.js").Points[]} series
   * @param {{from: number, to: number}} time Unix seconds
   * @param {import("./plots.js").Wish} wish
   */
  prepare(series, time, wish) {
    const values = [{ min: Infinity, max: -Infinity }];
    this.count = 0;
    this.#curves = series.map((one) => {
      const found = this.#decimators.of(one).decimate(time.from, time.to, this.columns);
      const { points, isDense, base } = found;
      const axis = wish.right.has(one.name) ? 1 : 0;
      values[axis] ??= { min: Infinity, max: -Infinity };
      values[axis].min = Math.min(values[axis].min, found.min);
      values[axis].max = Math.max(values[axis].max, found.max);
      this.count += found.count;
      const drawn = wish.values.log && !isDense ? positive(points) : points;
      return { points: drawn, isDense, base, axis, style: wish.style, ...this.#palette.look(one.name) };
    });
    this.#markings = limitAreas(series.map(({ name }) => name), wish, this.#theme);
    this.#axes = values.map((extremes) => {
      const range = scale(extremes, wish.values);
      return { ...range, ticks: valueTicks(range, this.#valueRoom), floor: fillBase(range) };
    });
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
   * Draws what prepare() found.
   * @param {{from: number, to: number, ticks: import("./time_ticks.js").Tick[]}} time Unix seconds
   * @param {number[]} labelWidths of values at the left and at the right, in pixels; 0: no room
   */
  draw(time, labelWidths) {
    const { clientWidth, clientHeight } = this.element;
    const key = [clientWidth, clientHeight, devicePixelRatio, this.#axes[0].log, this.#axes.length, labelWidths[1]];
    const size = key.join(" ");
    if (this.element.clientWidth === 0 || this.element.clientHeight === 0)
      return;
    const data = this.#curves.map((curve) => this.#series(curve));
    if (this.#plot === null || size !== this.#size) {
      this.#size = size;
      this.#plot?.destroy();
      this.#plot = jQuery.plot(this.element, data, this.#options(time, labelWidths));
    }
    const [x] = this.#plot.getXAxes();
    Object.assign(x.options, timeAxis(time));
    for (const axis of this.#plot.getYAxes())
      Object.assign(axis.options, this.#valueAxis(axis.n - 1, labelWidths));
    this.#plot.getOptions().grid.markings = this.#markings;
    this.#plot.setData(data);
    this.#plot.setupGrid(true);
    this.#plot.draw();
  }

  /** Where the curves are, in pixels of the element; null before the first draw(). */
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

  #series({ points, axis, colour, dash, style, isDense }) {
    const lineWidth = this.columns * 2 < points.length * columns_a_wide_point ? 1 : 2;
    const hasLines = style !== "points" && !isDense;
    const fill = isFilled(style) ? this.#theme.fillOpacity : false;
    return {
      data: [],
      color: colour,
      yaxis: axis + 1,
      lines: { show: hasLines, lineWidth, fill, fillTowards: this.#axes[axis].floor, dashes: dash },
      points: { show: hasPoints(style) && !isDense, radius: 2.5, lineWidth: 1.5, fillColor: this.#theme.card },
      shadowSize: 0,
    };
  }

  #options(time, labelWidths) {
    const { grid, edge } = this.#theme;
    return {
      xaxis: {
        ...timeAxis(time),
        autoScale: "none",
        showTickLabels: "none",
      },
      yaxes: labelWidths.filter((width) => width > 0).map((_, side) => ({
        ...this.#valueAxis(side, labelWidths),
        autoScale: "none",
        mode: this.#axes[side]?.log ? "log" : null,
        showTickLabels: "none",
        ...(side === 1 && { position: "right", tickLength: 0, reserveSpace: true }),
      })),
      grid: { color: grid, tickColor: grid, borderColor: edge, borderWidth: 1, labelMargin: label_distance },
      legend: { show: false },
      interaction: { redrawOverlayInterval: never_ms },
      hooks: {
        processRawData: [(plot, series, data, datapoints) => this.#hand(plot, series, datapoints)],
        draw: [
          (plot, context) => this.#drawDense(plot, context),
          (plot, context) => this.#drawDots(plot, context),
          (plot, context) => drawValueLabels(plot, context, this.#theme.muted),
        ],
      },
    };
  }

  #valueAxis(side, labelWidths) {
    const { min, max, ticks } = this.#axes[side] ?? { min: 0, max: 1, ticks: [] };
    return { min, max, ticks, labelWidth: labelWidths[side] };
  }

  /** Gives Flot the points as they are, so that it copies none. */
  #hand(plot, series, datapoints) {
    const index = plot.getData().indexOf(series);
    const curve = this.#curves[index];
    datapoints.points = curve === undefined || curve.isDense ? [] : withNulls(curve.points);
    datapoints.pointsize = 2;
  }

  #drawDense(plot, context) {
    const curves = this.#curves.filter(({ isDense }) => isDense);
    if (curves.length === 0)
      return;
    const ratio = devicePixelRatio;
    const { left, top } = plot.getPlotOffset();
    const axes = valueAxes(plot);
    this.#raster.begin(this.columns, Math.round(plot.height() * ratio), ratio);
    for (const curve of curves) {
      const yOf = (value) => axes[curve.axis].p2c(value) * ratio;
      const fill = isFilled(curve.style) ? this.#theme.fillOpacity : 0;
      drawBand(this.#raster, curve, yOf, yOf(this.#axes[curve.axis].floor), fill);
    }
    this.#raster.drawOn(context, left, top);
    context.save();
    context.translate(left, top);
    for (const curve of curves)
      drawSymbols(context, curve, axes[curve.axis].p2c, ratio, this.#theme.card);
    context.restore();
  }

  #drawDots(plot, context) {
    const { left, top } = plot.getPlotOffset();
    const [[xaxis], yaxes] = [plot.getXAxes(), valueAxes(plot)];
    context.save();
    context.translate(left, top);
    for (const curve of this.#curves) {
      if (!curve.isDense && !hasPoints(curve.style))
        drawDots(context, curve, xaxis, yaxes[curve.axis]);
    }
    context.restore();
  }
}

/** Gaps as Flot knows them: it would fill the area below a gap of NaN. */
function withNulls(points) {
  if (!points.some(Number.isNaN))
    return points;
  return Array.from(points, (_, i) => (Number.isNaN(points[i | 1]) ? null : points[i]));
}

/** Ticks of our own: Flot's stand off whole seconds and hours, are doubled or missing. */
function timeAxis({ from, to, ticks }) {
  return { min: from, max: to, ticks: ticks.map(({ time, label }) => [time, label]), labelHeight: 0 };
}

/** Flot's axes that have curves: the left one at 0, the right one at 1. */
function valueAxes(plot) {
  const axes = [];
  plot.getYAxes().forEach((axis) => { axes[axis.n - 1] = axis; });
  return axes;
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

function hasPoints(style) {
  return style === "points" || style === "both";
}

function isFilled(style) {
  return style === "fill" || style === "both";
}
