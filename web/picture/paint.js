// SPDX-License-Identifier: MIT

import { font_family } from "./svg.js";

/** What canvases have at most, in all browsers: pixels along a side, and in all. */
const most_side = 32_767;
const most_pixels = 120e6;

/**
 * A picture in pixels.
 *
 * @param {import("./svg.js").Picture} picture
 * @param {number} ratio pixels for one of the page
 * @returns {HTMLCanvasElement} with fewer where there would be too many
 */
export function pixelsOf({ width, height, shapes }, ratio) {
  const canvas = document.createElement("canvas");
  const scale = fittingScale(width, height, ratio);
  [canvas.width, canvas.height] = [Math.floor(width * scale), Math.floor(height * scale)];
  const context = canvas.getContext("2d");
  context.scale(scale, scale);
  paint(context, shapes);
  return canvas;
}

/**
 * @param {number} width pixels of the page
 * @param {number} height
 * @param {number} ratio wanted
 * @returns {number} pixels for one of the page, as wanted or as many as a canvas can have
 */
export function fittingScale(width, height, ratio) {
  return Math.min(ratio, most_side / width, most_side / height, Math.sqrt(most_pixels / (width * height)));
}

/** @param {CanvasRenderingContext2D} context @param {import("../view/shape.js").Shape[]} shapes */
function paint(context, shapes) {
  for (const shape of shapes) {
    if ("d" in shape)
      paintPath(context, shape);
    else if ("text" in shape)
      paintText(context, shape);
    else if ("canvas" in shape)
      context.drawImage(shape.canvas, 0, 0, shape.width, shape.height);
    else
      paintGroup(context, shape);
  }
}

/** @param {CanvasRenderingContext2D} context @param {import("../view/shape.js").Path} path */
function paintPath(context, { d, fill, opacity = 1, stroke, width = 1, dash = [] }) {
  const path = new Path2D(d);
  if (fill !== undefined) {
    context.globalAlpha = opacity;
    context.fillStyle = fill;
    context.fill(path);
    context.globalAlpha = 1;
  }
  if (stroke === undefined)
    return;
  context.strokeStyle = stroke;
  context.lineWidth = width;
  context.lineJoin = "round";
  context.setLineDash(dash);
  context.stroke(path);
}

/** @param {CanvasRenderingContext2D} context @param {import("../view/shape.js").Text} text */
function paintText(context, { text, x, y, size, colour, anchor, isBold = false }) {
  context.font = `${isBold ? "bold " : ""}${size}px ${font_family}`;
  context.fillStyle = colour;
  context.textAlign = anchor === "middle" ? "center" : anchor ?? "start";
  context.textBaseline = "alphabetic";
  context.fillText(text, x, y);
}

/** @param {CanvasRenderingContext2D} context @param {import("../view/shape.js").Group} group */
function paintGroup(context, { shapes, x, y, clip }) {
  context.save();
  context.translate(x, y);
  if (clip !== undefined) {
    context.beginPath();
    context.rect(0, 0, clip.width, clip.height);
    context.clip();
  }
  paint(context, shapes);
  context.restore();
}
