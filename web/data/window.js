// SPDX-License-Identifier: MIT

// Seconds. Less than what floating-point numbers can tell apart today makes no axis.
const usual_least = 1;
const least_span = 0.01;
const most_span = 1e11;

/**
 * Which times are seen: the last seconds, the last points or all that is kept, which move on as data comes; or a part
 * that a person has chosen, which stays.
 *
 * @typedef {{kind: "last", seconds: number} | {kind: "points", count: number} | {kind: "all"}
 *     | {kind: "fixed", from: number, to: number}} Choice
 */
export class TimeWindow {
  #choice;
  #live;
  #shown = { from: 0, to: 1 };
  #paused = false;
  /** @type {?import("./trigger.js").Trigger} what the last seconds start anew for */
  trigger = null;

  /** @param {Choice} choice */
  constructor(choice) {
    this.show(choice);
  }

  /** @returns {Choice} */
  get choice() {
    return this.#choice;
  }

  /** Whether new data moves what is seen. */
  get isLive() {
    return this.#choice.kind !== "fixed" && !this.#paused;
  }

  /** Whether it is as live() or show() left it, and nobody has moved it since. */
  get isBack() {
    return this.#choice === this.#live && !this.#paused;
  }

  get isPaused() {
    return this.#paused;
  }

  /** @returns {{from: number, to: number}} what update() found, Unix seconds */
  get shown() {
    return this.#shown;
  }

  /** @returns {number} the time at a part of what is shown, Unix seconds */
  timeAt(part) {
    const { from, to } = this.#shown;
    return from + (to - from) * part;
  }

  /** @returns {number} from when on points are wanted, Unix seconds: not later than what is shown */
  get wantedFrom() {
    const { from, to } = this.#shown;
    if (this.#choice.kind === "all")
      return -Infinity;
    return this.#choice.kind === "last" ? to - this.#choice.seconds : from;
  }

  /** @param {Choice} choice */
  show(choice) {
    this.#choice = choice;
    if (choice.kind === "fixed")
      this.#shown = { from: choice.from, to: choice.to };
    else
      this.#live = choice;
  }

  /**
   * Shows all that is kept, until live(); paused too.
   * @param {import("./store.js").Store} store
   */
  showAll(store) {
    this.#choice = { kind: "all" };
    const extent = store.extent();
    if (extent !== null)
      this.#shown = this.#around(store, extent);
  }

  /** Stops, or moves on: what comes meanwhile is kept. */
  pause(paused) {
    this.#paused = paused;
  }

  /**
   * Back to where new data is seen.
   * @param {Choice} choice one that moves
   */
  live(choice) {
    this.#paused = false;
    this.show(choice);
  }

  /**
   * Moves on with the data.
   * @param {import("./store.js").Store} store
   * @param {number} [held] until then there is something to see though no point came, Unix seconds
   * @returns {{from: number, to: number}}
   */
  update(store, held = -Infinity) {
    const extent = store.extent();
    if (!this.isLive || extent === null)
      return this.#shown;
    this.#shown = this.#around(store, [extent[0], Math.max(extent[1], held)]);
    return this.#shown;
  }

  #around(store, [oldest, newest]) {
    const choice = this.#choice;
    const frame = choice.kind === "last" ? this.trigger?.frame(newest, choice.seconds) ?? null : null;
    if (frame !== null)
      return frame;
    const least_live_span = choice.kind === "last" ? Math.min(choice.seconds, usual_least) : usual_least;
    return { from: Math.min(this.#begin(store, oldest, newest), newest - least_live_span), to: newest };
  }

  #begin(store, oldest, newest) {
    const choice = this.#choice;
    if (choice.kind === "last")
      return Math.max(oldest, newest - choice.seconds);
    if (choice.kind === "all")
      return oldest;
    return Math.min(...store.series.map(({ x }) => x[Math.max(0, x.length - choice.count)] ?? Infinity));
  }

  /**
   * Shows a part, from then on without moving.
   * @param {number} factor less than 1 shows less
   * @param {number} centre Unix seconds, which stay where they are
   */
  zoom(factor, centre) {
    const { from, to } = this.#shown;
    const span = (to - from) * factor;
    if (span < least_span || span > most_span)
      return;
    this.show({ kind: "fixed", from: centre - (centre - from) * factor, to: centre + (to - centre) * factor });
  }

  /** Shows what is between two parts of what is seen, from then on without moving. */
  select(from, to) {
    this.show({ kind: "fixed", from: this.timeAt(from), to: this.timeAt(to) });
  }

  /**
   * Shows a time, from then on without moving: what is seen where it is in there, else as much around it.
   * @param {number} time Unix seconds
   * @returns {number} the part of what is seen at which it is
   */
  hold(time) {
    const { from, to } = this.#shown;
    const begin = time >= from && time <= to ? from : time - (to - from) / 2;
    this.show({ kind: "fixed", from: begin, to: begin + to - from });
    return (time - begin) / (to - from);
  }

  /** @param {number} part of what is seen; more than 0 goes to newer data */
  pan(part) {
    const { from, to } = this.#shown;
    const step = (to - from) * part;
    this.show({ kind: "fixed", from: from + step, to: to + step });
  }
}
