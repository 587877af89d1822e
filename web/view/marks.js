// SPDX-License-Identifier: MIT

/**
 * A time that is marked across all plots.
 * @typedef {{time: number, text: string, kind: "mark" | "note" | "alarm"}} Mark
 */

/** Lines at marked times, with texts at their feet. */
export class Marks {
  #element;
  /** @type {HTMLElement[]} */
  #lines = [];

  /** @param {HTMLElement} element the plots' own */
  constructor(element) {
    this.#element = element;
  }

  /**
   * @param {Mark[]} marks
   * @param {{from: number, to: number}} time what is seen, Unix seconds
   * @param {?{left: number, width: number}} area where the curves are, in pixels; null: nowhere yet
   */
  draw(marks, { from, to }, area) {
    const seen = area === null ? [] : marks.filter(({ time }) => time >= from && time <= to);
    while (this.#lines.length > seen.length)
      this.#lines.pop().remove();
    seen.forEach((mark, at) => show(this.#line(at), mark, area.left + ((mark.time - from) / (to - from)) * area.width));
  }

  #line(at) {
    if (this.#lines[at] === undefined) {
      const line = document.createElement("div");
      line.append(document.createElement("span"));
      this.#element.append(line);
      this.#lines.push(line);
    }
    return this.#lines[at];
  }
}

/** Writes only what has changed. */
function show(line, { text, kind }, left) {
  const name = `mark-line ${kind}`;
  if (line.className !== name)
    line.className = name;
  if (line.firstChild.textContent !== text)
    line.firstChild.textContent = text;
  line.style.left = `${left}px`;
}
