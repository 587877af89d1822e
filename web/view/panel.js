// SPDX-License-Identifier: MIT

import { drawBand, drawSymbols } from "./band.js";
import { drawDots } from "./dots.js";
import { drawValueLabels, widestOf } from "./labels.js";
import { fillBase, scale } from "../data/scale.js";
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
  /** @type {{min: number, max: number, log: boolean}} the axis of values */
  range = { min: 0, max: 1, log: false };
  #plot = null;
  /** @type {Curve[]} */
  #curves = [];
  #ticks = [];
  #fillBase = 0;
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
    const values = { min: Infinity, max: -Infinity };
    this.count = 0;
    this.#curves = series.map((one) => {
      const found = this.#decimators.of(one).decimate(time.from, time.to, this.columns);
      const { points, isDense, base } = found;
      values.min = Math.min(values.min, found.min);
      values.max = Math.max(values.max, found.max);
      this.count += found.count;
      const drawn = wish.values.log && !isDense ? positive(points) : points;
      return { points: drawn, isDense, base, style: wish.style, ...this.#palette.look(one.name) };
    });
    this.range = scale(values, wish.values);
    this.#ticks = valueTicks(this.range, this.#valueRoom);
  }

  /** @returns {number} pixels */
  get widestLabel() {
    return widestOf(this.#ticks.map(([, label]) => label));
  }

  /**
   * Draws what prepare() found.
   * @param {{from: number, to: number, ticks: import("./time_ticks.js").Tick[]}} time Unix seconds
   * @param {number} labelWidth of values, in pixels
   */
  draw(time, labelWidth) {
    const { range } = this;
    const values = { ...range, ticks: this.#ticks, labelWidth };
    const size = `${this.element.clientWidth} ${this.element.clientHeight} ${devicePixelRatio} ${range.log}`;
    if (this.element.clientWidth === 0 || this.element.clientHeight === 0)
      return;
    this.#fillBase = fillBase(range);
    const data = this.#curves.map((curve) => this.#series(curve));
    if (this.#plot === null || size !== this.#size) {
      this.#size = size;
      this.#plot?.destroy();
      this.#plot = jQuery.plot(this.element, data, this.#options(time, values));
    }
    const [x] = this.#plot.getXAxes();
    const [y] = this.#plot.getYAxes();
    Object.assign(x.options, timeAxis(time));
    Object.assign(y.options, valueAxis(values));
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

  #series({ points, colour, dash, style, isDense }) {
    const lineWidth = this.columns * 2 < points.length * columns_a_wide_point ? 1 : 2;
    const hasLines = style !== "points" && !isDense;
    const fill = isFilled(style) ? this.#theme.fillOpacity : false;
    return {
      data: [],
      color: colour,
      lines: { show: hasLines, lineWidth, fill, fillTowards: this.#fillBase, dashes: dash },
      points: { show: hasPoints(style) && !isDense, radius: 2.5, lineWidth: 1.5, fillColor: this.#theme.card },
      shadowSize: 0,
    };
  }

  #options(time, values) {
    const { grid, edge } = this.#theme;
    return {
      xaxis: {
        ...timeAxis(time),
        autoScale: "none",
        showTickLabels: "none",
      },
      yaxis: {
        ...valueAxis(values),
        autoScale: "none",
        mode: values.log ? "log" : null,
        showTickLabels: "none",
      },
      grid: { color: grid, tickColor: grid, borderColor: edge, borderWidth: 1, labelMargin: 8 },
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
    const [axis] = plot.getYAxes();
    this.#raster.begin(this.columns, Math.round(plot.height() * ratio), ratio);
    const yOf = (value) => axis.p2c(value) * ratio;
    const base = yOf(this.#fillBase);
    for (const curve of curves)
      drawBand(this.#raster, curve, yOf, base, isFilled(curve.style) ? this.#theme.fillOpacity : 0);
    this.#raster.drawOn(context, left, top);
    context.save();
    context.translate(left, top);
    for (const curve of curves)
      drawSymbols(context, curve, axis.p2c, ratio, this.#theme.card);
    context.restore();
  }

  #drawDots(plot, context) {
    const { left, top } = plot.getPlotOffset();
    const [[xaxis], [yaxis]] = [plot.getXAxes(), plot.getYAxes()];
    context.save();
    context.translate(left, top);
    for (const curve of this.#curves) {
      if (!curve.isDense && !hasPoints(curve.style))
        drawDots(context, curve, xaxis, yaxis);
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

function valueAxis({ min, max, ticks, labelWidth }) {
  return { min, max, ticks, labelWidth };
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
