// SPDX-License-Identifier: MIT

import { duration } from "../../data/words.js";

/** A button beside a series whose clock is off: it says how far, and a click shows the series at its own times. */
export class ClockMark {
  element = document.createElement("button");

  /** @param {() => void} onBelieve is called where a person wants its own times */
  constructor(onBelieve) {
    const { element } = this;
    element.type = "button";
    element.className = "clock-mark";
    element.hidden = true;
    element.title = "Its times are off, so it is shown where its messages arrived. Show it at its own times";
    element.addEventListener("click", onBelieve);
  }

  /** @param {?{ahead: ?number}} moved where its times are off: by how many seconds, null where that changes */
  show(moved) {
    const text = moved === null ? "" : textOf(moved.ahead);
    if (text === this.element.textContent)
      return;
    this.element.textContent = text;
    this.element.hidden = text === "";
  }
}

function textOf(ahead) {
  if (ahead === null)
    return "at arrival";
  return `clock ${ahead < 0 ? "−" : "+"}${duration(Math.abs(ahead))}`;
}
