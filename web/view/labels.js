// SPDX-License-Identifier: MIT

/** Of the axis of time, which has one with times, and one with dates where there are some. */
export const line_height = 15; // pixels
const label_distance = 8;
const label_font = "13px system-ui, sans-serif";
const some_digits = "0000000000";
let measure = null;
let digit_width = 0;

/**
 * @param {string[]} labels
 * @returns {number} how wide the widest is, in pixels
 */
export function widestOf(labels) {
  if (measure === null) {
    measure = document.createElement("canvas").getContext("2d");
    measure.font = label_font;
  }
  return labels.reduce((width, label) => Math.max(width, measure.measureText(label).width), 0);
}

/** @returns {number} how wide a digit of a label is, in pixels */
export function digitWidth() {
  digit_width ||= widestOf([some_digits]) / some_digits.length;
  return digit_width;
}

/**
 * Writes what stands along the axes. Flot would do it in SVG, which the browser lays out anew for each picture.
 *
 * @param {any} plot Flot's
 * @param {CanvasRenderingContext2D} context of its canvas
 * @param {string} colour
 * @param {import("./time_ticks.js").Tick[]} times
 */
export function drawLabels(plot, context, colour, times) {
  const { left, top } = plot.getPlotOffset();
  const [[xaxis], [yaxis]] = [plot.getXAxes(), plot.getYAxes()];
  const bottom = top + plot.height() + label_distance;
  const end = context.canvas.width / devicePixelRatio;
  const placeOf = ({ time }) => left + xaxis.p2c(time);
  context.fillStyle = colour;
  context.font = label_font;
  context.textBaseline = "top";
  context.textAlign = "center";
  drawLine(context, times.map((tick) => ({ text: tick.label, place: placeOf(tick) })), bottom, end);
  drawLine(context, times.filter(({ date }) => date !== "").map((tick) => ({ text: tick.date, place: placeOf(tick) })),
    bottom + line_height, end);
  context.textBaseline = "middle";
  context.textAlign = "right";
  for (const { v, label } of yaxis.ticks)
    context.fillText(label, left - label_distance, top + yaxis.p2c(v));
}

/** Leaves out what has no room beside the one before. */
function drawLine(context, texts, y, end) {
  let free = 0;
  for (const { text, place } of texts) {
    const half = context.measureText(text).width / 2;
    const x = Math.min(place, end - half);
    if (x - half < free)
      continue;
    context.fillText(text, x, y);
    free = x + half + label_distance;
  }
}
