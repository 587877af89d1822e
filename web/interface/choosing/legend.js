// SPDX-License-Identifier: MIT

import { ClockMark } from "./clock_mark.js";
import { valueText } from "../../data/words.js";

/**
 * A button for each series, with its newest value, that shows and hides it; beside it another where its clock is off.
 * Names are text, whatever is in them.
 */
export class Legend {
  #element;
  #handlers;
  #entries = new Map();

  /**
   * @param {HTMLElement} element is filled
   * @param {{toggle: (name: string, only: boolean) => void, believe: (name: string) => void}} handlers are called for a
   *     click; `only` with Shift or Alt
   */
  constructor(element, handlers) {
    this.#element = element;
    this.#handlers = handlers;
  }

  /**
   * @param {import("../../data/store.js").Store} store
   * @param {Set<string>} hidden
   * @param {(name: string) => import("../../view/palette.js").Look} look
   * @param {import("../../data/clocks.js").Clocks} clocks
   */
  update(store, hidden, look, clocks) {
    store.series.forEach((series) => {
      const entry = this.#entries.get(series.name) ?? this.#add(series.name);
      entry.set(look(series.name), !hidden.has(series.name), valueText(series, series.y.at(-1) ?? NaN));
      entry.clock.show(clocks.moved(series.name));
    });
    if (this.#entries.size > store.series.length)
      this.#removeEnded(store);
  }

  #removeEnded(store) {
    for (const [name, { element }] of this.#entries) {
      if (store.find(name) !== undefined)
        continue;
      element.remove();
      this.#entries.delete(name);
    }
  }

  #add(name) {
    const entry = new Entry(() => this.#handlers.believe(name));
    entry.button.addEventListener("click", (event) => this.#handlers.toggle(name, event.shiftKey || event.altKey));
    this.#element.append(entry.element);
    this.#entries.set(name, entry);
    return entry;
  }
}

/** One series. It is written to only where something changes: each writing makes the browser lay the page out. */
class Entry {
  element = document.createElement("span");
  button = document.createElement("button");
  clock;
  #line = svg("line", { x1: 1, y1: 5, x2: 23, y2: 5, "stroke-width": 3 });
  #symbol = svg("path", { transform: "translate(12 5)" });
  #value = document.createElement("span");
  #label = document.createElement("span");
  #look = null;
  #shown = null;
  #text = "";

  constructor(onBelieve) {
    this.clock = new ClockMark(onBelieve);
    this.button.type = "button";
    this.button.className = "legend-entry";
    this.button.title = "Show or hide; with Shift, only this one";
    const picture = svg("svg", { class: "legend-swatch", viewBox: "0 0 24 10", "aria-hidden": "true" });
    picture.append(this.#line, this.#symbol);
    this.#label.className = "legend-label";
    this.#value.className = "legend-value";
    this.#value.ariaHidden = "true"; // it changes all the time
    this.button.append(picture, this.#label, this.#value);
    this.element.className = "legend-item";
    this.element.append(this.button, this.clock.element);
  }

  set(look, shown, text) {
    if (look !== this.#look) {
      this.#look = look;
      this.#label.textContent = look.label;
      this.#line.setAttribute("stroke", look.colour);
      this.#line.setAttribute("stroke-dasharray", look.dash.join(" "));
      this.#symbol.setAttribute("fill", look.colour);
      this.#symbol.setAttribute("d", look.symbol);
    }
    if (shown !== this.#shown) {
      this.#shown = shown;
      this.button.ariaPressed = String(shown);
    }
    if (text !== this.#text) {
      this.#text = text;
      this.#value.textContent = text;
    }
  }
}

function svg(name, attributes) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes))
    element.setAttribute(key, value);
  return element;
}
