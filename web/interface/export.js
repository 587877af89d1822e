// SPDX-License-Identifier: MIT

import { indexAfter, indexFrom } from "../data/series.js";

/**
 * The points of some series between two times, raw, as CSV (RFC 4180): series, time in Unix seconds, value.
 *
 * @param {import("../data/series.js").Points[]} series
 * @param {number} from Unix seconds
 * @param {number} to
 * @returns {string}
 */
export function csvOf(series, from, to) {
  const lines = ["series,time,value"];
  for (const { name, x, y } of series) {
    const field = csvField(name);
    const end = indexAfter(x, to);
    for (let i = indexFrom(x, from); i < end; ++i)
      lines.push(`${field},${x[i]},${Number.isNaN(y[i]) ? "" : y[i]}`);
  }
  return `${lines.join("\r\n")}\r\n`;
}

/** Quoted where it has to be; a quote in front of what a spreadsheet would take for a formula. */
function csvField(text) {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/**
 * A picture of the plots, one below the other, with their series' names.
 *
 * @param {HTMLCanvasElement[]} plots
 * @param {{name: string, colour: string}[]} series
 * @param {string} background
 * @param {string} text its colour
 * @returns {HTMLCanvasElement}
 */
export function pictureOf(plots, series, background, text) {
  const ratio = devicePixelRatio;
  const head = 28 * ratio;
  const picture = document.createElement("canvas");
  picture.width = Math.max(...plots.map((canvas) => canvas.width));
  picture.height = head + plots.reduce((sum, canvas) => sum + canvas.height, 0);
  const context = picture.getContext("2d");
  context.fillStyle = background;
  context.fillRect(0, 0, picture.width, picture.height);
  let top = head;
  context.font = `${12 * ratio}px sans-serif`;
  context.textBaseline = "middle";
  for (const canvas of plots) {
    context.drawImage(canvas, 0, top);
    top += canvas.height;
  }
  drawNames(context, series, ratio, text);
  return picture;
}

function drawNames(context, series, ratio, text) {
  context.textAlign = "left";
  let left = 12 * ratio;
  for (const { name, colour } of series) {
    context.fillStyle = colour;
    context.fillRect(left, 12 * ratio, 16 * ratio, 4 * ratio);
    context.fillStyle = text;
    context.fillText(name, left + 22 * ratio, 14 * ratio);
    left += 40 * ratio + context.measureText(name).width;
  }
}

/**
 * Lets the browser keep something as a file.
 * @param {Blob} blob
 * @param {string} name
 */
export function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
