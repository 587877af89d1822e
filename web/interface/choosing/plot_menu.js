// SPDX-License-Identifier: MIT

import { openMenu } from "../menus.js";
import { plain_axis } from "../axis_settings.js";

const [shorter, taller] = [1 / 1.5, 1.5];

/** What a person can choose for one plot: its axis of values, a unit, its height. */
export class PlotMenu {
  #menu;
  #log = field("checkbox");
  #min = field("number", "Minimum");
  #max = field("number", "Maximum");
  #unit = field("text");
  /** @type {?import("../../data/arrangement.js").Group} */
  #group = null;

  /**
   * @param {HTMLElement} menu is filled
   * @param {(group: import("../../data/arrangement.js").Group,
   *     change: Partial<import("../axis_settings.js").Axis> | {factor: number}) => void} onChange
   */
  constructor(menu, onChange) {
    this.#menu = menu;
    const tell = (change) => onChange(this.#group, change);
    this.#log.addEventListener("change", () => tell({ log: this.#log.checked }));
    for (const end of [this.#min, this.#max])
      end.addEventListener("change", () => this.#tellRange(tell));
    this.#unit.maxLength = 16;
    this.#unit.addEventListener("change", () => tell({ unit: this.#unit.value.trim() }));
    const range = document.createElement("span");
    range.className = "range";
    range.append(this.#min, this.#max);
    menu.append(labelled("Logarithmic", this.#log), "From, to", range, labelled("Unit", this.#unit),
      button("Higher", () => tell({ factor: taller })), button("Lower", () => tell({ factor: shorter })));
  }

  /**
   * @param {import("../../data/arrangement.js").Group} group the plot
   * @param {HTMLElement} opener
   * @param {import("../axis_settings.js").Axis} [axis] what was chosen
   */
  open(group, opener, axis = plain_axis) {
    this.#group = group;
    this.#log.checked = axis.log;
    this.#min.value = axis.range === null ? "" : String(axis.range.min);
    this.#max.value = axis.range === null ? "" : String(axis.range.max);
    this.#unit.value = axis.unit;
    openMenu(this.#menu, opener);
  }

  /** Both ends, or none: the axis fits. */
  #tellRange(tell) {
    const [min, max] = [this.#min.valueAsNumber, this.#max.valueAsNumber];
    const isWrong = !Number.isNaN(min) && !Number.isNaN(max) && min >= max;
    this.#max.setCustomValidity(isWrong ? "must be greater than the minimum" : "");
    this.#max.reportValidity();
    if (min < max)
      tell({ range: { min, max } });
    else if (Number.isNaN(min) && Number.isNaN(max))
      tell({ range: null });
  }
}

function field(type, name = "") {
  const input = document.createElement("input");
  input.type = type;
  if (type === "number")
    input.step = "any";
  if (name !== "")
    input.ariaLabel = name;
  return input;
}

function labelled(text, input) {
  const label = document.createElement("label");
  label.append(text, " ", input);
  return label;
}

function button(text, action) {
  const element = document.createElement("button");
  element.type = "button";
  element.textContent = text;
  element.addEventListener("click", action);
  return element;
}
