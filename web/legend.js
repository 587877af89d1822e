// SPDX-License-Identifier: MIT

/** The name of a series and its newest value. Flot's own legend writes labels as HTML; here they are text. */
export class Legend {
  #value;

  /**
   * @param {HTMLElement} element is filled
   * @param {string} label
   */
  constructor(element, label) {
    this.#value = part("legend-value");
    const entry = part("legend-entry");
    entry.append(part("legend-swatch"), part("legend-label", label), this.#value);
    element.replaceChildren(entry);
  }

  /** @param {number} value */
  show(value) {
    this.#value.textContent = value.toPrecision(4);
  }
}

function part(name, text = "") {
  const element = document.createElement("span");
  element.className = name;
  element.textContent = text;
  return element;
}
