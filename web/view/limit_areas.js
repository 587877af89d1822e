// SPDX-License-Identifier: MIT

import { rgbOf } from "./theme.js";

const opacity = 0.1;

/**
 * What Flot draws below the curves for values that are not good, and for the level of the trigger.
 *
 * @param {string[]} names of the series in a plot
 * @param {import("./plots.js").Wish} wish
 * @param {{of: (variable: string) => string, muted: string}} theme
 * @returns {object[]} Flot's markings
 */
export function limitAreas(names, { limits, right, trigger }, theme) {
  const bad = theme.of("--bad");
  const area = `rgba(${rgbOf(bad).join(", ")}, ${opacity})`;
  const axisOf = (name) => (right.has(name) ? "y2axis" : "yaxis");
  const mark = (name, from, to, color) => ({ [axisOf(name)]: { from, to }, color, lineWidth: 1 });
  const areas = names.flatMap((name) => {
    const { low = null, high = null } = limits.get(name) ?? {};
    return [
      high !== null && [mark(name, high, Infinity, area), mark(name, high, high, bad)],
      low !== null && [mark(name, -Infinity, low, area), mark(name, low, low, bad)],
    ].filter(Boolean).flat();
  });
  const isTriggered = trigger !== null && names.includes(trigger.name);
  return isTriggered ? [...areas, mark(trigger.name, trigger.level, trigger.level, theme.muted)] : areas;
}

/**
 * The same as shapes of a picture.
 *
 * @param {any[]} markings as limitAreas() has found them
 * @param {{min: number, max: number}[]} axes of values: left and right
 * @param {((value: number) => number)[]} yOfs pixels of their values
 * @param {number} width of the plot, in pixels
 * @param {{of: (variable: string) => string}} theme
 * @returns {import("./shape.js").Shape[]}
 */
export function limitShapes(markings, axes, yOfs, width, theme) {
  return markings.flatMap(({ yaxis, y2axis, color }) => {
    const side = y2axis === undefined ? 0 : 1;
    const { from, to } = yaxis ?? y2axis;
    if (axes[side] === undefined || to < axes[side].min || from > axes[side].max)
      return [];
    const ends = [Math.min(to, axes[side].max), Math.max(from, axes[side].min)];
    const [top, bottom] = ends.map((value) => Math.floor(yOfs[side](value)));
    /** @type {import("./shape.js").Path} */
    const shape = from === to ? { d: `M0 ${top + 0.5}H${width}`, stroke: color, width: 1 }
      : { d: `M0 ${top}H${width}V${bottom}H0z`, fill: theme.of("--bad"), opacity };
    return [shape];
  });
}
