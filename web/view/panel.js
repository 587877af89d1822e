// SPDX-License-Identifier: MIT

import { drawBand, drawSymbols } from "./band.js";
import { formatTick, formatValue, timeFormat } from "../data/words.js";
import { Raster } from "./raster.js";

const label_height = 16; // pixels
const label_distance = 8;
const label_font = "13px system-ui, sans-serif";
/** With less room for a point lines are thin: wide ones cost several times as much where the processor draws them. */
const columns_a_wide_point = 10;
/** Nothing is drawn above the curves: Flot need not clear what it would draw there, which costs a frame of its own. */
const never_ms = 1e9;

/**
 * One plot of some series over time, drawn by Flot and as large as its element.
 *
 * @typedef {object} Curve
 * @property {Float64Array} points as a Decimator finds them
 * @property {boolean} isDense what it says of them
 * @property {number} base
 * @property {number} place of the series among all
 * @property {string} colour
 * @property {number[]} rgb the same
 * @property {number[]} dash lengths in pixels
 * @property {string} symbol SVG path data around 0, 0
 * @property {"line" | "points" | "fill" | "both"} style
 */
export class Panel {
  element;
  #plot = null;
  #curves = [];
  #theme;
  #size = "";
  #raster = new Raster();

  /**
   * @param {HTMLElement} element is given Flot's canvases
   * @param {ReturnType<import("./theme.js").readTheme>} theme
   */
  constructor(element, theme) {
    this.element = element;
    this.#theme = theme;
  }

  /**
   * @param {Curve[]} curves
   * @param {{from: number, to: number}} time Unix seconds
   * @param {{min: number, max: number, log: boolean}} values
   */
  draw(curves, time, values) {
    this.#curves = curves;
    const size = `${this.element.clientWidth} ${this.element.clientHeight} ${devicePixelRatio} ${values.log}`;
    if (this.element.clientWidth === 0 || this.element.clientHeight === 0)
      return;
    const data = curves.map((curve) => this.#series(curve));
    if (this.#plot === null || size !== this.#size) {
      this.#size = size;
      this.#plot?.destroy();
      this.#plot = jQuery.plot(this.element, data, this.#options(time, values));
    }
    const [x] = this.#plot.getXAxes();
    const [y] = this.#plot.getYAxes();
    Object.assign(x.options, { min: time.from, max: time.to, ...timeFormat(time) });
    Object.assign(y.options, { min: values.min, max: values.max });
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
    const hasPoints = (style === "points" || style === "both") && !isDense;
    const fill = isFilled(style) ? this.#theme.fillOpacity : false;
    return {
      data: [],
      color: colour,
      lines: { show: hasLines, lineWidth, fill, dashes: dash },
      points: { show: hasPoints, radius: 2.5, lineWidth: 1.5, fillColor: this.#theme.card },
      shadowSize: 0,
    };
  }

  #options(time, values) {
    const { grid, edge } = this.#theme;
    return {
      xaxis: {
        mode: "time",
        timeBase: "seconds",
        timezone: "browser",
        autoScale: "none",
        showTickLabels: "none",
        labelHeight: label_height,
        min: time.from,
        max: time.to,
        ...timeFormat(time),
      },
      yaxis: {
        min: values.min,
        max: values.max,
        autoScale: "none",
        mode: values.log ? "log" : null,
        labelWidth: 48,
        showTickLabels: "none",
        tickFormatter: values.log ? (value) => formatValue(value) : formatTick,
      },
      grid: { color: grid, tickColor: grid, borderColor: edge, borderWidth: 1, labelMargin: 8 },
      legend: { show: false },
      interaction: { redrawOverlayInterval: never_ms },
      hooks: {
        processRawData: [(plot, series, data, datapoints) => this.#hand(plot, series, datapoints)],
        draw: [(plot, context) => this.#drawDense(plot, context), drawLabels(this.#theme.muted)],
      },
    };
  }

  /** Gives Flot the points as they are, so that it copies none. */
  #hand(plot, series, datapoints) {
    const index = plot.getData().indexOf(series);
    const curve = this.#curves[index];
    datapoints.points = curve === undefined || curve.isDense ? [] : curve.points;
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
    for (const curve of curves)
      drawBand(this.#raster, curve, yOf, isFilled(curve.style) ? this.#theme.fillOpacity : 0);
    this.#raster.drawOn(context, left, top);
    context.save();
    context.translate(left, top);
    for (const curve of curves)
      drawSymbols(context, curve, axis.p2c, ratio, this.#theme.card);
    context.restore();
  }
}

/**
 * Writes what stands along the axes. Flot would do it in SVG, which the browser lays out anew for each picture.
 * @param {string} colour
 */
function drawLabels(colour) {
  return (plot, context) => {
    const { left, top } = plot.getPlotOffset();
    const bottom = top + plot.height() + label_distance;
    const { width } = context.canvas;
    const [[xaxis], [yaxis]] = [plot.getXAxes(), plot.getYAxes()];
    const seen = ({ ticks, min, max }) => ticks.filter(({ v }) => v >= min && v <= max);
    context.fillStyle = colour;
    context.font = label_font;
    context.textBaseline = "top";
    context.textAlign = "center";
    let free = 0;
    for (const { v, label } of seen(xaxis)) {
      const half = context.measureText(label).width / 2;
      const x = Math.min(left + xaxis.p2c(v), width / devicePixelRatio - half);
      if (x - half < free)
        continue;
      context.fillText(label, x, bottom);
      free = x + half + label_distance;
    }
    context.textBaseline = "middle";
    context.textAlign = "right";
    for (const { v, label } of seen(yaxis))
      context.fillText(label, left - label_distance, top + yaxis.p2c(v));
  };
}

function isFilled(style) {
  return style === "fill" || style === "both";
}
