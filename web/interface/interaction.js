// SPDX-License-Identifier: MIT

const wheel_zoom = 1.0015;
const line_px = 16;

/**
 * What wheel, mouse, touch and keys do on the plots: they zoom, move and choose a time.
 *
 * @typedef {object} Actions
 * @property {(factor: number, part: number) => void} zoom less than 1 shows less; `part` of the width stays where it is
 * @property {(part: number) => void} pan by a part of the width, more than 0 to newer data
 * @property {(from: number, to: number) => void} select shows what is between two parts of the width
 * @property {(part: ?number) => void} point the pointer is there, null: gone
 * @property {() => void} live
 */
export class Interaction {
  #element;
  #area;
  #actions;
  #pointers = new Map();
  #selection = document.createElement("div");
  #selectFrom = null;

  /**
   * @param {HTMLElement} element the plots' own
   * @param {() => ?{left: number, width: number}} area where the curves are in it
   * @param {Actions} actions
   */
  constructor(element, area, actions) {
    this.#element = element;
    this.#area = area;
    this.#actions = actions;
    this.#selection.className = "selection";
    this.#selection.hidden = true;
    element.append(this.#selection);
    element.addEventListener("wheel", (event) => this.#wheel(event), { passive: false });
    element.addEventListener("pointerdown", (event) => this.#down(event));
    element.addEventListener("pointermove", (event) => this.#move(event));
    for (const name of ["pointerup", "pointercancel"])
      element.addEventListener(name, (event) => this.#up(event, name));
    element.addEventListener("pointerleave", () => actions.point(null));
    element.addEventListener("dblclick", () => actions.live());
  }

  #part(clientX) {
    const area = this.#area();
    if (area === null)
      return null;
    const left = this.#element.getBoundingClientRect().left + area.left;
    return (clientX - left) / area.width;
  }

  #wheel(event) {
    const part = this.#part(event.clientX);
    if (part === null)
      return;
    event.preventDefault();
    const unit = event.deltaMode === 1 ? line_px : 1;
    if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY))
      this.#actions.pan(((event.deltaX || event.deltaY) * unit) / this.#area().width);
    else
      this.#actions.zoom(wheel_zoom ** (event.deltaY * unit), Math.min(1, Math.max(0, part)));
  }

  #down(event) {
    if (event.target.closest(".plot-head, .plot-handle") !== null)
      return;
    const part = this.#part(event.clientX);
    if (part === null || (event.pointerType === "mouse" && event.button !== 0))
      return;
    this.#element.setPointerCapture(event.pointerId);
    this.#pointers.set(event.pointerId, event.clientX);
    this.#selectFrom = event.shiftKey ? part : null;
    this.#actions.point(part);
  }

  #move(event) {
    const part = this.#part(event.clientX);
    if (part === null)
      return;
    const before = this.#pointers.get(event.pointerId);
    if (before === undefined)
      return this.#actions.point(part);
    if (this.#selectFrom !== null)
      return this.#drawSelection(this.#selectFrom, part);
    if (this.#pointers.size === 2)
      this.#pinch(event.pointerId, before, event.clientX);
    else if (event.clientX !== before)
      this.#actions.pan((before - event.clientX) / this.#area().width);
    this.#pointers.set(event.pointerId, event.clientX);
  }

  /** Two fingers: what is under each of them stays there. */
  #pinch(moved, before, now) {
    const [[, other]] = [...this.#pointers].filter(([id]) => id !== moved);
    const [was, is] = [Math.abs(before - other), Math.abs(now - other)];
    if (was > 10 && is > 10)
      this.#actions.zoom(was / is, this.#part(other));
  }

  #up(event, name) {
    const part = this.#part(event.clientX);
    if (this.#selectFrom !== null && part !== null && name === "pointerup" && Math.abs(part - this.#selectFrom) > 0.005)
      this.#actions.select(Math.min(part, this.#selectFrom), Math.max(part, this.#selectFrom));
    this.#selectFrom = null;
    this.#selection.hidden = true;
    this.#pointers.delete(event.pointerId);
  }

  #drawSelection(one, other) {
    const area = this.#area();
    const [from, to] = [Math.min(one, other), Math.max(one, other)];
    this.#selection.hidden = false;
    this.#selection.style.left = `${area.left + from * area.width}px`;
    this.#selection.style.width = `${(to - from) * area.width}px`;
  }
}
