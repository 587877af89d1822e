// SPDX-License-Identifier: MIT

import { indexAfter, indexFrom } from "./series.js";

/**
 * The points of some series between two times, raw, as CSV (RFC 4180): series, time in Unix seconds, value.
 *
 * @param {import("./series.js").Series[]} series
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
 * @param {{canvas: HTMLCanvasElement, element: HTMLElement}[]} plots
 * @param {{name: string, colour: string}[]} series
 * @param {string} background
 * @param {string} text its colour
 * @returns {HTMLCanvasElement}
 */
export function pictureOf(plots, series, background, text) {
  const ratio = devicePixelRatio;
  const head = 28 * ratio;
  const picture = document.createElement("canvas");
  picture.width = Math.max(...plots.map(({ canvas }) => canvas.width));
  picture.height = head + plots.reduce((sum, { canvas }) => sum + canvas.height, 0);
  const context = picture.getContext("2d");
  context.fillStyle = background;
  context.fillRect(0, 0, picture.width, picture.height);
  let top = head;
  for (const { canvas, element } of plots) {
    context.drawImage(canvas, 0, top);
    drawLabels(context, element, top, ratio, text);
    top += canvas.height;
  }
  drawNames(context, series, ratio, text);
  return picture;
}

/** Flot writes what is along the axes as SVG above its canvas. */
function drawLabels(context, element, top, ratio, colour) {
  const origin = element.getBoundingClientRect();
  context.fillStyle = colour;
  context.font = `${12 * ratio}px sans-serif`;
  context.textBaseline = "middle";
  context.textAlign = "center";
  for (const label of element.querySelectorAll("text")) {
    const box = label.getBoundingClientRect();
    const x = box.left + box.width / 2 - origin.left;
    const y = box.top + box.height / 2 - origin.top;
    context.fillText(label.textContent, x * ratio, top + y * ratio);
  }
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
