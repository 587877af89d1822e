// SPDX-License-Identifier: MIT

import { linear } from "./scale.js";

/** Of an axis: who would fill less of it does not join others; who joined and fills less later goes. */
const joins_from = 1 / 12;
const leaves_below = 1 / 60;
/** With fewer points a series may still become anything. */
const young_points = 50;
/** More plots than these are not made: who fits into none of them goes where it fits best. */
const most_groups = 32;
const interval = 1; // seconds

/**
 * Series that share a plot.
 * @typedef {{key: string, series: import("./series.js").Points[]}} Group
 */

/**
 * Which series share a plot: those that can be read on one axis of values. Series that differ by a number in their
 * names only (`cpu0`, `cpu1`) stay together. Who has a place keeps it, unless it lies flat there.
 */
export class Arrangement {
  /** @type {Plot[]} */
  #plots = [];
  /** @type {Map<string, Plot>} by the name of a series */
  #placed = new Map();
  #looked = -Infinity;
  #made = 0;

  /**
   * Finds places for new series, and now and then for those that have changed.
   * @param {import("./series.js").Series[]} all
   * @param {number} now seconds
   */
  update(all, now) {
    const isNew = all.length !== this.#placed.size || all.some(({ name }) => !this.#placed.has(name));
    if (!isNew && now - this.#looked < interval)
      return;
    this.#looked = now;
    this.#forget(new Set(all.map(({ name }) => name)));
    this.#plots.forEach((plot) => plot.expel().forEach(({ name }) => this.#placed.delete(name)));
    for (const series of all) {
      if (!this.#placed.has(series.name))
        this.#place(series);
    }
    this.#plots = this.#plots.filter(({ members }) => members.length > 0);
  }

  /**
   * @param {import("./series.js").Points[]} seen some of the series, or stills of them
   * @param {?("one" | "stack")} layout one plot for all, or for each; null: as they fit
   * @returns {Group[]} with one series at least each, in the order in which their first ones came
   */
  groups(seen, layout) {
    const keyOf = ({ name }) => (layout === "one" ? "all" : layout === "stack" ? name : this.#placed.get(name)?.key ?? "");
    /** @type {Map<string, Group>} */
    const groups = new Map();
    for (const series of seen) {
      const key = keyOf(series);
      if (!groups.has(key))
        groups.set(key, { key, series: [] });
      groups.get(key).series.push(series);
    }
    return [...groups.values()];
  }

  #forget(names) {
    for (const name of this.#placed.keys()) {
      if (!names.has(name))
        this.#placed.delete(name);
    }
    this.#plots.forEach((plot) => { plot.members = plot.members.filter(({ name }) => names.has(name)); });
  }

  #place(series) {
    let plot = this.#plots.find((plot) => plot.takes(series));
    if (plot === undefined && this.#plots.length >= most_groups)
      plot = this.#plots.reduce((best, other) => (other.distanceTo(series) < best.distanceTo(series) ? other : best));
    if (plot === undefined) {
      this.#made += 1;
      plot = new Plot(`auto ${this.#made}`);
      this.#plots.push(plot);
    }
    plot.members.push(series);
    this.#placed.set(series.name, plot);
  }
}

/** Series that are to be read on one axis. */
class Plot {
  key;
  /** @type {import("./series.js").Series[]} */
  members = [];

  constructor(key) {
    this.key = key;
  }

  takes(series) {
    const family = familyOf(series.name);
    if (this.members.some(({ name }) => familyOf(name) === family))
      return true;
    const all = [...this.members, series];
    const span = spanOf(all);
    return all.every((one) => fills(one, span, joins_from));
  }

  /** Takes out those that lie flat, and returns them. */
  expel() {
    if (this.members.length < 2)
      return [];
    const span = spanOf(this.members);
    const families = new Map();
    for (const series of this.members) {
      const family = familyOf(series.name);
      const least = series.length + series.forgotten < young_points ? joins_from : leaves_below;
      families.set(family, (families.get(family) ?? false) || fills(series, span, least));
    }
    const staying = this.members.filter(({ name }) => families.get(familyOf(name)));
    const expelled = this.members.filter((series) => !staying.includes(series));
    this.members = staying;
    return expelled;
  }

  /** How much their sizes differ, in powers of ten. */
  distanceTo(series) {
    return Math.abs(Math.log10(spanOf(this.members) || 1) - Math.log10(spanOf([series]) || 1));
  }
}

/** `cpu0` and `cpu1` are one; numbers alone tell of columns, which may be anything. */
function familyOf(name) {
  return /(^|[ /])\d+$/.test(name) ? name : name.replace(/\d+/g, "#");
}

/** Of the axis for some series. */
function spanOf(series) {
  const min = Math.min(...series.map((one) => one.min));
  const max = Math.max(...series.map((one) => one.max));
  const axis = linear({ min, max });
  return axis.max - axis.min;
}

/** Whether a series can be read on an axis: it is a part of it. One that does not change is as large as its value. */
function fills({ min, max }, span, least) {
  if (min === max)
    return min === 0 || Math.abs(min) >= span * least;
  return max - min >= span * least;
}
