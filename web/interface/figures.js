// SPDX-License-Identifier: MIT

import { duration, formatValue, valueText } from "../data/words.js";
import { heldValue } from "../data/held.js";
import { statisticsOf } from "../data/statistics.js";
import { valueNear } from "../view/cursor.js";

const heads = ["Series", "Last", "Least", "Mean", "Greatest", "Deviation", "Points"];

/**
 * A table of what is seen: of each series statistics, and its values at the cursor and at the mark. States have no
 * mean, and no difference.
 */
export class Figures {
  #element;
  #table = document.createElement("table");
  #shown = "";

  /** @param {HTMLElement} element is filled */
  constructor(element) {
    this.#element = element;
    element.append(this.#table);
  }

  get isOpen() {
    return !this.#element.hidden;
  }

  set isOpen(open) {
    this.#element.hidden = !open;
  }

  /**
   * @param {import("../data/series.js").Points[]} series
   * @param {{from: number, to: number}} time what is seen, Unix seconds
   * @param {{cursor: ?number, mark: ?number, near: number}} at Unix seconds; how far away a value counts, in seconds
   * @param {Map<string, string>} labels what a person calls series, by their names
   * @param {boolean} areCoarse whether points stand for more than themselves: then nothing is said that needs all
   */
  update(series, { from, to }, { cursor, mark, near }, labels, areCoarse) {
    if (!this.isOpen)
      return;
    const columns = columnsAt(cursor, mark);
    const rows = series.map((one) => {
      const { count, last, least, mean, greatest, deviation } = statisticsOf(one, from, to);
      const [middle, spread, points] = areCoarse ? ["", "", ""]
        : [formatValue(mean), formatValue(deviation), String(count)];
      const figures = one.words ? [valueText(one, last), "", "", "", ""]
        : [formatValue(last), formatValue(least), middle, formatValue(greatest), spread];
      const values = columns.map(({ value, word }) => (one.words ? word((time) => valueText(one, heldValue(one, time)))
        : value((time) => valueNear(one, time, near))));
      return [labels.get(one.name) ?? one.name, ...figures, points, ...values];
    });
    this.#write([[...heads, ...columns.map(({ head }) => head)], ...rows]);
  }

  #write(rows) {
    const shown = JSON.stringify(rows);
    if (shown === this.#shown)
      return;
    this.#shown = shown;
    const [head, ...others] = rows;
    const rowFor = ([name, ...figures]) => rowOf([cell("th", name, "row"), ...figures.map((text) => cell("td", text))]);
    this.#table.replaceChildren(rowOf(head.map((text) => cell("th", text, "col"))), ...others.map(rowFor));
  }
}

/** What is added for the cursor, the mark, and what is between them. */
function columnsAt(cursor, mark) {
  const columns = [];
  if (cursor !== null)
    columns.push({ head: "At the cursor", value: (at) => formatValue(at(cursor)), word: (at) => at(cursor) });
  if (mark !== null)
    columns.push({ head: "At the mark", value: (at) => formatValue(at(mark)), word: (at) => at(mark) });
  if (cursor === null || mark === null)
    return columns;
  const change = (at) => at(cursor) - at(mark);
  const word = () => "";
  columns.push({ head: `In ${duration(cursor - mark)}`, value: (at) => formatValue(change(at)), word });
  columns.push({ head: "Each second", value: (at) => formatValue(change(at) / (cursor - mark)), word });
  return columns;
}

function rowOf(cells) {
  const row = document.createElement("tr");
  row.append(...cells);
  return row;
}

function cell(tag, text, scope = "") {
  const element = document.createElement(tag);
  element.textContent = text;
  if (scope !== "")
    element.setAttribute("scope", scope);
  return element;
}
