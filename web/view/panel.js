// SPDX-License-Identifier: MIT

import { drawBand, drawSymbols } from "../raster/band.js";
import { Chart, no_curves } from "./chart.js";
import { drawDots } from "../raster/dots.js";
import { fillBase, scale } from "../data/scale.js";
import { limitAreas } from "./limit_areas.js";
import { hasPoints, isFilled } from "../raster/curve.js";
import { Raster } from "../raster/raster.js";
import { Scrolling } from "../raster/scrolling.js";

/** With less room for a point lines are thin: wide ones cost several times as much where the processor draws them. */
const columns_a_wide_point = 10;

/** Among more curves symbols hide more than they tell, and cost as much as the curves. */
const most_with_symbols = 30;

/** One plot of some series over time. */
export class Panel extends Chart {
  /** @type {(import("../raster/curve.js").Curve & import("../raster/scrolling.js").Found)[]} */
  #curves = [];
  /** To where areas go, by axis. */
  #floors = [0];
  #decimators;
  #raster = new Raster();
  #scrolling = new Scrolling();

  /**
   * @param {HTMLElement} element is given Flot's canvases
   * @param {ReturnType<import("./theme.js").readTheme>} theme
   * @param {import("./palette.js").Palette} palette
   * @param {import("../data/decimate.js").Decimators} decimators
   */
  constructor(element, theme, palette, decimators) {
    super(element, theme, palette);
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
      const { points, isDense } = found;
      const axis = wish.right.has(one.name) ? 1 : 0;
      values[axis] ??= { min: Infinity, max: -Infinity };
      values[axis].min = Math.min(values[axis].min, found.min);
      values[axis].max = Math.max(values[axis].max, found.max);
      this.count += found.count;
      const shaped = wish.style === "steps" && !isDense ? stepped(points) : points;
      const drawn = wish.values.log && !isDense ? positive(shaped) : shaped;
      return { ...found, series: one, points: drawn, axis, style: wish.style, ...this.palette.look(one.name) };
    });
    this.markings = limitAreas(series.map(({ name }) => name), wish, this.theme);
    const ranges = values.map((extremes) => scale(extremes, wish.values));
    this.#floors = ranges.map(fillBase);
    this.fit(...ranges);
  }

  /**
   * Draws what prepare() found.
   * @param {{from: number, to: number, ticks: import("./time_ticks.js").Tick[]}} time Unix seconds
   * @param {number[]} labelWidths of values at the left and at the right, in pixels; 0: no room
   */
  draw({ from, to, ticks }, labelWidths) {
    this.showCurves({ from, to, ticks: ticks.map(({ time, label }) => [time, label]) }, labelWidths);
  }

  /**
   * Draws what prepare() found, over any axis.
   * @param {import("./chart.js").Across} across
   * @param {number[]} labelWidths
   */
  showCurves(across, labelWidths) {
    const series = this.#sparse().map((curve) => this.#series(curve));
    this.show(series.length > 0 ? series : no_curves, across, labelWidths);
  }

  /** @returns {?import("./shape.js").Drawn} good until the next prepare(); null where it is not over time */
  describe() {
    const [area, across, markings] = [this.area(), this.across, this.markings];
    if (area === null || across.unit !== undefined)
      return null;
    const curves = this.#curves.map((curve) => ({ ...curve, width: this.#lineWidth(curve) }));
    const axes = this.axes.map((axis, side) => ({ ...axis, floor: this.#floors[side] }));
    return { area, curves, axes, markings, across, ratio: devicePixelRatio };
  }

  #lineWidth({ points }) {
    return this.columns * 2 < points.length * columns_a_wide_point ? 1 : 2;
  }

  /** Those that Flot draws. */
  #sparse() {
    return this.#curves.filter(({ isDense }) => !isDense);
  }

  #series(curve) {
    const { axis, colour, dash, style } = curve;
    const hasLines = style !== "points";
    const fill = isFilled(style) ? this.theme.fillOpacity : false;
    return {
      data: [],
      color: colour,
      yaxis: axis + 1,
      lines: {
        show: hasLines, lineWidth: this.#lineWidth(curve), fill, fillTowards: this.#floors[axis], dashes: dash,
      },
      points: { show: hasPoints(style), radius: 2.5, lineWidth: 1.5, fillColor: this.theme.card },
      shadowSize: 0,
    };
  }

  hand(index) {
    const curve = this.#sparse()[index];
    return curve === undefined ? [] : withNulls(curve.points);
  }

  paint(context, plot) {
    this.#drawDense(plot, context);
    this.#drawDots(plot, context);
  }

  #drawDense(plot, context) {
    const curves = this.#curves.filter(({ isDense }) => isDense);
    if (curves.length === 0)
      return;
    const ratio = devicePixelRatio;
    const axes = valueAxes(plot);
    const [width, height] = [this.columns, Math.round(plot.height() * ratio)];
    const shape = [height, ratio, ...axes.flatMap(({ min, max }) => [min, max]), ...this.#floors];
    const look = [...shape, ...curves.map(({ colour, style, axis }) => [colour, style, axis])].join();
    this.#raster.begin(width, height, ratio, this.#scrolling.next(look, curves, width, ratio));
    for (const curve of curves) {
      const yOf = (value) => axes[curve.axis].p2c(value) * ratio;
      const fill = isFilled(curve.style) ? this.theme.fillOpacity : 0;
      drawBand(this.#raster, curve, yOf, yOf(this.#floors[curve.axis]), fill);
    }
    this.#raster.drawOn(context, 0, 0);
    if (curves.length > most_with_symbols)
      return;
    for (const curve of curves)
      drawSymbols(context, curve, axes[curve.axis].p2c, ratio, this.theme.card);
  }

  #drawDots(plot, context) {
    const [[xaxis], yaxes] = [plot.getXAxes(), valueAxes(plot)];
    for (const curve of this.#curves) {
      if (!curve.isDense && !hasPoints(curve.style))
        drawDots(context, curve, xaxis, yaxes[curve.axis]);
    }
  }
}

/** Gaps as Flot knows them: it would fill the area below a gap of NaN. */
function withNulls(points) {
  if (!points.some(Number.isNaN))
    return points;
  return Array.from(points, (_, i) => (Number.isNaN(points[i | 1]) ? null : points[i]));
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

/** A value holds until the next one. */
function stepped(points) {
  const corners = [];
  for (let i = 0; i < points.length; i += 2) {
    if (i > 0 && !Number.isNaN(points[i + 1]) && !Number.isNaN(points[i - 1]))
      corners.push(points[i], points[i - 1]);
    corners.push(points[i], points[i + 1]);
  }
  return new Float64Array(corners);
}
