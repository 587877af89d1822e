// SPDX-License-Identifier: MIT

import { plain_axis } from "../axis_settings.js";

// What a person wants changed in which series are shown, and where, in the settings.

/**
 * Shows and hides series.
 * @param {import("../settings.js").Settings} settings
 * @param {string[]} names
 * @param {boolean} shown
 */
export function show({ hidden }, names, shown) {
  for (const name of names) {
    if (shown)
      hidden.delete(name);
    else
      hidden.add(name);
  }
}

/**
 * Shows one series alone, or where it is alone, all.
 * @param {import("../settings.js").Settings} settings
 * @param {string} name
 * @param {string[]} all names
 */
export function showOnly({ hidden }, name, all) {
  const others = all.filter((other) => other !== name);
  const alone = others.every((other) => hidden.has(other));
  hidden.clear();
  if (!alone)
    others.forEach((other) => hidden.add(other));
}

/**
 * Puts a series into a plot. A plot whose series were found for it gets a number, and keeps them.
 * @param {import("../settings.js").Settings} settings
 * @param {string} name
 * @param {?import("../../data/arrangement.js").Group} group null: one of its own
 */
export function moveTo(settings, name, group) {
  settings.places.set(name, group === null ? freePlace(settings) : placeOf(settings, group));
}

/**
 * Puts a series where it fits again.
 * @param {import("../settings.js").Settings} settings
 * @param {string} name
 */
export function release({ places, axes, right }, name) {
  const place = places.get(name);
  places.delete(name);
  right.delete(name);
  if (![...places.values()].includes(place))
    axes.delete(place);
}

/**
 * Changes the axis of values of a plot.
 * @param {import("../settings.js").Settings} settings
 * @param {import("../../data/arrangement.js").Group} group
 * @param {Partial<import("../axis_settings.js").Axis>} change
 */
export function setAxis(settings, group, change) {
  const place = placeOf(settings, group);
  settings.axes.set(place, { ...plain_axis, ...settings.axes.get(place), ...change });
}

/** The number of a plot, which it gets where it has none. It may have got one after its menu was opened. */
function placeOf(settings, { series }) {
  const place = settings.places.get(series[0].name);
  if (place !== undefined)
    return place;
  const free = freePlace(settings);
  series.forEach(({ name }) => settings.places.set(name, free));
  return free;
}

function freePlace({ places }) {
  const taken = new Set(places.values());
  let place = 1;
  while (taken.has(place))
    place += 1;
  return place;
}
