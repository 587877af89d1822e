// SPDX-License-Identifier: MIT

import { parentOf } from "./pairs.js";
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
 * What a plot is. Who shares one: series of like size; all; those whose names differ after the last `/` or blank only;
 * the coordinates of a point, and whom a person wants to see over each other; or nobody.
 * @typedef {"lines" | "lanes" | "waveform" | "spectrum" | "waterfall" | "xy"} Kind
 * @type {Record<Kind, "size" | "all" | "parent" | "pair" | "none">}
 */
const sharing = {
  lines: "size",
  lanes: "all",
  waveform: "size",
  spectrum: "size",
  waterfall: "none",
  xy: "pair",
};

/** So many whole numbers may stand for something else each. */
const most_codes = 32;

/** @param {string} text */
export function isKind(text) {
  return Object.hasOwn(sharing, text);
}

/**
 * What some series can be shown as: words as lanes; booleans, and a few whole numbers, as lanes or lines.
 * @param {import("./series.js").Points[]} series
 * @returns {Kind[]}
 */
export function kindsFor(series) {
  if (series.some(({ waveforms = [] }) => waveforms.length > 0))
    return ["waveform", "spectrum", "waterfall", "lines"];
  if (series.length === 0)
    return ["lines"];
  const areNumbers = series.every(({ words }) => !words);
  /** @type {[Kind, boolean][]} */
  const kinds = [
    ["lines", areNumbers || series.some((one) => !one.words || isBoolean(one))],
    ["lanes", !areNumbers || series.every(areCodes)],
    ["spectrum", areNumbers],
    ["xy", areNumbers && series.length > 1],
  ];
  return kinds.filter(([, isPossible]) => isPossible).map(([kind]) => kind);
}

/**
 * @param {import("./series.js").Series} series
 * @param {Map<string, Kind>} chosen by a person, by name
 * @returns {Kind} what it is shown as: words as lanes, and only they and codes
 */
export function kindOf(series, chosen) {
  const kind = chosen.get(series.name) ?? series.kind;
  if (series.words && !isBoolean(series))
    return "lanes";
  return kind === "lanes" && !series.words && !areCodes(series) ? series.kind : kind;
}

/** @param {import("./series.js").Points} series */
function isBoolean({ words }) {
  return words?.length === 2 && words[0] === "false" && words[1] === "true";
}

/** @param {import("./series.js").Points} series */
function areCodes({ min, max }) {
  return Number.isInteger(min) && Number.isInteger(max) && max - min < most_codes;
}

/**
 * Series that share a plot; its number where a person has chosen it, 0 where it is found for them.
 * @typedef {{key: string, place: number, kind: Kind, series: import("./series.js").Points[]}} Group
 */

/**
 * Which series share a plot: those that can be read on one axis of values. Series that differ by a number in their
 * names only (`cpu0`, `cpu1`) stay together. Who has a place keeps it, unless it lies flat there.
 */
export class Arrangement {
  /** @type {ArrangedPlot[]} */
  #plots = [];
  /** @type {Map<string, ArrangedPlot>} by the name of a series */
  #placed = new Map();
  #looked = -Infinity;
  #made = 0;
  /** Of few points when they were placed: they are placed anew. */
  #young = new Set();
  /** How many points all had when they were looked at. */
  #points = 0;

  /**
   * Finds places for new series, and now and then for those that have changed.
   * @param {import("./series.js").Series[]} all
   * @param {(series: import("./series.js").Series) => Kind} kindOf
   * @param {number} now seconds
   */
  update(all, kindOf, now) {
    const isPlaced = (series) => this.#placed.get(series.name)?.kind === kindOf(series);
    if (now - this.#looked < interval && all.length === this.#placed.size && all.every(isPlaced))
      return;
    this.#looked = now;
    this.#points = pointsOf(all);
    this.#forget(new Set(all.filter((series) => isPlaced(series) && !this.#young.has(series.name))
      .map(({ name }) => name)));
    this.#young.clear();
    this.#plots.forEach((plot) => plot.expel().forEach(({ name }) => this.#placed.delete(name)));
    for (const series of all) {
      if (!this.#placed.has(series.name))
        this.#place(series, kindOf(series));
    }
    this.#plots = this.#plots.filter(({ members }) => members.length > 0);
  }

  /** @param {string} name of a series @returns {Kind | undefined} what it is shown as */
  kind(name) {
    return this.#placed.get(name)?.kind;
  }

  /** Whether update() may find other places, though nothing is new. @param {import("./series.js").Series[]} all */
  isDue(all) {
    return this.#young.size > 0 && pointsOf(all) !== this.#points;
  }

  /**
   * @param {import("./series.js").Points[]} seen some of the series, or stills of them
   * @param {?("one" | "stack")} layout one plot for all, or for each; null: as they fit
   * @param {Map<string, number>} places plots that a person has chosen, by the name of a series
   * @returns {Group[]} with one series at least each: those chosen by their numbers, and then in the order in which
   *     their first ones came
   */
  groups(seen, layout, places = new Map()) {
    /** @type {Map<string, Group>} */
    const groups = new Map();
    for (const series of seen) {
      const { key: found, kind } = this.#placed.get(series.name) ?? { key: "", kind: "lines" };
      const place = places.get(series.name) ?? 0;
      const key = `${kind} ${sharedBy(series.name, kind, place, layout, found)}`;
      if (!groups.has(key))
        groups.set(key, { key, place, kind, series: [] });
      groups.get(key).series.push(series);
    }
    const order = ({ place }) => place || Infinity;
    return [...groups.values()].sort((one, other) => (order(one) === order(other) ? 0 : order(one) - order(other)));
  }

  #forget(names) {
    for (const name of this.#placed.keys()) {
      if (!names.has(name))
        this.#placed.delete(name);
    }
    this.#plots.forEach((plot) => { plot.members = plot.members.filter(({ name }) => names.has(name)); });
  }

  #place(series, kind) {
    const plots = this.#plots.filter((plot) => plot.kind === kind);
    let plot = plots.find((plot) => plot.hasFamilyOf(series)) ?? plots.find((plot) => plot.takes(series));
    if (plot === undefined && plots.length >= most_groups)
      plot = plots.reduce((best, other) => (other.distanceTo(series) < best.distanceTo(series) ? other : best));
    if (plot === undefined) {
      this.#made += 1;
      plot = new ArrangedPlot(String(this.#made), kind);
      this.#plots.push(plot);
    }
    if (isYoung(series))
      this.#young.add(series.name);
    plot.members.push(series);
    this.#placed.set(series.name, plot);
  }
}

function isYoung({ length, forgotten }) {
  return length + forgotten < young_points;
}

function pointsOf(all) {
  return all.reduce((sum, { length, forgotten }) => sum + length + forgotten, 0);
}

/** Series that are to be read on one axis. */
class ArrangedPlot {
  key;
  kind;
  /** @type {import("./series.js").Series[]} */
  members = [];

  /** @param {string} key @param {Kind} kind */
  constructor(key, kind) {
    this.key = key;
    this.kind = kind;
  }

  takes(series) {
    switch (sharing[this.kind]) {
      case "all":
        return true;
      case "parent":
        return this.members.length === 0 || parentOf(this.members[0].name) === parentOf(series.name);
      case "pair":
        return this.members.length === 0 || pairOf(this.members[0]) === pairOf(series);
      case "none":
        return this.members.length === 0;
      default:
        return this.#suits(series);
    }
  }

  hasFamilyOf(series) {
    const family = familyOf(series.name);
    return sharing[this.kind] === "size" && this.members.some(({ name }) => familyOf(name) === family);
  }

  #suits(series) {
    const all = [...this.members, series];
    const span = spanOf(all);
    return all.every((one) => fills(one, span, joins_from));
  }

  /** Takes out those that lie flat, and returns them. */
  expel() {
    if (this.members.length < 2 || sharing[this.kind] !== "size")
      return [];
    const span = spanOf(this.members);
    const families = new Map();
    for (const series of this.members) {
      const family = familyOf(series.name);
      const least = isYoung(series) ? joins_from : leaves_below;
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

/** A word for those of a kind that share a plot: as a person has chosen, or as was found. */
function sharedBy(name, kind, place, layout, found) {
  if (place > 0 && sharing[kind] !== "none")
    return String(place);
  if (layout === null || sharing[kind] === "none" || sharing[kind] === "pair")
    return `auto ${found}`;
  return layout === "one" ? "all" : `name ${name}`;
}

/** Coordinates that are known as such stay by themselves; others a person has brought together. */
function pairOf({ kind, name }) {
  return kind === "xy" ? parentOf(name) : null;
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
