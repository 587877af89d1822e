// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { Derived } from "../../../web/formula/derived.js";
import { Store } from "../../../web/data/store.js";

// What tests of formulas have together.

/** Unix seconds. */
export const start = 1_700_000_000;

/** A store with series of formulas; `points` are [name, x, y]. */
export function derivedOf(formulas, points = []) {
  const store = new Store();
  const derived = new Derived(store);
  derived.set(formulas);
  points.forEach(([name, x, y]) => derived.push(name, x, y));
  return { store, derived };
}

/** The points of a series, as [x, y]. */
export function pointsOf(store, name) {
  const series = store.find(name);
  return series === undefined ? [] : Array.from(series.x, (x, i) => [x, series.y[i]]);
}

/** Numbers that look like chance, the same each time. */
export class Chance {
  #seed;

  constructor(seed) {
    this.#seed = seed;
  }

  below(count) {
    this.#seed = (this.#seed * 48_271) % 2_147_483_647;
    return this.#seed % count;
  }

  of(...choices) {
    return choices[this.below(choices.length)];
  }
}

/** A stream with gaps, pauses, repeated times, large values. */
export function streamOf(chance, count, steps = [0, 0.1, 0.25, 0.5, 0.5, 1, 1.5]) {
  let x = start;
  return Array.from({ length: count }, () => {
    x += chance.below(60) === 0 ? 90 : chance.of(...steps);
    const y = chance.below(15) === 0 ? NaN : chance.below(40) === 0 ? 1e12 : chance.below(2000) / 8 - 100;
    return [x, y];
  });
}

export function assertNear(found, wanted, what) {
  assert.equal(found.length, wanted.length, `${what}: so many points`);
  found.forEach(([x, y], i) => {
    const isNear = Object.is(y, wanted[i][1]) || Math.abs(y - wanted[i][1]) <= 1e-9 * Math.max(1, Math.abs(y));
    assert.ok(x === wanted[i][0] && isNear, `${what}, point ${i}: ${y} at ${x}, not ${wanted[i]}`);
  });
}
