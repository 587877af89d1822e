// SPDX-License-Identifier: MIT

import { Figures } from "./figures.js";
import { Marks } from "../view/marks.js";
import { nearness } from "../view/cursor.js";
import { openMenu } from "./menus.js";
import { roundedEdge } from "../data/words.js";

/** @returns {any} */
const byId = (id) => document.getElementById(id);

/** What a person measures: the mark, notes at times, and the table of figures. */
export class Measuring {
  #settings;
  #window;
  #onChosen;
  #marks;
  #figures = new Figures(byId("figures"));
  /** @type {import("../view/cursor.js").Cursor} */
  #cursor;
  /** What is written for now. @type {{time: number, text: string}} */
  #note = { time: 0, text: "" };
  #width = 1;

  /**
   * @param {import("./settings.js").Settings} settings are changed
   * @param {HTMLElement} element the plots' own
   * @param {import("../view/cursor.js").Cursor} cursor
   * @param {import("../data/window.js").TimeWindow} window
   * @param {() => void} onChosen
   */
  constructor(settings, element, cursor, window, onChosen) {
    this.#settings = settings;
    this.#marks = new Marks(element);
    this.#cursor = cursor;
    this.#window = window;
    this.#onChosen = onChosen;
    byId("note_menu").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#writeNote(byId("note_text").value.trim());
    });
  }

  /**
   * Draws lines at marked times.
   * @param {import("../view/marks.js").Mark[]} more than what a person has marked
   * @param {?{left: number, width: number}} area where the curves are
   */
  draw(more, area) {
    this.#width = area?.width ?? 1;
    const { mark, notes } = this.#settings;
    const marks = notes.map(({ time, text }) => ({ time, text, kind: /** @type {const} */ ("note") }));
    if (mark !== null)
      more = [...more, { time: mark, text: "mark", kind: "mark" }];
    this.#marks.draw([...more, ...marks], this.#window.shown, area);
  }

  /** The lines that draw() has drawn. */
  get marks() {
    return this.#marks.shown;
  }

  /**
   * @param {import("../data/series.js").Points[]} series what is seen
   * @param {boolean} areCoarse whether there are points that stand for more than themselves
   */
  showFigures(series, areCoarse) {
    this.#figures.isOpen = this.#settings.table;
    const at = { cursor: this.#cursorTime(), mark: this.#settings.mark, near: this.#near };
    this.#figures.update(series, this.#window.shown, at, this.#settings.labels, areCoarse);
  }

  /** Marks the time under the cursor, to measure from; without a cursor, nothing is marked. */
  mark() {
    this.#settings.mark = this.#cursorTime();
    this.#onChosen();
  }

  /** Lets a person write at the time under the cursor, or change what is there. */
  writeNote() {
    const time = this.#cursorTime();
    if (time === null)
      return;
    this.#note = this.#settings.notes.find((note) => Math.abs(note.time - time) <= this.#near) ?? { time, text: "" };
    byId("note_text").value = this.#note.text;
    openMenu(byId("note_menu"), byId("placeholder"));
    byId("note_text").focus();
  }

  /** @param {string} text "": no note */
  #writeNote(text) {
    byId("note_menu").hidePopover();
    const others = this.#settings.notes.filter((note) => note !== this.#note);
    this.#settings.notes = text === "" ? others : [...others, { ...this.#note, text }];
    this.#onChosen();
  }

  get #near() {
    return nearness(this.#window.shown, this.#width);
  }

  get #span() {
    return this.#window.shown.to - this.#window.shown.from;
  }

  /** @returns {?number} Unix seconds; null while there is no cursor */
  #cursorTime() {
    return this.#cursor.isShown ? roundedEdge(this.#window.timeAt(this.#cursor.part), this.#span / 100) : null;
  }
}
