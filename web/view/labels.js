// SPDX-License-Identifier: MIT

export const label_height = 16; // pixels
const label_distance = 8;
const label_font = "13px system-ui, sans-serif";
let measure = null;

/**
 * @param {[number, string][]} ticks
 * @returns {number} how wide the widest label is, in pixels
 */
export function widthOf(ticks) {
  measure ??= document.createElement("canvas").getContext("2d");
  measure.font = label_font;
  return ticks.reduce((width, [, label]) => Math.max(width, measure.measureText(label).width), 0);
}

/**
 * Writes what stands along the axes. Flot would do it in SVG, which the browser lays out anew for each picture.
 * @param {string} colour
 * @returns {(plot: any, context: CanvasRenderingContext2D) => void} a hook of Flot's
 */
export function drawLabels(colour) {
  return (plot, context) => {
    const { left, top } = plot.getPlotOffset();
    const bottom = top + plot.height() + label_distance;
    const { width } = context.canvas;
    const [[xaxis], [yaxis]] = [plot.getXAxes(), plot.getYAxes()];
    const seen = ({ ticks, min, max }) => ticks.filter(({ v }) => v >= min && v <= max);
    context.fillStyle = colour;
    context.font = label_font;
    context.textBaseline = "top";
    context.textAlign = "center";
    let free = 0;
    for (const { v, label } of seen(xaxis)) {
      const half = context.measureText(label).width / 2;
      const x = Math.min(left + xaxis.p2c(v), width / devicePixelRatio - half);
      if (x - half < free)
        continue;
      context.fillText(label, x, bottom);
      free = x + half + label_distance;
    }
    context.textBaseline = "middle";
    context.textAlign = "right";
    for (const { v, label } of seen(yaxis))
      context.fillText(label, left - label_distance, top + yaxis.p2c(v));
  };
}
