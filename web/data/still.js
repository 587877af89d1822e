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
   */
  constructor(store, { from, to }) {
    this.#from = from;
    this.#to = to;
    this.series = store.series.map((series) => copy(series, from, to));
  }

  /** Whether all that came of this time until the still was made is in it. */
  covers({ from, to }) {
    return from >= this.#from && to <= this.#to;
  }
}

/**
 * Where what is seen comes from: the store, or a still of it. A paused page shows the still. A part that was chosen
 * while data goes on is the store's as long as that has all of it, so that what comes late is seen too.
 */
export class Sight {
  #store;
  /** @type {?Still} */
  #still = null;

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
      this.#still = null;
    else if (!this.#still?.covers(shown))
      this.#still = this.#store.extent()?.[1] >= shown.to ? new Still(this.#store, shown) : null;
    const isNeeded = isPaused || this.#store.forgottenUntil >= shown.from;
    return isNeeded && this.#still !== null ? this.#still : this.#store;
  }

  /** The series have other times now: what was seen is seen again as it is. */
  renew() {
    this.#still = null;
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

/** With a point more at both sides, to which lines lead. */
function copy({ name, min, max, words, x, y, waveforms }, from, to) {
  const begin = Math.max(0, indexFrom(x, from) - 1);
  const end = indexAfter(x, to) + 1;
  const [times, values] = [x.slice(begin, end), y.slice(begin, end)];
  const messages = waveforms.filter(({ time }) => time <= to);
  const { length } = times;
  return { name, min, max, words, x: times, y: values, length, forgotten: 0, revision: 0, waveforms: messages };
}
