// SPDX-License-Identifier: MIT

import { ExpressionError, parse } from "./expression.js";
import { functions, operators } from "./functions.js";
import { join } from "./join.js";
import { isAfterPause } from "../data/sorted_times.js";

/** @typedef {import("./functions.js").Stage} Stage */

/** Times that are looked back at for what is usual: no fewer than isAfterPause() looks at. */
const recent = 128;

/** A series that is made of others, as a text says. */
export class Formula {
  text;
  /** @type {string} of the series; the text where that cannot be read */
  name;
  /** @type {string} why there is no such series; "" where nothing is wrong */
  fault = "";
  /** @type {Stage[]} what takes its points, in other formulas */
  followers = [];
  /** @type {Map<string, Stage>} what takes the points of each series that it is made of */
  inputs = new Map();
  /** @type {Set<string>} the names of these series */
  names = new Set();
  /** @type {?import("./expression.js").Expression} */
  #tree = null;

  /** @param {string} text see parse() */
  constructor(text) {
    this.text = text;
    this.name = text.trim();
  }

  /** @returns {string} another one where the series is made in another way; "" where there is none */
  get meaning() {
    return this.#tree === null || this.fault !== "" ? "" : JSON.stringify(this.#tree);
  }

  /** Finds out what the text means now. @param {(name: string) => boolean} isSeries see parse(); not of its own name */
  read(isSeries) {
    this.fault = "";
    this.#tree = null;
    try {
      this.name = parse(this.text).name;
      this.#tree = parse(this.text, (name) => name !== this.name && isSeries(name)).tree;
    } catch (failure) {
      if (!(failure instanceof ExpressionError))
        throw failure;
      this.fault = failure.message;
    }
    this.names = namesIn(this.#tree);
  }

  /** Whether it may mean something else where there is a series of that name. */
  mayMean(name) {
    return name === this.name || this.names.has(name) || (name.includes("/") && this.text.includes(name));
  }

  /** Remembers nothing from now on. @param {Stage} next takes the points; gaps are not repeated */
  start(next) {
    /** @type {Map<string, Stage[]>} */
    const uses = new Map([...this.names].map((name) => [name, []]));
    connect(this.#tree, withoutRepeatedGaps(next), uses);
    this.inputs = new Map([...uses].map(([name, stages]) => [name, line(stages)]));
  }
}

/** @returns {Set<string>} */
function namesIn(tree) {
  if (tree?.kind === "series")
    return new Set([tree.name]);
  return new Set(tree?.parts?.flatMap((part) => [...namesIn(part)]) ?? []);
}

/** Makes stages of a tree, from its root to the series. */
function connect(tree, next, uses) {
  if (tree.kind === "series") {
    uses.get(tree.name).push(next);
    return;
  }
  const [first, second] = tree.parts;
  if (second === undefined)
    return connect(first, transformed(functions.get(tree.name), next, tree.parameter), uses);
  const combine = operators.get(tree.name);
  if (first.kind === "number")
    return connect(second, each((y) => combine(first.value, y), next), uses);
  if (second.kind === "number")
    return connect(first, each((y) => combine(y, second.value), next), uses);
  const [left, right] = join((a, b) => valueOrGap(combine(a, b)), next);
  connect(first, inOrder(left), uses);
  connect(second, inOrder(right), uses);
}

/** @param {import("./functions.js").Transform} transform */
function transformed({ of, make }, next, parameter) {
  return of ? each(of, next) : inOrder(make(next, parameter));
}

/** @returns {Stage} */
function each(of, next) {
  return (x, y) => next(x, valueOrGap(of(y)));
}

/** An infinite value is a gap, too. */
function valueOrGap(y) {
  return Number.isFinite(y) ? y : NaN;
}

/** @returns {Stage} one that passes over what comes late */
function inOrder(next) {
  let last = -Infinity;
  return (x, y) => {
    if (x < last)
      return;
    last = x;
    next(x, y);
  };
}

/** @returns {Stage} for a series as its line is drawn: a pause is a gap */
function line(stages) {
  const times = new Float64Array(2 * recent);
  let count = 0;
  const tell = (x, y) => stages.forEach((stage) => stage(x, y));
  return (x, y) => {
    if (count > 0 && x < times[count - 1])
      return tell(x, y);
    if (count === times.length) {
      times.copyWithin(0, recent);
      count = recent;
    }
    times[count] = x;
    if (isAfterPause(times, count))
      tell(times[count - 1], NaN);
    count += 1;
    tell(x, y);
  };
}

/** @returns {Stage} */
function withoutRepeatedGaps(next) {
  let last = NaN;
  return (x, y) => {
    const before = last;
    last = valueOrGap(y);
    if (!Number.isNaN(before) || !Number.isNaN(last))
      next(x, last);
  };
}
