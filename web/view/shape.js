// SPDX-License-Identifier: MIT

export {}; // types only

/**
 * What a picture is made of, in pixels of the page. Texts stand on their y; opacity is that of what is filled; a group
 * is moved, and cut to its clip.
 *
 * @typedef {{d: string, fill?: string, opacity?: number, stroke?: string, width?: number, dash?: number[]}} Path
 * @typedef {{text: string, x: number, y: number, size: number, colour: string, anchor?: "middle" | "end",
 *     isBold?: boolean}} Text
 * @typedef {{canvas: HTMLCanvasElement, width: number, height: number}} Image
 * @typedef {{shapes: Shape[], x: number, y: number, clip?: {width: number, height: number}}} Group
 * @typedef {Path | Text | Image | Group} Shape
 */

/**
 * A plot of lines over time, as it was drawn: where its curves are in the panel, in pixels; the axes of values, the
 * left one and where there is one the right one; columns for one pixel. A curve has the width of its line, if it is not
 * a dense one.
 *
 * @typedef {import("../raster/curve.js").Curve & {width: number}} DrawnCurve
 * @typedef {{min: number, max: number, log: boolean, ticks: [number, string][], floor: number}} DrawnAxis
 * @typedef {{area: {left: number, top: number, width: number, height: number}, curves: DrawnCurve[],
 *     axes: DrawnAxis[], markings: object[], across: import("./chart.js").Across, ratio: number}} Drawn
 */
