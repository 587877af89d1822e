// SPDX-License-Identifier: MIT

import { fittingHeight, most_height, least_height } from "../data/height.js";

const key_step = 1.1;
const least_rest = 40; // pixels, which other plots keep

/**
 * The lower edge of a plot, by which it is made higher and lower: with the pointer, with the arrows up and down, and as
 * high as others again by a double click. What others leave changes, too: heights are shares of the same room.
 */
export class PlotHandle {
  element = document.createElement("div");
  /** @type {?number} the height while it is dragged, as in Axis; null: it is not */
  dragged = null;
  #height = 1;
  #onHeight;
  #onDrag;

  /**
   * @param {(height: number) => void} onHeight is called where a person has chosen a height
   * @param {() => void} onDrag and where what is seen is to be drawn meanwhile
   */
  constructor(onHeight, onDrag) {
    this.#onHeight = onHeight;
    this.#onDrag = onDrag;
    const { element } = this;
    element.className = "plot-handle";
    element.tabIndex = 0;
    element.role = "separator";
    element.ariaLabel = "Height of this plot";
    element.title = "Drag, or up and down, for its height; a double click: as others";
    element.ariaOrientation = "horizontal";
    [element.ariaValueMin, element.ariaValueMax] = [percent(least_height), percent(most_height)];
    element.addEventListener("pointerdown", (event) => this.#begin(event));
    element.addEventListener("keydown", (event) => this.#key(event));
    element.addEventListener("dblclick", (event) => {
      event.stopPropagation();
      onHeight(1);
    });
  }

  /** @param {boolean} isShown @param {number} height of its plot, as in Axis */
  show(isShown, height) {
    this.#height = height;
    if (this.element.hidden === isShown)
      this.element.hidden = !isShown;
    const value = percent(height);
    if (this.element.ariaValueNow !== value)
      this.element.ariaValueNow = value;
  }

  #key(event) {
    const factor = { ArrowUp: 1 / key_step, ArrowDown: key_step }[event.key];
    if (factor === undefined || event.ctrlKey || event.metaKey || event.altKey)
      return;
    event.preventDefault();
    this.#height = fittingHeight(this.#height * factor); // more keys may come before it is shown
    this.#onHeight(this.#height);
  }

  #begin(event) {
    if (event.pointerType === "mouse" && event.button !== 0)
      return;
    this.element.setPointerCapture(event.pointerId);
    const heightOf = this.#scale(event.clientY);
    const ended = new AbortController();
    const on = (name, action) => this.element.addEventListener(name, action, { signal: ended.signal });
    on("pointermove", ({ clientY }) => {
      this.dragged = heightOf(clientY);
      this.#onDrag();
    });
    for (const name of ["pointerup", "pointercancel"])
      on(name, () => {
        ended.abort();
        this.#end(name === "pointerup");
      });
  }

  /** @param {boolean} isChosen or else it is as it was */
  #end(isChosen) {
    const { dragged } = this;
    this.dragged = null;
    if (dragged !== null && isChosen)
      this.#onHeight(dragged);
    this.#onDrag();
  }

  /** @returns {(y: number) => number} the height with which the edge is at a place of the window */
  #scale(from) {
    const plot = this.element.parentElement;
    const plots = [...plot.parentElement.querySelectorAll(":scope > .plot")];
    const sum = (all, measure) => all.reduce((total, one) => total + measure(one), 0);
    const flexible = plots.filter((one) => shareOf(one) > 0);
    const room = sum(flexible, ({ clientHeight }) => clientHeight);
    const others = sum(flexible.filter((one) => one !== plot), shareOf);
    const share = shareOf(plot) / this.#height; // of a plot that is as high as others
    const begin = plot.clientHeight;
    return (y) => {
      const pixels = Math.min(room - least_rest, Math.max(1, begin + y - from));
      return fittingHeight((others * pixels) / (room - pixels) / share);
    };
  }
}

/** Of the room that plots have: as the style sheet has it. @param {Element} plot */
function shareOf(plot) {
  return Number(getComputedStyle(plot).flexGrow);
}

function percent(height) {
  return String(Math.round(100 * height));
}
