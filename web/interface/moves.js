// SPDX-License-Identifier: MIT

import { defaultsFor } from "./defaults.js";
import { TimeWindow } from "../data/window.js";

/** Moves in time, and back: which times are seen, and what of it is in the settings. */
export class Moves {
  window;
  #settings;
  #store;
  #onMoved;
  /** @type {?import("../data/window.js").Choice} what is live; null: what suits the stream */
  #live;

  /**
   * @param {import("./settings.js").Settings} settings are changed
   * @param {import("../data/store.js").Store} store
   * @param {() => void} onMoved
   */
  constructor(settings, store, onMoved) {
    this.#settings = settings;
    this.#store = store;
    this.#onMoved = onMoved;
    this.window = new TimeWindow(settings.window ?? defaultsFor(store).window);
    this.#live = settings.window?.kind === "fixed" ? null : settings.window;
  }

  /** @param {number} factor less than 1 shows less @param {number} [part] of the width, which stays where it is */
  zoom(factor, part = 0.5) {
    this.#move(() => this.window.zoom(factor, this.window.timeAt(part)));
  }

  /** @param {number} part of the width, more than 0 to newer data */
  pan(part) {
    this.#move(() => this.window.pan(part));
  }

  /** Shows what is between two parts of the width. */
  select(from, to) {
    this.#move(() => this.window.select(from, to));
  }

  /** Shows all that is kept. */
  showAll() {
    this.#move(() => this.window.showAll(this.#store));
  }

  /** @param {number} time Unix seconds @returns {number} the part of the width where it is then */
  hold(time) {
    let part = 0;
    this.#move(() => { part = this.window.hold(time); });
    return part;
  }

  /** @param {?import("../data/window.js").Choice} choice what is live; null: what suits the stream */
  choose(choice) {
    this.#live = choice;
    this.goLive();
  }

  /** Back to what was chosen before somebody zoomed and moved; the trigger waits for the next crossing. */
  goLive() {
    this.window.trigger?.arm();
    this.#settings.window = this.#live;
    this.window.live(this.#live ?? defaultsFor(this.#store).window);
    this.#onMoved();
  }

  /** Who goes on wants to see new data, also after having zoomed meanwhile. */
  pauseOrGoOn() {
    if (this.window.isPaused && this.window.choice.kind === "fixed")
      return this.goLive();
    this.window.pause(!this.window.isPaused);
    this.#onMoved();
  }

  /** What suits the stream may change with the stream. */
  follow() {
    const { kind } = this.window.choice;
    const { window } = defaultsFor(this.#store);
    if (this.#settings.window === null && kind !== "fixed" && kind !== window.kind)
      this.window.show(window);
  }

  #move(change) {
    const before = this.window.choice;
    change();
    if (this.window.choice !== before)
      this.#settings.window = this.window.choice; // a link shows the same
    this.#onMoved();
  }
}
