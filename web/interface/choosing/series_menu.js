// SPDX-License-Identifier: MIT

import { button, field, labelled, numberIn, rangeOf, readRange, selectOf } from "./fields.js";
import { nameOfFormula } from "./formula_field.js";
import { openMenu } from "../menus.js";

const colours = 7;

/**
 * What a person can choose for one series: its colour, the plot it is in, and which axis of that.
 *
 * @typedef {object} SeriesHandlers
 * @property {(name: string, label: ?string) => void} label null: its name
 * @property {(name: string, colour: ?number) => void} colour from 1 on; null: automatic
 * @property {(name: string, plot: ?import("../../data/arrangement.js").Group | "new") => void} move null: where it fits
 * @property {(name: string, right: boolean) => void} axis
 * @property {(name: string, limit: ?import("../../data/limits.js").Limit) => void} limit of good values; null: none
 * @property {(name: string) => void} remove a series that a formula makes
 * @property {(trigger: ?import("../../data/trigger.js").TriggerChoice) => void} trigger null: none
 */
export class SeriesMenu {
  #menu;
  #title = document.createElement("strong");
  #plots = document.createElement("select");
  #right = field("checkbox");
  #low = field("number", "Good values from");
  #high = field("number", "Good values to");
  #label = field("text");
  #remove = button("Remove this formula");
  #edge = selectOf("Trigger", { "": "none", rise: "rising", fall: "falling", both: "both" });
  #mode = selectOf("Trigger mode", { auto: "auto", normal: "normal", single: "single" });
  #level = field("number", "Trigger level");
  #before = selectOf("Before the trigger", { 0: "0 %", 0.2: "20 %", 0.5: "50 %", 0.8: "80 %" });
  /** @type {import("../../data/arrangement.js").Group[]} */
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
    this.#right.addEventListener("change", () => handlers.axis(this.#name, this.#right.checked));
    for (const bound of [this.#low, this.#high])
      bound.addEventListener("change", () => this.#tellLimit(handlers));
    for (const choice of [this.#edge, this.#level, this.#mode, this.#before])
      choice.addEventListener("change", () => handlers.trigger(this.#chosenTrigger()));
    this.#remove.addEventListener("click", () => {
      menu.hidePopover();
      handlers.remove(this.#name);
    });
    this.#label.maxLength = 200;
    this.#label.addEventListener("change", () => handlers.label(this.#name, this.#label.value.trim() || null));
    menu.append(this.#title, labelled("Called", this.#label), palette, labelled("Plot", this.#plots),
      labelled("Right axis", this.#right),
      "Good values from, to", rangeOf(this.#low, this.#high), labelled("Trigger", this.#edge),
      labelled("at the level", this.#level), rangeOf(this.#mode, this.#before), this.#remove);
  }

  /**
   * @param {string} name
   * @param {HTMLElement} button where it is opened
   * @param {import("../../data/arrangement.js").Group[]} groups the plots
   * @param {import("../settings.js").Settings} settings
   */
  open(name, button, groups, { places, right, limits, labels, trigger, derive }) {
    this.#name = name;
    this.#groups = groups;
    this.#title.textContent = name;
    const own = groups.findIndex(({ series }) => series.some((one) => one.name === name));
    this.#plots.replaceChildren(new Option("where it fits", "auto"), new Option("a new one", "new"),
      ...groups.map(({ series }, at) => new Option(`with ${namesOf(series, name)}`, String(at))));
    this.#plots.value = places.has(name) && own >= 0 ? String(own) : "auto";
    this.#right.checked = right.has(name);
    this.#label.value = labels.get(name) ?? "";
    this.#label.placeholder = name;
    this.#remove.hidden = !derive.some((text) => nameOfFormula(text) === name);
    this.#low.value = String(limits.get(name)?.low ?? "");
    this.#high.value = String(limits.get(name)?.high ?? "");
    const own_trigger = trigger?.name === name ? trigger : null;
    this.#edge.value = own_trigger?.edge ?? "";
    this.#level.value = String(own_trigger?.level ?? 0);
    this.#mode.value = own_trigger?.mode ?? "auto";
    this.#before.value = String(own_trigger?.before ?? 0.2);
    openMenu(this.#menu, button);
  }

  #tellLimit(handlers) {
    const limit = readRange(this.#low, this.#high);
    if (limit !== null)
      handlers.limit(this.#name, limit.low === null && limit.high === null ? null : limit);
  }

  /** @returns {?import("../../data/trigger.js").TriggerChoice} */
  #chosenTrigger() {
    const edge = /** @type {any} */ (this.#edge.value);
    const level = numberIn(this.#level);
    const mode = /** @type {any} */ (this.#mode.value);
    return edge === "" || level === null ? null
      : { name: this.#name, level, edge, mode, before: Number(this.#before.value) };
  }

  #chosenPlot() {
    const { value } = this.#plots;
    return value === "auto" ? null : value === "new" ? "new" : this.#groups[Number(value)];
  }

  #colourButton(colour, handlers) {
    const choice = button(colour === null ? "auto" : "", () => handlers.colour(this.#name, colour));
    choice.className = colour === null ? "" : "palette-colour";
    choice.title = colour === null ? "Colour by name" : "";
    if (colour !== null) {
      choice.ariaLabel = `Colour ${colour}`;
      choice.style.setProperty("--colour", `var(--series-${colour})`);
    }
    return choice;
  }
}

/** Some of the others in a plot; where there are none, the series itself. */
function namesOf(series, name) {
  const names = series.map((one) => one.name);
  const others = names.filter((one) => one !== name);
  const some = (others.length > 0 ? others : names).slice(0, 2).join(", ");
  return others.length > 2 ? `${some}, …` : some;
}
