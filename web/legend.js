// SPDX-License-Identifier: MIT

import { formatValue } from "./number.js";

/** A button for each series, with its newest value, that shows and hides it. Names are text, whatever is in them. */
export class Legend {
  #element;
  #onToggle;
  #entries = new Map();

  /**
   * @param {HTMLElement} element is filled
   * @param {(name: string, only: boolean) => void} onToggle is called for a click; `only` with Shift or Alt
   */
  constructor(element, onToggle) {
    this.#element = element;
    this.#onToggle = onToggle;
  }

  /**
   * @param {import("./store.js").Store} store
   * @param {Set<string>} hidden
   * @param {(index: number) => {colour: string, dash: number[]}} look
   */
  update(store, hidden, look) {
    store.series.forEach((series, index) => {
      const entry = this.#entries.get(series.name) ?? this.#add(series.name);
      const { colour, dash } = look(index);
      entry.button.ariaPressed = String(!hidden.has(series.name));
      entry.swatch.setAttribute("stroke", colour);
      entry.swatch.setAttribute("stroke-dasharray", dash.join(" "));
      entry.value.textContent = formatValue(series.y.at(-1) ?? NaN);
    });
  }

  #add(name) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "legend-entry";
    button.title = "Show or hide; with Shift, only this one";
    const picture = svg("svg", { class: "legend-swatch", viewBox: "0 0 24 6", "aria-hidden": "true" });
    const swatch = svg("line", { x1: 1, y1: 3, x2: 23, y2: 3, "stroke-width": 3 });
    picture.append(swatch);
    const label = document.createElement("span");
    label.className = "legend-label";
    label.textContent = name;
    const value = document.createElement("span");
    value.className = "legend-value";
    value.ariaHidden = "true"; // it changes all the time
    button.append(picture, label, value);
    button.addEventListener("click", (event) => this.#onToggle(name, event.shiftKey || event.altKey));
    this.#element.append(button);
    const entry = { button, swatch, value };
    this.#entries.set(name, entry);
    return entry;
  }
}

function svg(name, attributes) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes))
    element.setAttribute(key, value);
  return element;
}
