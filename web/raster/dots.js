// SPDX-License-Identifier: MIT

const radius = 3; // pixels

/**
 * Draws the points that no line leads to: one alone, or with a gap at either side.
 *
 * @param {CanvasRenderingContext2D} context in which the plot begins at 0, 0
 * @param {import("./curve.js").Curve} curve not a dense one
 * @param {{p2c: (x: number) => number, min: number, max: number}} xaxis
 * @param {{p2c: (y: number) => number, min: number, max: number}} yaxis
 */
export function drawDots(context, { points, colour }, xaxis, yaxis) {
  context.fillStyle = colour;
  for (let i = 0; i < points.length; i += 2) {
    const [x, y] = [points[i], points[i + 1]];
    const isSeen = x >= xaxis.min && x <= xaxis.max && y >= yaxis.min && y <= yaxis.max;
    if (!isSeen || isPoint(points[i - 1]) || isPoint(points[i + 3]))
      continue;
    context.beginPath();
    context.arc(xaxis.p2c(x), yaxis.p2c(y), radius, 0, 2 * Math.PI);
    context.fill();
  }
}

/** Neither a gap nor beyond the ends. */
function isPoint(y) {
  return y !== undefined && !Number.isNaN(y);
}
