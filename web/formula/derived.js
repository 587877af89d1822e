// SPDX-License-Identifier: MIT

import { Formula } from "./formula.js";

const most_formulas = 32;
const taken = "the stream has a series of that name";

/**
 * Series that are made of others by formulas: stands in front of the store, to which it gives the points of the stream
 * and those that follow from them. What is there of the stream when a formula comes, or when a name in it becomes
 * known, is computed at once.
 *
 * A point that comes late, before others of its series, is passed over where more than its value counts: rates,
 * windows, two series. To compute all again for it would not be bounded.
 */
export class Derived {
  #store;
  /** @type {Formula[]} */
  #formulas = [];
  /** How many more there are than are read. */
  #unread = 0;
  /** What takes the points of each series of the stream. @type {Map<string, import("./functions.js").Stage[]>} */
  #sources = new Map();

  /** @param {import("../data/store.js").Store} store */
  constructor(store) {
    this.#store = store;
    store.series.forEach(({ name }) => this.#sources.set(name, []));
  }

  /** As that of the store. */
  get series() {
    return this.#store.series;
  }

  /** As that of the store. */
  find(name) {
    return this.#store.find(name);
  }

  /** @returns {string[]} what is wrong with formulas, in sentences without a full stop */
  get remarks() {
    const more = this.#unread === 0 ? "" : `${this.#unread} more formulas are not read (too many)`;
    return [...this.#formulas.map((formula) => this.#remarkOn(formula)), more].filter(Boolean);
  }

  /** @param {string[]} texts of all formulas: those that are not among them any more are removed, with their series */
  set(texts) {
    const before = this.#formulas;
    const known = (text) => before.find((formula) => formula.text === text);
    const all = [...new Set(texts)];
    this.#formulas = all.slice(0, most_formulas).map((text) => known(text) ?? new Formula(text));
    this.#unread = all.length - this.#formulas.length;
    const gone = before.filter((formula) => formula.fault === "" && !this.#formulas.includes(formula));
    gone.forEach(({ name }) => this.#store.remove(name));
    this.#update(gone.map(({ name }) => name));
  }

  /** Lets everything go, as if nothing had come; formulas stay. */
  clear() {
    const texts = this.#formulas.map(({ text }) => text);
    this.set([]);
    this.#sources.clear();
    this.#store.clearAll();
    this.set(texts);
  }

  /** As that of the store, for points of the stream. */
  push(name, x, y) {
    const inputs = this.#sources.get(name);
    if (inputs === undefined)
      return this.#pushFirst(name, x, y);
    const isKept = this.#store.push(name, x, y);
    for (const input of inputs)
      input(x, y);
    return isKept;
  }

  /** As that of the store. */
  breakLines() {
    this.#store.breakLines();
    for (const [name, inputs] of this.#sources) {
      const last = this.#store.find(name)?.x.at(-1);
      if (last !== undefined)
        inputs.forEach((input) => input(last, NaN));
    }
  }

  /** As that of the store, for a series of the stream. */
  remap(name, factor, offset) {
    this.#store.remap(name, factor, offset);
    this.#update([name]);
  }

  /** A name becomes known: its series has it for itself, and a formula may have waited for it. */
  #pushFirst(name, x, y) {
    if (Number.isNaN(y))
      return false; // as the store has it
    const owner = this.#formulas.find((formula) => formula.name === name && formula.fault === "");
    if (owner !== undefined) {
      owner.fault = taken;
      this.#store.remove(name);
    }
    if (!this.#store.push(name, x, y))
      return false;
    this.#forgetEnded();
    this.#sources.set(name, []);
    if (this.#formulas.some((formula) => formula.mayMean(name)))
      this.#update([name]);
    return true;
  }

  #forgetEnded() {
    for (const name of this.#sources.keys()) {
      if (this.#store.find(name) === undefined)
        this.#sources.delete(name);
    }
  }

  /** @param {string[]} names of series whose points are others now: what is made of them is computed again */
  #update(names) {
    const changed = new Set(names);
    const before = new Map(this.#formulas.map((formula) => [formula, formula.meaning]));
    const healthy = this.#read();
    for (const [formula, meaning] of before) {
      if (formula.meaning === meaning)
        continue;
      changed.add(formula.name);
      if (meaning !== "")
        this.#store.remove(formula.name);
    }
    for (const formula of byUse(healthy)) {
      if (!changed.has(formula.name) && ![...formula.names].some((name) => changed.has(name)))
        continue;
      changed.add(formula.name);
      this.#compute(formula);
    }
    this.#connect(healthy);
  }

  /** @returns {Map<string, Formula>} those with which nothing is wrong, by their names */
  #read() {
    const healthy = new Map();
    const isSeries = (name) => this.#sources.has(name) || this.#formulas.some((formula) => formula.name === name);
    this.#formulas.forEach((formula) => {
      formula.read(isSeries);
      formula.fault ||= this.#clash(formula, healthy);
      if (formula.fault === "")
        healthy.set(formula.name, formula);
    });
    return healthy;
  }

  #clash(formula, healthy) {
    if (this.#sources.has(formula.name))
      return taken;
    if (healthy.has(formula.name))
      return "another formula has that name";
    const circle = circleOf(formula, healthy);
    return circle === null ? "" : `it is made of itself (${circle.join(", ")})`;
  }

  /** Makes a series anew, of what is in the store. */
  #compute(formula) {
    const { name } = formula;
    formula.followers = [];
    formula.start((x, y) => {
      this.#store.push(name, x, y);
      for (const follower of formula.followers)
        follower(x, y);
    });
    this.#store.clear(name);
    replay([...formula.inputs].map(([source, input]) => ({ series: this.#store.find(source), input })));
    if (this.#store.find(name)?.length === 0)
      this.#store.remove(name);
  }

  /** From now on each point goes where it belongs. */
  #connect(healthy) {
    this.#sources.forEach((inputs) => inputs.splice(0));
    healthy.forEach((formula) => { formula.followers = []; });
    for (const formula of healthy.values()) {
      for (const [name, input] of formula.inputs)
        (healthy.get(name)?.followers ?? this.#sources.get(name))?.push(input);
    }
  }

  #remarkOn({ text, fault, names }) {
    const isThere = (name) => this.#sources.has(name)
      || this.#formulas.some((formula) => formula.name === name && formula.fault === "");
    const missing = this.#sources.size === 0 ? [] : [...names].filter((name) => !isThere(name));
    const what = fault || missing.map((name) => `there is no series "${name}"`).join(", ");
    return what === "" ? "" : `Formula "${text}": ${what}`;
  }
}

/** @returns {?string[]} names, from that of a formula on to itself; null where it is not made of itself */
function circleOf(formula, healthy) {
  const seen = new Set();
  const ways = [{ way: [formula.name], formula }];
  for (const { way, formula: { names } } of ways) {
    for (const name of names) {
      if (name === formula.name)
        return [...way, name];
      if (healthy.has(name) && !seen.has(name))
        ways.push({ way: [...way, name], formula: healthy.get(name) });
      seen.add(name);
    }
  }
  return null;
}

/** @returns {Set<Formula>} each after those that it is made of */
function byUse(healthy) {
  const sorted = new Set();
  const add = (formula) => {
    if (formula === undefined || sorted.has(formula))
      return;
    formula.names.forEach((name) => add(healthy.get(name)));
    sorted.add(formula);
  };
  healthy.forEach(add);
  return sorted;
}

/** Gives the points of some series to their inputs, in the order of all their times. */
function replay(sources) {
  const tapes = sources.filter(({ series }) => series !== undefined)
    .map(({ series: { x, y }, input }) => ({ x, y, input, at: 0 }));
  for (;;) {
    let next = null;
    for (const tape of tapes) {
      if (tape.at < tape.x.length && (next === null || tape.x[tape.at] < next.x[next.at]))
        next = tape;
    }
    if (next === null)
      return;
    next.input(next.x[next.at], next.y[next.at]);
    next.at += 1;
  }
}
