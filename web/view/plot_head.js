// SPDX-License-Identifier: MIT

import { choices, optionsFor } from "../spectra/kind_options.js";

const most_names = 8;
/** @type {Record<import("../data/arrangement.js").Kind, string>} */
const words = {
  lines: "lines",
  lanes: "lanes",
  waveform: "waveform",
  spectrum: "spectrum",
  waterfall: "waterfall",
  xy: "XY",
};

/**
 * What stands above a plot: the names of its series, each with its colour, and what they can be shown as, and how.
 *
 * @typedef {object} HeadHandlers
 * @property {(names: string[], kind: string) => void} kind is called where a person wants series shown as it
 * @property {(name: string, value: string) => void} option and in another way, see KindOptions
 * @property {(button: HTMLElement) => void} menu and where they want more of the plot
 */
export class PlotHead {
  element = document.createElement("header");
  #names = document.createElement("span");
  #fields = document.createElement("span");
  #unit = document.createElement("span");
  #more = document.createElement("span");
  #handlers;
  #shown = "";

  /** @param {HeadHandlers} handlers */
  constructor(handlers) {
    this.#handlers = handlers;
    this.element.className = "plot-head";
    this.element.hidden = true;
    this.#names.className = "plot-names";
    this.#fields.className = "plot-fields";
    this.#unit.className = "plot-unit";
    const menu = document.createElement("button");
    menu.type = "button";
    menu.ariaLabel = "Axis and height of this plot";
    menu.textContent = "⋮";
    menu.addEventListener("click", () => handlers.menu(menu));
    this.element.append(this.#names, this.#more, this.#unit, this.#fields, menu);
  }

  /**
   * It takes no room where it has nothing to say.
   * @param {import("../data/arrangement.js").Group} group
   * @param {boolean} hasNames whether it has the names of the series
   * @param {import("./palette.js").Palette} palette
   * @param {import("../data/arrangement.js").Kind[]} kinds what they can be shown as
   * @param {import("../spectra/kind_options.js").KindOptions} options
   * @param {string} unit of their values, "" for none
   */
  show({ series, kind }, hasNames, palette, kinds, options, unit) {
    const looks = series.map(({ name }) => palette.look(name));
    const names = series.map(({ name }) => name);
    const shown = looks.map(({ label, colour }) => [label, colour]);
    const key = JSON.stringify([kind, kinds, hasNames, names, shown, options, unit]);
    if (key === this.#shown)
      return;
    this.#shown = key;
    this.element.hidden = names.length === 0 || (!hasNames && kinds.length < 2);
    this.#names.hidden = !hasNames;
    this.#names.replaceChildren(...looks.slice(0, most_names).map((look, at) => nameOf(names[at], look)));
    this.#more.textContent = hasNames && names.length > most_names ? `of ${names.length}` : "";
    this.#names.title = looks.map(({ label }) => label).join(", ");
    this.#unit.textContent = unit === "" ? "" : `[${unit}]`;
    this.#showFields(names, kind, kinds, options);
  }

  #showFields(names, kind, kinds, options) {
    const fields = optionsFor(kind).map((name) => {
      const { label, values } = choices[name];
      return field(label, values, String(options[name]), (value) => this.#handlers.option(name, value));
    });
    if (kinds.length > 1) {
      const all = Object.fromEntries([...new Set([...kinds, kind])].map((one) => [one, words[one]]));
      fields.push(field("Shown as", all, kind, (value) => this.#handlers.kind(names, value)));
    }
    this.#fields.replaceChildren(...fields);
  }
}

/** @param {Record<string, string>} values with their words */
function field(label, values, value, onChange) {
  const select = document.createElement("select");
  select.ariaLabel = label;
  select.append(...Object.entries(values).map(([one, text]) => new Option(text, one)));
  if (!Object.hasOwn(values, value))
    select.add(new Option(value, value));
  select.value = value;
  select.addEventListener("change", () => onChange(select.value));
  return select;
}

function nameOf(name, { colour, label }) {
  const swatch = document.createElement("span");
  swatch.className = "swatch";
  swatch.style.background = colour;
  const element = document.createElement("span");
  element.className = "plot-name";
  element.draggable = true;
  element.addEventListener("dragstart", ({ dataTransfer }) => dataTransfer.setData("text/plain", name));
  element.append(swatch, label);
  return element;
}
