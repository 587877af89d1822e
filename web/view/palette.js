// SPDX-License-Identifier: MIT

import { rgbOf } from "./theme.js";

/** The colours of Okabe and Ito (jfly.uni-koeln.de/color), named in the style sheet so that each theme has its own
 * shades; with more series than colours the lines are dashed, each round in another way. */
const colours = 7;
const dashes = [[], [8, 4], [2, 3], [10, 3, 2, 3], [5, 2], [1, 4]];
const symbols = [
  "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z", // circle
  "M-3.5-3.5h7v7h-7z", // square
  "M0-5l5 5-5 5-5-5z", // diamond
  "M0-5l5 9h-10z", // triangle
  "M-1.5-5h3v3.5h3.5v3h-3.5v3.5h-3v-3.5h-3.5v-3h3.5z", // plus
];
/** A lane with two states, and their line below them. */
const strip = { dash: [10, 2, 12], symbol: "M-12-4h10v8h-10zM0-4h12v8h-12z" };
/** With it a lone series, which is `y` or `value` as a rule, has the first colour. */
const seed = 2166136353;

/**
 * How a series looks, told apart by more than its colour: lengths of dashes in pixels, and SVG path data around 0, 0,
 * for lines in which dashes cannot be seen.
 *
 * @typedef {{colour: string, rgb: number[], dash: number[], symbol: string, place: number,
 *     label: string}} Look and what it is called
 */

/**
 * How series look. Colours come from names, so that two people see the same ones; where a colour is used more often
 * than others already, the next one is taken.
 */
export class Palette {
  #uses = new Array(colours).fill(0);
  #places = new Map();
  #looks = new Map();
  /** @type {WeakMap<Look, Look>} */
  #ofStates = new WeakMap();
  #chosen = { colours: new Map(), labels: new Map() };
  #theme;
  /** @type {?Palette} of the words of states */
  #words = null;

  /** @param {{of: (variable: string) => string}} theme */
  constructor(theme) {
    this.#theme = theme;
  }

  /** Other colours from now on. @param {{of: (variable: string) => string}} theme */
  restyle(theme) {
    this.#theme = theme;
    this.#looks.clear();
    this.#words?.restyle(theme);
  }

  /**
   * To be called before look(), with all that are there: who has gone leaves a place.
   * @param {string[]} names
   * @param {Map<string, number>} colours numbers of them, from 1 on, that a person has chosen
   * @param {Map<string, string>} labels what a person calls series
   */
  assign(names, colours = new Map(), labels = new Map()) {
    this.#choose(colours, labels);
    const added = names.filter((name) => !this.#places.has(name));
    if (this.#places.size + added.length > names.length)
      this.#forget(new Set(names));
    for (const name of added.sort())
      this.#add(name);
  }

  /** @param {string} name @returns {Look} */
  look(name) {
    if (!this.#places.has(name))
      this.#add(name);
    let look = this.#looks.get(name);
    if (look === undefined) {
      const { colour, place } = this.#places.get(name);
      const shade = this.#theme.of(`--series-${this.#chosen.colours.get(name) ?? colour + 1}`);
      const [dash, symbol] = [dashes[place % dashes.length], symbols[place % symbols.length]];
      look = { colour: shade, rgb: rgbOf(shade), dash, symbol, place, label: this.#chosen.labels.get(name) ?? name };
      this.#looks.set(name, look);
    }
    return look;
  }

  /** As look(), of a series of which each state has the colour of its word. @param {string} name @returns {Look} */
  lookOfStates(name) {
    const look = this.look(name);
    if (!this.#ofStates.has(look)) {
      const colour = this.#theme.of("--muted");
      this.#ofStates.set(look, { ...look, ...strip, colour, rgb: rgbOf(colour) });
    }
    return this.#ofStates.get(look);
  }

  /** @param {string} word of a state @returns {string} its colour, #rrggbb, whichever series has it */
  word(word) {
    this.#words ??= new Palette(this.#theme);
    return this.#words.look(word).colour;
  }

  #choose(colours, labels) {
    if (isSame(colours, this.#chosen.colours) && isSame(labels, this.#chosen.labels))
      return;
    this.#chosen = { colours: new Map(colours), labels: new Map(labels) };
    this.#looks.clear();
  }

  #add(name) {
    const least = Math.min(...this.#uses);
    let colour = hashOf(name) % colours;
    while (this.#uses[colour] > least)
      colour = (colour + 1) % colours;
    this.#uses[colour] += 1;
    this.#places.set(name, { colour, place: this.#places.size });
  }

  #forget(names) {
    for (const [name, { colour }] of this.#places) {
      if (names.has(name))
        continue;
      this.#places.delete(name);
      this.#looks.delete(name);
      this.#uses[colour] -= 1;
    }
  }
}

/** @param {Map<string, unknown>} one @param {Map<string, unknown>} other */
function isSame(one, other) {
  return one.size === other.size && [...one].every(([name, value]) => other.get(name) === value);
}

/** FNV-1a, and a round of mixing: its lower bits differ too little for names that end alike. */
function hashOf(text) {
  let hash = seed;
  for (let i = 0; i < text.length; ++i)
    hash = Math.imul(hash ^ text.charCodeAt(i), 16777619) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b) >>> 0;
  return (hash ^ (hash >>> 13)) >>> 0;
}
