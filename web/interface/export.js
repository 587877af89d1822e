// SPDX-License-Identifier: MIT

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
