// SPDX-License-Identifier: MIT

/** So much wider than asked for may a column be, before it is seen. */
const enough = 1.5;

/**
 * Which times the server was asked about, and how fine the answers are: the step of a column in seconds, 0 for points
 * as they were.
 */
export class Covers {
  /**
   * In order, not over each other; -Infinity: from the first point on.
   * @type {{from: number, to: number, step: number}[]}
   */
  #all = [];

  /** An answer is in the place of what was there before. */
  add(from, to, step) {
    const others = this.#all.flatMap((cover) => [
      { ...cover, to: Math.min(cover.to, from) },
      { ...cover, from: Math.max(cover.from, to) },
    ]).filter((cover) => cover.from < cover.to);
    const all = [...others, { from, to, step }].sort((one, other) => one.from - other.from);
    this.#all = all.reduce(join, []);
  }

  clear() {
    this.#all = [];
  }

  /**
   * @param {number} from Unix seconds
   * @param {number} to
   * @param {number} step seconds
   * @returns {number} up to where all is covered from a time on, in steps that are not much wider; `from` itself where
   *     nothing is, and at most `to`
   */
  until(from, to, step) {
    let at = from;
    for (const cover of this.#all) {
      if (cover.from <= at && cover.to > at && cover.step <= enough * step)
        at = cover.to;
    }
    return Math.min(at, to);
  }

  /** @returns {number} how wide columns are at a time, seconds; 0 where there are none */
  stepAt(time) {
    return this.#all.find(({ from, to }) => from <= time && to > time)?.step ?? 0;
  }

  /** @returns {boolean} whether there are columns between two times, not points as they were */
  areCoarse(from, to) {
    return this.#all.some((cover) => cover.step > 0 && cover.from < to && cover.to > from);
  }
}

/** Neighbours of the same step are one. */
function join(all, cover) {
  const last = all.at(-1);
  if (last?.to === cover.from && last.step === cover.step)
    last.to = cover.to;
  else
    all.push({ ...cover });
  return all;
}
