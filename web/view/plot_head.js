// SPDX-License-Identifier: MIT

const most_names = 8;

/** What stands above a plot: the names of its series, each with its colour. */
export class PlotHead {
  element = document.createElement("header");
  #shown = "";

  constructor() {
    this.element.className = "plot-head";
    this.element.hidden = true;
  }

  /**
   * @param {{name: string}[]} series none: it takes no room
   * @param {import("./palette.js").Palette} palette
   */
  show(series, palette) {
    const names = series.map(({ name }) => name);
    const key = JSON.stringify(names.map((name) => [name, palette.look(name).colour]));
    if (key === this.#shown)
      return;
    this.#shown = key;
    this.element.hidden = names.length === 0;
    this.element.replaceChildren(...names.slice(0, most_names).map((name) => nameOf(name, palette.look(name).colour)));
    if (names.length > most_names)
      this.element.append(`and ${names.length - most_names} more`);
    this.element.title = names.join(", ");
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
