// SPDX-License-Identifier: MIT

import { readTheme } from "./theme.js";

/** A plot of one series over time, drawn by Flot and as large as its element. */
export class View {
  #element;
  #plot = null;
  #theme = readTheme();
  #pixelRatio = devicePixelRatio;
  #resized = false;

  /** @param {HTMLElement} element is given Flot's canvases, and `data-points`, `data-last-x`, `data-last-y` */
  constructor(element) {
    this.#element = element;
    this.#publish([]);
  }

  /**
   * Draws the points; a line needs two.
   * @param {Array<[number, number]>} points as [unix seconds, value]
   */
  draw(points) {
    this.#publish(points);
    if (points.length < 2)
      return;
    if (this.#plot === null)
      this.#plot = jQuery.plot(this.#element, [this.#series(points)], options(this.#theme));
    else
      this.#redraw(points);
  }

  /** To be called when the element's size changed; the next draw() fits it. */
  resized() {
    this.#resized = true;
    if (devicePixelRatio !== this.#pixelRatio) // zoomed: Flot's canvases keep the resolution they began with
      this.restyled();
  }

  /** To be called when the colours changed; the next draw() starts anew with them. */
  restyled() {
    this.#theme = readTheme();
    this.#pixelRatio = devicePixelRatio;
    this.#plot?.destroy();
    this.#plot = null;
  }

  #redraw(points) {
    if (this.#resized)
      this.#plot.resize();
    this.#resized = false;
    this.#plot.setData([this.#series(points)]);
    this.#plot.setupGrid(true); // true: fits the time axis to the points
    this.#plot.draw();
  }

  #series(points) {
    const { line, card, fillOpacity } = this.#theme;
    return {
      data: points,
      color: line,
      lines: { show: true, lineWidth: 2, fill: fillOpacity },
      points: { show: true, radius: 2.5, lineWidth: 1.5, fillColor: card },
      shadowSize: 0,
    };
  }

  /** Tells what is drawn, for tests and for whoever looks. */
  #publish(points) {
    const [x, y] = points.at(-1) ?? ["", ""];
    Object.assign(this.#element.dataset, { points: points.length, lastX: x, lastY: y });
  }
}

function options(theme) {
  return {
    xaxis: {
      mode: "time",
      timeBase: "seconds",
      timezone: "browser",
      timeformat: "%H:%M:%S",
      minTickSize: [2, "second"],
      autoScale: "exact",
    },
    yaxis: { min: 0, max: 5, autoScale: "none" },
    grid: { color: theme.grid, tickColor: theme.grid, borderColor: theme.edge, borderWidth: 1, labelMargin: 8 },
    legend: { show: false },
  };
}
