// SPDX-License-Identifier: MIT

import { formatValue } from "./number.js";

/**
 * One plot of some series over time, drawn by Flot and as large as its element.
 *
 * @typedef {object} Curve
 * @property {Float64Array} points x and y by turns, x in Unix seconds, NaN for gaps
 * @property {string} colour
 * @property {number[]} dash lengths in pixels
 * @property {"line" | "points" | "fill" | "both"} style
 */
export class Panel {
  element;
  #plot = null;
  #curves = [];
  #theme;
  #size = "";

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

  /** @returns {?HTMLCanvasElement} */
  canvas() {
    return this.#plot?.getCanvas() ?? null;
  }

  remove() {
    this.#plot?.destroy();
    this.element.remove();
  }

  #series(curve) {
    const { colour, style } = curve;
    const dots = (style === "points" || style === "both") && !isDense(curve);
    return {
      data: [],
      color: colour,
      lines: { show: style !== "points", lineWidth: isDense(curve) ? 1 : 2, fill: style === "fill" || style === "both" ? this.#theme.fillOpacity : false },
      points: { show: dots, radius: 2.5, lineWidth: 1.5, fillColor: this.#theme.card },
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
        min: time.from,
        max: time.to,
        ...timeFormat(time),
      },
      yaxis: { min: values.min, max: values.max, autoScale: "none", mode: values.log ? "log" : null, labelWidth: 48,
        tickFormatter: values.log ? (value) => formatValue(value) : formatTick },
      grid: { color: grid, tickColor: grid, borderColor: edge, borderWidth: 1, labelMargin: 8 },
      legend: { show: false },
      hooks: {
        processRawData: [(plot, series, data, datapoints) => this.#hand(plot, series, datapoints)],
        drawSeries: [(plot, context, series, index) => context.setLineDash(isDense(this.#curves[index]) ? [] : this.#curves[index].dash)],
        drawBackground: [(plot, context) => context.setLineDash([])],
      },
    };
  }

  /** Gives Flot the points as they are, so that it copies none. */
  #hand(plot, series, datapoints) {
    const index = plot.getData().indexOf(series);
    datapoints.points = this.#curves[index]?.points ?? [];
    datapoints.pointsize = 2;
  }
}

/** Ticks have as many digits as tell them apart; those of long times are days. */
function timeFormat({ from, to }) {
  const span = to - from;
  if (span > 2 * 86_400)
    return { timeformat: "%Y-%m-%d", minTickSize: [1, "hour"] };
  if (span >= 6)
    return { timeformat: "%H:%M:%S", minTickSize: [1, "second"] };
  return { timeformat: span >= 1 ? "%H:%M:%S.%2s" : "%H:%M:%S.%3s", minTickSize: [1, "millisecond"] };
}

/** Where there is more than a point for each pixel or so, dashes and dots cannot be seen, and cost the most to draw. */
function isDense(curve) {
  return curve === undefined || curve.points.length > 2 * 1500;
}

const prefixes = [[1e12, " T"], [1e9, " G"], [1e6, " M"], [1e3, " k"]];

/** Short, with a prefix of the SI for large numbers; Flot rounds the ticks of some steps to one digit less than they have. */
function formatTick(value, { tickSize, min, max }) {
  const largest = Math.max(Math.abs(min), Math.abs(max));
  const [unit, prefix] = prefixes.find(([size]) => largest >= 1e5 && largest >= size) ?? [1, ""];
  const step = tickSize / unit;
  if (!(step > 1e-6) || largest >= 1e16)
    return formatValue(value);
  let digits = 0;
  while (digits < 7 && Math.abs(Math.round(step * 10 ** digits) / 10 ** digits - step) > step * 1e-6)
    digits += 1;
  return value === 0 ? "0" : `${(value / unit).toFixed(digits)}${prefix}`;
}
