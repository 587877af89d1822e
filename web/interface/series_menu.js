// SPDX-License-Identifier: MIT

import { openMenu } from "./menus.js";

const colours = 7;

/**
 * What a person can choose for one series: its colour, the plot it is in, and which axis of that.
 *
 * @typedef {object} SeriesHandlers
 * @property {(name: string, colour: ?number) => void} colour from 1 on; null: automatic
 * @property {(name: string, plot: ?import("../data/arrangement.js").Group | "new") => void} move null: where it fits
 * @property {(name: string, right: boolean) => void} axis
 */
export class SeriesMenu {
  #menu;
  #title = document.createElement("strong");
  #plots = document.createElement("select");
  #right = document.createElement("input");
  /** @type {import("../data/arrangement.js").Group[]} */
  #groups = [];
  #name = "";

  /**
   * @param {HTMLElement} menu is filled
   * @param {SeriesHandlers} handlers
   */
  constructor(menu, handlers) {
    this.#menu = menu;
    const choices = [...Array(colours).keys()].map((at) => this.#colourButton(at + 1, handlers));
    const palette = document.createElement("div");
    palette.className = "palette";
    palette.append(...choices, this.#colourButton(null, handlers));
    this.#plots.addEventListener("change", () => handlers.move(this.#name, this.#chosenPlot()));
    this.#right.type = "checkbox";
    this.#right.addEventListener("change", () => handlers.axis(this.#name, this.#right.checked));
    menu.append(this.#title, palette, labelled("Plot", this.#plots), labelled("Right axis", this.#right));
  }

  /**
   * @param {string} name
   * @param {HTMLElement} button where it is opened
   * @param {import("../data/arrangement.js").Group[]} groups the plots
   * @param {{places: Map<string, number>, right: Set<string>}} settings
   */
  open(name, button, groups, { places, right }) {
    this.#name = name;
    this.#groups = groups;
    this.#title.textContent = name;
    const own = groups.findIndex(({ series }) => series.some((one) => one.name === name));
    this.#plots.replaceChildren(new Option("where it fits", "auto"), new Option("a new one", "new"),
      ...groups.map(({ series }, at) => new Option(`with ${namesOf(series, name)}`, String(at))));
    this.#plots.value = places.has(name) && own >= 0 ? String(own) : "auto";
    this.#right.checked = right.has(name);
    openMenu(this.#menu, button);
  }

  #chosenPlot() {
    const { value } = this.#plots;
    return value === "auto" ? null : value === "new" ? "new" : this.#groups[Number(value)];
  }

  #colourButton(colour, handlers) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = colour === null ? "" : "palette-colour";
    button.textContent = colour === null ? "auto" : "";
    button.ariaLabel = colour === null ? "Colour by name" : `Colour ${colour}`;
    if (colour !== null)
      button.style.setProperty("--colour", `var(--series-${colour})`);
    button.addEventListener("click", () => handlers.colour(this.#name, colour));
    return button;
  }
}

/** Some of the others in a plot; where there are none, the series itself. */
function namesOf(series, name) {
  const names = series.map((one) => one.name);
  const others = names.filter((one) => one !== name);
  const some = (others.length > 0 ? others : names).slice(0, 2).join(", ");
  return others.length > 2 ? `${some}, …` : some;
}

function labelled(text, field) {
  const label = document.createElement("label");
  label.append(text, " ", field);
  return label;
}
