// SPDX-License-Identifier: MIT

import { pairUp } from "./pairs.js";
import { Series } from "./series.js";

/** What is let go at once, where there is no more room: a part of all. */
const step = 1 / 1000;
/** A series that has had no point for so long has ended, in seconds. */
const ended_after = 60;

/** @typedef {(name: string, x: number, y: number) => void} Watcher */

/**
 * All series, bounded in number and in memory. Where there is no room for one more point, the oldest points of all go,
 * so that all series reach equally far back; but a slow one keeps its share: half of what is a fair part. Where there
 * is no room for one more series, one that has ended goes, the one that ended first.
 */
export class Store {
  /** @type {number} points kept at most */
  maxPoints;
  /** @type {number} the newest time of which points were let go, Unix seconds; -Infinity where there were none */
  forgottenUntil = -Infinity;
  /** @type {number} series that had ended and were let go */
  ended = 0;
  /** @type {Watcher[]} */
  #watchers = [];
  #maxSeries;
  #series = new Map();
  #refused = new Set();
  #points = 0;
  /** No series has ended before this time. */
  #fullUntil = -Infinity;
  #min = Infinity;
  #max = -Infinity;

  /**
   * @param {number} maxSeries further ones are not kept while all these go on
   * @param {number} maxPoints of all series together
   */
  constructor(maxSeries = 500, maxPoints = 2_000_000) {
    this.#maxSeries = maxSeries;
    this.maxPoints = maxPoints;
  }

  /** @returns {Series[]} in the order in which they came */
  get series() {
    return [...this.#series.values()];
  }

  /** @returns {{min: number, max: number}} of all values that ever came; Infinity and -Infinity before the first */
  get range() {
    return { min: this.#min, max: this.#max };
  }

  /** @returns {number} series that were not taken, as there are too many; counted up to a thousand */
  get refused() {
    return this.#refused.size;
  }

  /** @returns {Series | undefined} */
  find(name) {
    return this.#series.get(name);
  }

  /**
   * @param {string} name
   * @param {number} x Unix seconds
   * @param {number} y NaN for a gap
   * @returns {boolean} whether it was kept
   */
  push(name, x, y) {
    const series = this.#series.get(name) ?? this.#add(name, x, y);
    if (series === null)
      return false;
    this.#pushTo(series, x, y);
    if (y < this.#min)
      this.#min = y;
    if (y > this.#max)
      this.#max = y;
    for (const watcher of this.#watchers)
      watcher(name, x, y);
    return true;
  }

  /**
   * Puts other points of a series in the place of those between two times: what the server knows of them. They are not
   * told to watchers, and they, and all before them, are not among those of which there are `maxPoints`: who puts them
   * there sees to it that they do not become too many.
   * @param {string} name
   * @param {number} from Unix seconds
   * @param {number} to
   * @param {{x: Float64Array, y: Float64Array}} points between these times, in order
   */
  replace(name, from, to, points) {
    const series = this.#series.get(name) ?? this.#add(name, from, points.y.find((y) => !Number.isNaN(y)) ?? NaN);
    if (series === null)
      return;
    series.replace(from, to, points);
    this.#min = Math.min(this.#min, series.min);
    this.#max = Math.max(this.#max, series.max);
    this.#points = this.series.reduce((sum, one) => sum + one.length - one.past, 0);
  }

  /** @returns {number} points that replace() has put there, and what is before them */
  get past() {
    return this.series.reduce((sum, { past }) => sum + past, 0);
  }

  /** Lets go what is before a time and what replace() has put after another one. */
  keepPast(from, to) {
    for (const series of this.#series.values())
      series.keepPast(from, to);
  }

  /** Lets a series go. */
  remove(name) {
    this.clear(name);
    this.#series.delete(name);
  }

  /** Lets all points of a series go. It keeps its place, and has to get others before anybody looks, or be removed. */
  clear(name) {
    const series = this.#series.get(name);
    if (series === undefined)
      return;
    this.#points -= series.length - series.past;
    this.#series.set(name, new Series(name));
  }

  /** Lets everything go, as if nothing had come. */
  clearAll() {
    this.#series.clear();
    this.#refused.clear();
    [this.#points, this.ended] = [0, 0];
    [this.#min, this.#max] = [Infinity, -Infinity];
    [this.#fullUntil, this.forgottenUntil] = [-Infinity, -Infinity];
  }

  /** Moves the points of a series to other times: see Series. */
  remap(name, factor, offset) {
    this.#series.get(name)?.remap(factor, offset);
  }

  /** @param {Watcher} watcher is told of each point that is kept, from now on */
  watch(watcher) {
    this.unwatch(watcher);
    this.#watchers.push(watcher);
  }

  /** @param {Watcher} watcher */
  unwatch(watcher) {
    this.#watchers = this.#watchers.filter((other) => other !== watcher);
  }

  /** Ends all lines: what comes from now on is not joined to what came before. */
  breakLines() {
    for (const series of this.#series.values()) {
      if (series.length > 0)
        this.#pushTo(series, series.x.at(-1), NaN);
    }
  }

  /** @returns {?[number, number]} the times of the oldest and the newest point; null where there is none */
  extent() {
    let [first, last] = [Infinity, -Infinity];
    for (const { x } of this.#series.values()) {
      first = Math.min(first, x[0]);
      last = Math.max(last, x.at(-1));
    }
    return first <= last ? [first, last] : null;
  }

  #add(name, x, y) {
    if (Number.isNaN(y)) // a null may be no number at all
      return null;
    if (this.#series.size >= this.#maxSeries && !this.#removeEnded(x)) {
      if (this.#refused.size < 1000)
        this.#refused.add(name);
      return null;
    }
    this.#refused.delete(name);
    const series = new Series(name);
    this.#series.set(name, series);
    pairUp(series, x, (other) => this.#series.get(other));
    return series;
  }

  /** Lets a series go that had ended at a time. Looks at all, so it remembers until when there is none. */
  #removeEnded(time) {
    if (time < this.#fullUntil)
      return false;
    const last = (series) => series.x.at(-1);
    const first = this.series.reduce((found, series) => (last(series) < last(found) ? series : found));
    this.#fullUntil = last(first) + ended_after;
    if (time < this.#fullUntil)
      return false;
    this.remove(first.name);
    this.ended += 1;
    return true;
  }

  #pushTo(series, x, y) {
    series.push(x, y);
    this.#points += 1;
    if (this.#points > this.maxPoints)
      this.#forget(Math.max(1, Math.floor(this.maxPoints * step)));
  }

  /** Lets at least `count` points go. */
  #forget(count) {
    const share = Math.floor(this.maxPoints / (2 * this.#series.size));
    const least = this.#points - count;
    while (this.#points > least) {
      const large = [...this.#series.values()].filter((series) => series.length - series.past > share);
      const oldest = large.reduce((found, one) => (one.x[one.past] < found.x[found.past] ? one : found));
      const surplus = Math.min(oldest.length - oldest.past - share, this.#points - least);
      this.forgottenUntil = Math.max(this.forgottenUntil, oldest.x[oldest.past + surplus - 1]);
      oldest.forget(surplus);
      this.#points -= surplus;
    }
  }
}
