// SPDX-License-Identifier: MIT

/**
 * Which values of a series are good: those from `low` to `high`; null for no bound.
 * @typedef {{low: ?number, high: ?number}} Limit
 *
 * A series has left the good values, or has come back.
 * @typedef {{time: number, name: string, value: number, isBeyond: boolean, bound: ?number}} Crossing
 */

const most_crossings = 1000;

/** Watches series for values beyond their limits, as points come. */
export class Limits {
  /** @type {Crossing[]} the last ones, in the order in which they came */
  crossings = [];
  #limits;
  #onCrossing;
  /** Names of series that are beyond their limits now. */
  #beyond = new Set();

  /**
   * @param {Map<string, Limit>} limits by the name of a series; may change at any time
   * @param {(crossing: Crossing) => void} onCrossing
   */
  constructor(limits, onCrossing = () => {}) {
    this.#limits = limits;
    this.#onCrossing = onCrossing;
  }

  /** @param {string} name @param {number} x Unix seconds @param {number} y NaN for a gap, which changes nothing */
  push(name, x, y) {
    if (this.#limits.size === 0)
      return;
    const limit = this.#limits.get(name);
    if (limit === undefined || Number.isNaN(y))
      return;
    const bound = boundBeyond(limit, y);
    const isBeyond = bound !== null;
    if (isBeyond === this.isBeyond(name))
      return;
    if (isBeyond)
      this.#beyond.add(name);
    else
      this.#beyond.delete(name);
    this.#tell({ time: x, name, value: y, isBeyond, bound });
  }

  /** Whether the newest value of a series is beyond its limit. @param {string} name */
  isBeyond(name) {
    return this.#beyond.has(name);
  }

  /** @returns {string[]} series whose newest values are beyond their limits */
  get beyond() {
    return [...this.#beyond];
  }

  /**
   * A limit was changed: all that came is judged anew, without being told again.
   * @param {string} name
   * @param {import("./series.js").Points | undefined} series
   */
  renew(name, series) {
    this.crossings = this.crossings.filter((crossing) => crossing.name !== name);
    this.#beyond.delete(name);
    const tell = this.#onCrossing;
    this.#onCrossing = () => {};
    for (let i = 0; i < (series?.length ?? 0); ++i)
      this.push(name, series.x[i], series.y[i]);
    this.#onCrossing = tell;
  }

  #tell(crossing) {
    if (this.crossings.length >= most_crossings)
      this.crossings.splice(0, most_crossings / 10);
    this.crossings.push(crossing);
    this.#onCrossing(crossing);
  }
}

/** @returns {?number} the bound that a value is beyond; null for a good one */
function boundBeyond({ low, high }, value) {
  if (high !== null && value > high)
    return high;
  return low !== null && value < low ? low : null;
}

/**
 * @param {string} text as `10..80`, `..80` or `10..`
 * @returns {?Limit} null if it makes no sense
 */
export function limitOf(text) {
  const ends = text.split("..").map((end) => (end.trim() === "" ? null : Number(end)));
  const [low, high] = ends;
  const isRight = ends.length === 2 && !(low === null && high === null) && !ends.some(Number.isNaN);
  return isRight && (low === null || high === null || low < high) ? { low, high } : null;
}

/** @param {Limit} limit */
export function writeLimit({ low, high }) {
  return `${low ?? ""}..${high ?? ""}`;
}
