// SPDX-License-Identifier: MIT

/**
 * One series, as it is to be drawn.
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
 * @property {"line" | "points" | "fill" | "both" | "steps"} style
 */

/** @param {string} style of curves */
export function hasPoints(style) {
  return style === "points" || style === "both";
}

/** @param {string} style of curves */
export function isFilled(style) {
  return style === "fill" || style === "both";
}
