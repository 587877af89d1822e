// SPDX-License-Identifier: MIT

// What menus are made of.

/**
 * @param {"checkbox" | "number" | "text"} type numbers may be any
 * @param {string} [name] for screen readers, where no label has it
 */
export function field(type, name = "") {
  const input = document.createElement("input");
  input.type = type;
  if (type === "number")
    input.step = "any";
  if (name !== "")
    input.ariaLabel = name;
  return input;
}

/** @param {string} name for screen readers @param {Record<string, string>} options their texts, by their values */
export function selectOf(name, options) {
  const select = document.createElement("select");
  select.ariaLabel = name;
  select.append(...Object.entries(options).map(([value, text]) => new Option(text, value)));
  return select;
}

/** @param {string} text @param {() => void} [action] @returns {HTMLButtonElement} */
export function button(text, action = () => {}) {
  const element = document.createElement("button");
  element.type = "button";
  element.textContent = text;
  element.addEventListener("click", action);
  return element;
}

/** A field with its label. @param {string} text @param {HTMLElement} input */
export function labelled(text, input) {
  const label = document.createElement("label");
  label.append(text, " ", input);
  return label;
}

/** Fields side by side. @param {HTMLElement[]} fields */
export function rangeOf(...fields) {
  const range = document.createElement("span");
  range.className = "range";
  range.append(...fields);
  return range;
}

/**
 * The numbers of two fields, if the first one is less; both may be empty. A person is told where it is not.
 * @param {HTMLInputElement} first
 * @param {HTMLInputElement} last
 * @returns {?{low: ?number, high: ?number}} null: they are wrong
 */
export function readRange(first, last) {
  const [low, high] = [first, last].map(numberIn);
  const isWrong = low !== null && high !== null && low >= high;
  last.setCustomValidity(isWrong ? "must be greater than the first one" : "");
  last.reportValidity();
  return isWrong ? null : { low, high };
}

/** @param {HTMLInputElement} input @returns {?number} null where there is none */
export function numberIn({ valueAsNumber }) {
  return Number.isNaN(valueAsNumber) ? null : valueAsNumber;
}
