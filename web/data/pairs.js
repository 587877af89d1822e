// SPDX-License-Identifier: MIT

/** Members that are the two coordinates of a point, across and up; in whatever case. */
const pairs = [
  ["x", "y"], ["re", "im"], ["real", "imag"], ["i", "q"], ["lon", "lat"], ["lng", "lat"], ["longitude", "latitude"],
];
const third = "z";

/** @returns {string} what is before the last `/` or blank in a name, with it */
export function parentOf(name) {
  return name.replace(/[^/ ]*$/, "");
}

/**
 * Shows two series of a message as what they are: the coordinates of a point, known by their names. Not so x and y
 * beside z, which are rather the axes of a sensor, nor those that come at different times.
 *
 * @param {import("./series.js").Series} added a new one, without points yet
 * @param {number} time of its first point, Unix seconds
 * @param {(name: string) => import("./series.js").Series | undefined} find
 */
export function pairUp(added, time, find) {
  const parent = parentOf(added.name);
  const own = added.name.slice(parent.length);
  const has = (name) => find(parent + inCaseOf(name, own)) !== undefined;
  if (own.toLowerCase() === third)
    pairs[0].forEach((name) => unpair(find(parent + inCaseOf(name, own))));
  for (const pair of pairs) {
    const at = pair.indexOf(own.toLowerCase());
    const other = at < 0 ? undefined : find(parent + inCaseOf(pair[1 - at], own));
    if (other?.x.at(-1) !== time || (pair === pairs[0] && has(third)))
      continue;
    added.kind = "xy";
    other.kind = "xy";
  }
}

/**
 * @param {{name: string}[]} series of one plot
 * @returns {{at: number, isKnown: boolean}} which of them is x: one that is known by its name; else the first
 */
export function findX(series) {
  const names = series.map(({ name }) => name.slice(parentOf(name).length).toLowerCase());
  const at = names.findIndex((name) => pairs.some(([x, y]) => x === name && names.includes(y)));
  return { at: Math.max(0, at), isKnown: at >= 0 };
}

/** @returns {boolean} whether a name is that of a latitude: degrees of the longitude beside it are shorter */
export function isLatitude(name) {
  return /^lat(itude)?$/i.test(name.slice(parentOf(name).length));
}

function unpair(series) {
  if (series?.kind === "xy")
    series.kind = "lines";
}

/** `Q` beside `I`, `Lat` beside `Lon`. */
function inCaseOf(name, model) {
  if (model === model.toLowerCase())
    return name;
  return model === model.toUpperCase() ? name.toUpperCase() : name[0].toUpperCase() + name.slice(1);
}
