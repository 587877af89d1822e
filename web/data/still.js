// SPDX-License-Identifier: MIT

import { indexAfter, indexFrom } from "./sorted_times.js";

/**
 * What was there of all series between two times. A store lets its oldest points go while new ones come; this keeps
 * what somebody looks at.
 */
export class Still {
  /**
   * As those of the store, in their order, but nothing is added to them.
   * @type {import("./series.js").Points[]}
   */
  series;
  #from;
  #to;

  /**
   * @param {import("./store.js").Store} store
   * @param {{from: number, to: number}} time Unix seconds; its end is not after the newest point
   * @param {?Still} [before] has what the store has let go meanwhile
   */
  constructor(store, { from, to }, before = null) {
    this.#from = from;
    this.#to = to;
    const older = new Map(before?.series.map((series) => [series.name, series]));
    const known = store.series.map((series) => {
      const [newer, before] = [copy(series, from, to), older.get(series.name)];
      return before === undefined ? newer : joined(copy(before, from, to), newer, series.x[0]);
    });
    const ended = [...older.values()].filter(({ name }) => store.find(name) === undefined);
    this.series = [...known, ...ended.map((series) => copy(series, from, to))];
  }

  /** Whether the store has let something of it go. @param {import("./store.js").Store} store */
  isLostTo({ forgottenUntil }) {
    return forgottenUntil >= this.#from;
  }

  /** Whether all that came of this time until the still was made is in it. */
  covers({ from, to }) {
    return from >= this.#from && to <= this.#to;
  }
}

/**
 * Where what is seen comes from: the store, or a still of it. A paused page shows the still. A part that was chosen
 * while data goes on is the store's as long as that has all of it, so that what comes late is seen too. What somebody
 * stopped at stays until data goes on, also for who looks further back or ahead.
 */
export class Sight {
  #store;
  /** @type {?Still} */
  #still = null;
  /** What was seen first since data went on. @type {?Still} */
  #first = null;

  /** @param {import("./store.js").Store} store */
  constructor(store) {
    this.#store = store;
  }

  /**
   * @param {import("./window.js").TimeWindow} window
   * @returns {{series: import("./series.js").Points[]}}
   */
  of(window) {
    const { isLive, isPaused, shown } = window;
    if (isLive)
      this.renew();
    else if (!this.#still?.covers(shown))
      this.#still = this.#take(shown);
    const isNeeded = isPaused || this.#store.forgottenUntil >= shown.from;
    return isNeeded && this.#still !== null ? this.#still : this.#store;
  }

  /** The series have other times now: what was seen is seen again as it is. */
  renew() {
    this.#still = null;
    this.#first = null;
  }

  /** @returns {?Still} null where there may be more to come, and nothing was lost */
  #take({ from, to }) {
    const newest = this.#store.extent()?.[1] ?? -Infinity;
    const lost = this.#first?.isLostTo(this.#store) ? this.#first : null;
    if (newest < to && lost === null)
      return null;
    const still = new Still(this.#store, { from, to: Math.min(to, newest) }, lost);
    this.#first ??= still;
    return still;
  }
}

/**
 * @param {{series: import("./series.js").Points[]}} store
 * @param {{series: import("./series.js").Points[]}} source what is seen: the store, or a still of it
 * @returns {string[]} names of all series that there are, and of those that are seen still
 */
export function knownNames(store, source) {
  const known = source === store ? store.series : [...store.series, ...source.series];
  return [...new Set(known.map(({ name }) => name))];
}

/**
 * With a point more at both sides, to which lines lead.
 * @param {import("./series.js").Points} series
 * @param {number} from Unix seconds
 * @param {number} to
 * @returns {import("./series.js").Points}
 */
function copy({ name, min, max, words, x, y, waveforms }, from, to) {
  const begin = Math.max(0, indexFrom(x, from) - 1);
  const end = indexAfter(x, to) + 1;
  const [times, values] = [x.slice(begin, end), y.slice(begin, end)];
  const messages = waveforms.filter(({ time }) => time <= to);
  const { length } = times;
  return { name, min, max, words, x: times, y: values, length, forgotten: 0, revision: 0, waveforms: messages };
}

/**
 * What a still has of a series, and after it what the store has: a gap between, unless the one reaches to the other.
 * @param {import("./series.js").Points} older
 * @param {import("./series.js").Points} newer
 * @param {number} begin from when on the store has points
 * @returns {import("./series.js").Points}
 */
function joined(older, newer, begin) {
  const count = indexFrom(older.x, begin);
  if (count === 0)
    return newer;
  const gap = count === older.length ? 1 : 0;
  const length = count + gap + newer.length;
  const all = (before, end, after) => {
    const values = new Float64Array(length);
    values.set(before.subarray(0, count));
    values.fill(end, count, count + gap);
    values.set(after, count + gap);
    return values;
  };
  const x = all(older.x, older.x[count - 1], newer.x);
  const y = all(older.y, NaN, newer.y);
  const waveforms = [...new Set([...older.waveforms, ...newer.waveforms])];
  return { ...newer, x, y, length, waveforms };
}
