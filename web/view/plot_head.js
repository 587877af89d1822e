// SPDX-License-Identifier: MIT

const most_names = 8;
/** @type {Record<import("../data/arrangement.js").Kind, string>} */
const words = { lines: "lines" };

/** What stands above a plot: the names of its series, each with its colour, and what they can be shown as. */
export class PlotHead {
  element = document.createElement("header");
  #names = document.createElement("span");
  #kinds = document.createElement("select");
  #unit = document.createElement("span");
  #more = document.createElement("span");
  #shown = "";
  /** @type {string[]} */
  #series = [];

  /**
   * @param {(names: string[], kind: string) => void} onKind is called where a person wants series shown as it
   * @param {(button: HTMLElement) => void} onMenu is called where a person wants more of the plot
   */
  constructor(onKind, onMenu) {
    this.element.className = "plot-head";
    this.element.hidden = true;
    this.#names.className = "plot-names";
    this.#kinds.ariaLabel = "Shown as";
    this.#kinds.addEventListener("change", () => onKind(this.#series, this.#kinds.value));
    const menu = document.createElement("button");
    menu.type = "button";
    menu.ariaLabel = "Axis and height of this plot";
    menu.textContent = "⋮";
    menu.addEventListener("click", () => onMenu(menu));
    this.#unit.className = "plot-unit";
    this.element.append(this.#names, this.#more, this.#unit, this.#kinds, menu);
  }

  /**
   * @param {string[]} names of the series; none: it takes no room
   * @param {import("./palette.js").Palette} palette
   * @param {import("../data/arrangement.js").Kind} kind what they are shown as
   * @param {import("../data/arrangement.js").Kind[]} kinds what they can be shown as
   * @param {string} unit of their values, "" for none
   */
  show(names, palette, kind, kinds, unit) {
    const key = JSON.stringify([kind, kinds, unit, names.map((name) => [name, palette.look(name).colour])]);
    if (key === this.#shown)
      return;
    this.#shown = key;
    this.#series = names;
    this.element.hidden = names.length === 0;
    this.#names.replaceChildren(...names.slice(0, most_names).map((name) => nameOf(name, palette.look(name).colour)));
    this.#more.textContent = names.length > most_names ? `of ${names.length}` : "";
    this.#names.title = names.join(", ");
    this.#kinds.replaceChildren(...kinds.map((other) => new Option(words[other], other)));
    this.#kinds.value = kind;
    this.#kinds.hidden = kinds.length < 2;
    this.#unit.textContent = unit === "" ? "" : `[${unit}]`;
  }
}

function nameOf(name, colour) {
  const swatch = document.createElement("span");
  swatch.className = "swatch";
  swatch.style.background = colour;
  const element = document.createElement("span");
  element.className = "plot-name";
  element.draggable = true;
  element.addEventListener("dragstart", ({ dataTransfer }) => dataTransfer.setData("text/plain", name));
  element.append(swatch, name);
  return element;
}
