// SPDX-License-Identifier: MIT

import { drawBand, drawSymbols } from "./band.js";
import { drawDots } from "./dots.js";
import { digitWidth, drawLabels, line_height } from "./labels.js";
import { Raster } from "./raster.js";
import { fillBase } from "./scale.js";

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
  #times = [];
  #hasTimes;
  #title = document.createElement("div");
  #fillBase = 0;
  #theme;
  #size = "";
  #raster = new Raster();

  /**
   * @param {HTMLElement} element is given Flot's canvases
   * @param {ReturnType<import("./theme.js").readTheme>} theme
   * @param {{title: string, hasTimes: boolean}} parts what stands in it, "" for nothing, and whether times are below it
   */
  constructor(element, theme, { title, hasTimes }) {
    this.element = element;
    this.#theme = theme;
    this.#hasTimes = hasTimes;
    this.#title.className = "panel-title";
    this.#title.textContent = title;
  }

  /**
   * @param {Curve[]} curves
   * @param {{from: number, to: number, ticks: import("./time_ticks.js").Tick[]}} time Unix seconds
   * @param {{min: number, max: number, log: boolean, ticks: [number, string][], labelWidth: number}} values
   */
  draw(curves, time, values) {
    this.#curves = curves;
    this.#times = this.#hasTimes ? time.ticks : [];
    const size = `${this.element.clientWidth} ${this.element.clientHeight} ${devicePixelRatio} ${values.log}`;
    if (this.element.clientWidth === 0 || this.element.clientHeight === 0)
      return;
    this.#fillBase = fillBase(values);
    const data = curves.map((curve) => this.#series(curve));
    if (this.#plot === null || size !== this.#size) {
      this.#size = size;
      this.#plot?.destroy();
      this.#plot = jQuery.plot(this.element, data, this.#options(time, values));
      this.element.append(this.#title); // Flot empties the element first
    }
    const [x] = this.#plot.getXAxes();
    const [y] = this.#plot.getYAxes();
    Object.assign(x.options, this.#timeAxis(time));
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

  /** How many characters of labels fit side by side along the axis of time. */
  get timeRoom() {
    return this.columns / devicePixelRatio / digitWidth();
  }

  /** How many labels there is room for along the axis of values, about. */
  get valueRoom() {
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
        ...this.#timeAxis(time),
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
          (plot, context) => drawLabels(plot, context, this.#theme.muted, this.#times),
        ],
      },
    };
  }

  /** Ticks of our own: Flot's stand off whole seconds and hours, are doubled or missing. */
  #timeAxis({ from, to, ticks }) {
    const lines = ticks.some(({ date }) => date !== "") ? 2 : 1;
    return {
      min: from,
      max: to,
      ticks: ticks.map(({ time, label }) => [time, label]),
      labelHeight: this.#hasTimes ? lines * line_height : 0,
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

function valueAxis({ min, max, ticks, labelWidth }) {
  return { min, max, ticks, labelWidth };
}

function hasPoints(style) {
  return style === "points" || style === "both";
}

function isFilled(style) {
  return style === "fill" || style === "both";
}
