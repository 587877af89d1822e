// SPDX-License-Identifier: MIT

export const label_distance = 8; // pixels
const base_distance = 4;
const usual_size = 16; // pixels
/** How much larger than usual text is on the page, as the browser or a person's style sheet has it. */
export const text_scale =
  parseFloat(globalThis.getComputedStyle?.(document.documentElement).fontSize ?? String(usual_size)) / usual_size;
export const font_size = 13 * text_scale; // pixels
export const font = `${font_size}px system-ui, sans-serif`;
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
    measure.font = font;
  }
  return labels.reduce((width, label) => Math.max(width, measure.measureText(label).width), 0);
}

/** @returns {number} how wide a digit of a label is, in pixels */
export function digitWidth() {
  digit_width ||= widestOf([some_digits]) / some_digits.length;
  return digit_width;
}

/**
 * Writes what stands along the axes of values, left and right. Flot would do it in SVG, which the browser lays out
 * anew for each picture.
 *
 * @param {any} plot Flot's
 * @param {CanvasRenderingContext2D} context of its canvas
 * @param {string} colour
 */
export function drawValueLabels(plot, context, colour) {
  const { left, top } = plot.getPlotOffset();
  context.fillStyle = colour;
  context.font = font;
  context.textBaseline = "middle";
  for (const axis of plot.getYAxes()) {
    const isLeft = axis.n === 1;
    const x = isLeft ? left - label_distance : left + plot.width() + label_distance;
    context.textAlign = isLeft ? "right" : "left";
    for (const { v, label } of axis.ticks ?? []) // none where there are no curves
      context.fillText(label, x, top + axis.p2c(v));
  }
}

/**
 * Writes what stands along an axis below a plot, where it has a unit: that is at the right.
 *
 * @param {any} plot Flot's
 * @param {CanvasRenderingContext2D} context of its canvas
 * @param {string} colour
 * @param {string} [unit] "" for numbers alone
 */
export function drawBaseLabels(plot, context, colour, unit) {
  if (unit === undefined)
    return;
  const { left, top } = plot.getPlotOffset();
  const [axis] = plot.getXAxes();
  const y = top + plot.height() + base_distance;
  context.fillStyle = colour;
  context.font = font;
  context.textBaseline = "top";
  context.textAlign = "right";
  context.fillText(unit, left + plot.width(), y);
  const end = unit === "" ? plot.getCanvas().clientWidth
    : left + plot.width() - context.measureText(unit).width - label_distance;
  context.textAlign = "center";
  for (const { v, label } of axis.ticks ?? []) {
    const half = context.measureText(label).width / 2;
    const x = unit === "" ? Math.min(left + axis.p2c(v), end - half) : left + axis.p2c(v);
    if (x + half <= end)
      context.fillText(label, x, y);
  }
}
