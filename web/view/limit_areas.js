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
