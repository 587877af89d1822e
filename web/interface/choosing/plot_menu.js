// SPDX-License-Identifier: MIT

import { button, field, labelled, rangeOf, readRange } from "./fields.js";
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
    menu.append(labelled("Logarithmic", this.#log), "From, to", rangeOf(this.#min, this.#max),
      labelled("Unit", this.#unit),
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
    const range = readRange(this.#min, this.#max);
    if (range === null || (range.low === null) !== (range.high === null))
      return;
    tell({ range: range.low === null ? null : { min: range.low, max: range.high } });
  }
}
