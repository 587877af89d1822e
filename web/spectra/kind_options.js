// SPDX-License-Identifier: MIT

/**
 * How a person wants spectra and XY plots to be shown.
 *
 * @typedef {object} KindOptions
 * @property {import("./spectrum.js").Window} window that messages are multiplied with
 * @property {"db" | "linear"} scale of amplitudes
 * @property {number} average so many of the last spectra are averaged
 * @property {"auto" | "equal" | "fit"} axes of an XY plot: equal scales, each one that fits, or as suits the values
 */

/** @type {KindOptions} */
export const default_options = { window: "hann", scale: "db", average: 1, axes: "auto" };

/** What there is to choose: a label, and values with their words. */
export const choices = {
  window: {
    label: "Window",
    values: { hann: "Hann", rectangular: "rectangular", "blackman-harris": "Blackman-Harris", "flat-top": "flat top" },
  },
  scale: { label: "Amplitude", values: { db: "dB", linear: "linear" } },
  average: { label: "Average", values: { 1: "last one", 4: "mean of 4", 16: "mean of 16", 64: "mean of 64" } },
  axes: { label: "Axes", values: { auto: "axes: auto", equal: "equal axes", fit: "axes that fit" } },
};

/**
 * What is there to choose for a kind.
 * @param {import("../data/arrangement.js").Kind} kind
 * @returns {(keyof KindOptions)[]}
 */
export function optionsFor(kind) {
  switch (kind) {
    case "spectrum":
      return ["window", "scale", "average"];
    case "waterfall":
      return ["window"];
    case "xy":
      return ["axes"];
    default:
      return [];
  }
}

const most_averaged = 1000;

/**
 * @param {string} name of an option
 * @param {string} text
 * @returns {Partial<KindOptions>} with it; empty where it makes no sense
 */
export function readOption(name, text) {
  if (name === "average")
    return /^[1-9]\d*$/.test(text) ? { average: Math.min(Number(text), most_averaged) } : {};
  return Object.hasOwn(choices[name].values, text) ? { [name]: text } : {};
}

/**
 * Options as they stand in an address.
 * @param {?string} fft as `hann,db,8`, in any order, each of them or not
 * @param {?string} xy `equal` or `fit`
 * @returns {KindOptions}
 */
export function readOptions(fft, xy) {
  const words = (fft ?? "").split(",");
  const found = ["window", "scale", "average"].flatMap((name) => words.map((word) => readOption(name, word)));
  return Object.assign({ ...default_options }, ...found, readOption("axes", xy ?? ""));
}

/**
 * @param {KindOptions} options
 * @returns {{fft: ?string, xy: ?string}} what readOptions() understands; null for the defaults
 */
export function writeOptions({ window, scale, average, axes }) {
  const values = Object.entries({ window, scale, average });
  const isDefault = values.every(([name, value]) => value === default_options[name]);
  return { fft: isDefault ? null : [window, scale, average].join(","), xy: axes === "auto" ? null : axes };
}
