// SPDX-License-Identifier: MIT

import { fittingHeight } from "../data/height.js";

/**
 * How the axis of values of one plot is, where a person has chosen it: fixed to a range, logarithmic, with a unit; and
 * how high the plot is beside others.
 * @typedef {{range: ?{min: number, max: number}, log: boolean, unit: string, height: number}} Axis
 */

/** @type {Axis} */
export const plain_axis = { range: null, log: false, unit: "", height: 1 };
const longest_unit = 16;

/**
 * @param {string[]} texts as `2:log;0..5;unit=V;height=2`, each part if it is wanted
 * @returns {Map<number, Axis>} by the number of the plot
 */
export function readAxes(texts) {
  const found = texts.map((text) => /^([1-9]\d{0,2}):(.*)$/s.exec(text)).filter((match) => match !== null);
  return new Map(found.map(([, place, parts]) => [Number(place), readAxis(parts.split(";"))]));
}

/** @returns {Axis} */
function readAxis(parts) {
  const axis = { ...plain_axis, log: parts.includes("log") };
  for (const part of parts) {
    const [name, value] = part.split("=");
    if (name === "unit" && value)
      axis.unit = decode(value).slice(0, longest_unit);
    else if (name === "height" && Number(value) > 0)
      axis.height = fittingHeight(Number(value));
    else if (part.includes(".."))
      axis.range = readRange(part);
  }
  return axis;
}

function readRange(text) {
  const [min, max] = text.split("..").map((end) => (end.trim() === "" ? NaN : Number(end)));
  return Number.isFinite(min) && Number.isFinite(max) && min < max ? { min, max } : null;
}

/**
 * @param {number} place
 * @param {Axis} axis
 * @returns {?string} null where nothing was chosen
 */
export function writeAxis(place, { range, log, unit, height }) {
  const parts = [
    log && "log",
    range && `${range.min}..${range.max}`,
    unit && `unit=${encodeURIComponent(unit)}`,
    height !== 1 && `height=${height}`,
  ].filter(Boolean);
  return parts.length === 0 ? null : `${place}:${parts.join(";")}`;
}

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
