// SPDX-License-Identifier: MIT

import { ExpressionError, parse } from "../../formula/expression.js";

/** Where a person writes a formula that makes a series of others. */
export class FormulaField {
  element = document.createElement("form");
  #input = document.createElement("input");

  /**
   * @param {(text: string) => void} onFormula is given one that can be parsed
   * @param {(name: string) => boolean} isSeries whether there is a series of that name
   */
  constructor(onFormula, isSeries) {
    this.#input.placeholder = "Formula, as rate(a) or a - b";
    this.#input.ariaLabel = "Formula that makes a series of others";
    this.#input.maxLength = 1000;
    this.#input.addEventListener("input", () => this.#input.setCustomValidity(""));
    this.element.className = "formula";
    this.element.append(this.#input);
    this.element.addEventListener("submit", (event) => {
      event.preventDefault();
      const text = this.#input.value.trim();
      if (text === "" || !this.#isFormula(text, isSeries))
        return;
      this.#input.value = "";
      onFormula(text);
    });
  }

  /** Says what is wrong with it, where it is none. */
  #isFormula(text, isSeries) {
    try {
      parse(text, isSeries);
      return true;
    } catch (failure) {
      if (!(failure instanceof ExpressionError))
        throw failure;
      this.#input.setCustomValidity(failure.message);
      this.#input.reportValidity();
      return false;
    }
  }
}

/**
 * @param {string} text a formula
 * @returns {?string} the name of its series; null where it makes no sense
 */
export function nameOfFormula(text) {
  try {
    return parse(text).name;
  } catch {
    return null;
  }
}
