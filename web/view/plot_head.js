// SPDX-License-Identifier: MIT

const most_names = 8;
/** @type {Record<import("../data/arrangement.js").Kind, string>} */
const words = { lines: "lines" };

/** What stands above a plot: the names of its series, each with its colour, and what they can be shown as. */
export class PlotHead {
  element = document.createElement("header");
  #names = document.createElement("span");
  #kinds = document.createElement("select");
  #shown = "";
  /** @type {string[]} */
  #series = [];

  /** @param {(names: string[], kind: string) => void} onKind is called where a person wants series shown as it */
  constructor(onKind) {
    this.element.className = "plot-head";
    this.element.hidden = true;
    this.#names.className = "plot-names";
    this.#kinds.ariaLabel = "Shown as";
    this.#kinds.addEventListener("change", () => onKind(this.#series, this.#kinds.value));
    this.element.append(this.#names, this.#kinds);
  }

  /**
   * @param {string[]} names of the series; none: it takes no room
   * @param {import("./palette.js").Palette} palette
   * @param {import("../data/arrangement.js").Kind} kind what they are shown as
   * @param {import("../data/arrangement.js").Kind[]} kinds what they can be shown as
   */
  show(names, palette, kind, kinds) {
    const key = JSON.stringify([kind, kinds, names.map((name) => [name, palette.look(name).colour])]);
    if (key === this.#shown)
      return;
    this.#shown = key;
    this.#series = names;
    this.element.hidden = names.length === 0;
    this.#names.replaceChildren(...names.slice(0, most_names).map((name) => nameOf(name, palette.look(name).colour)));
    if (names.length > most_names)
      this.#names.append(`and ${names.length - most_names} more`);
    this.#names.title = names.join(", ");
    this.#kinds.replaceChildren(...kinds.map((other) => new Option(words[other], other)));
    this.#kinds.value = kind;
    this.#kinds.hidden = kinds.length < 2;
  }
}

function nameOf(name, colour) {
  const swatch = document.createElement("span");
  swatch.className = "swatch";
  swatch.style.background = colour;
  const element = document.createElement("span");
  element.className = "plot-name";
  element.append(swatch, name);
  return element;
}
