// SPDX-License-Identifier: MIT

/** A time that is further from the arrival of its message than this, in seconds, is off. */
const tolerance = 60;
/** How many messages over how many seconds tell how fast a clock runs. */
const enough = 3;
const long_enough = 2; // seconds

/** Clocks of series that are not in the store: so many are kept. */
const most_unknown = 1000;

/** How many of its units a clock counts in a second, where it is near one of these. */
const rates = [1, 1e3, 1e6, 1e9];

/**
 * Where a series is put whose own times are off by more than a minute from the arrival of its messages, by the clock of
 * the server: a host with a wrong clock, a counter from 1970 or from the start of a device, in whatever unit. So it
 * stands beside the others, and moves nothing out of sight.
 *
 * A clock that runs with ours keeps its own differences: the series is moved by an offset, also what is there of it.
 * One that stands still, or is off for a message or two, is not believed: these points stand at their arrival. Times of
 * the past which run neither with ours nor stand still are a recording: they stay as long as no other series is of now.
 */
export class Clocks {
  #store;
  #clocks = new Map();
  #isLive = false;

  /** @param {Pick<import("./store.js").Store, "push" | "remap" | "find" | "series">} store gets all points */
  constructor(store) {
    this.#store = store;
  }

  /**
   * @param {string} name of the series
   * @param {number} own its time, Unix seconds; the arrival where it has none
   * @param {number} y
   * @param {number} arrived Unix seconds
   * @returns {boolean} whether the point was kept
   */
  push(name, own, y, arrived) {
    return this.#store.push(name, this.place(name, own, arrived), y);
  }

  /**
   * @param {string} name of a series, or of whatever else has a clock
   * @param {number} own its time, Unix seconds
   * @param {number} arrived Unix seconds
   * @returns {number} where it is put, Unix seconds
   */
  place(name, own, arrived) {
    let clock = this.#clocks.get(name);
    if (clock === undefined) {
      if (own === arrived) {
        this.#isLive = true;
        return own;
      }
      clock = new Clock();
      this.#clocks.set(name, clock);
      if (this.#clocks.size > most_unknown + this.#store.series.length)
        this.#forgetEnded();
    }
    const x = clock.place(own, arrived, this.#isLive);
    if (clock.isRight)
      this.#isLive = true;
    if (clock.hasSettled)
      this.#store.remap(name, clock.scale, clock.offset);
    return x;
  }

  /** Lets everything go, as if nothing had come. */
  clear() {
    this.#clocks.clear();
    this.#isLive = false;
  }

  /** Those of series that are not, or no more, in the store. */
  #forgetEnded() {
    for (const name of this.#clocks.keys()) {
      if (this.#store.find(name) === undefined)
        this.#clocks.delete(name);
    }
  }

  /**
   * @returns {?{ahead: ?number}} null for a series at its own times; else by how many seconds its clock is ahead of
   *     ours, null where that is not known, or it counts something else
   */
  moved(name) {
    const clock = this.#clocks.get(name);
    if (clock === undefined || !clock.isOff)
      return null;
    return { ahead: clock.offset !== null && clock.scale === 1 ? -clock.offset : null };
  }

  /** From now on its own times are believed, whatever they are; what is there of it goes back to them. */
  believe(name) {
    const clock = this.#clocks.get(name);
    if (clock === undefined || clock.isBelieved)
      return;
    if (clock.offset !== null)
      this.#store.remap(name, 1 / clock.scale, -clock.offset / clock.scale);
    clock.isBelieved = true;
  }
}

/** What is known of the clock of a series. */
class Clock {
  isBelieved = false;
  /** Whether the last time was near its arrival. */
  isRight = false;
  /** Whether the last point was not put at its own time. */
  isOff = false;
  /** Whether `scale` and `offset` have just been found, and hold for what has its own times until now. */
  hasSettled = false;
  scale = 1;
  /** @type {?number} what is added to own times, seconds; null where that is not known */
  offset = null;
  #first = null;
  #count = 0;
  /** Whether all points until now have been put at their own times. */
  #isRaw = true;

  /** @returns {number} where a point is put, Unix seconds */
  place(own, arrived, isLive) {
    this.hasSettled = false;
    this.isRight = Math.abs(own - arrived) <= tolerance;
    if (this.isRight || this.isBelieved)
      return this.#trust(own);
    if (this.offset !== null) {
      const moved = own * this.scale + this.offset;
      if (Math.abs(moved - arrived) <= tolerance)
        return moved;
      this.#restart(); // the clock was set
    }
    this.#observe(own, arrived);
    if (this.offset !== null)
      return own * this.scale + this.offset;
    const isRecording = this.#isRaw && own < arrived && !isLive && !this.#standsStill(own, arrived);
    this.isOff = !isRecording;
    this.#isRaw = isRecording;
    return isRecording ? own : arrived;
  }

  #trust(own) {
    this.#isRaw = this.#isRaw && !this.isRight;
    this.isOff = false;
    this.#restart();
    return own;
  }

  #restart() {
    this.#first = null;
    this.#count = 0;
    this.offset = null;
    this.scale = 1;
  }

  /** Finds out how fast the clock runs beside ours, and so what its unit is. */
  #observe(own, arrived) {
    this.#first ??= { own, arrived };
    this.#count += 1;
    const passed = arrived - this.#first.arrived;
    if (this.#count < enough || passed < long_enough)
      return;
    const rate = (own - this.#first.own) / passed;
    const near = rates.find((known) => Math.abs(rate / known - 1) < 0.2);
    if (near === undefined)
      return;
    this.scale = 1 / near;
    this.offset = arrived - own * this.scale;
    this.isOff = true;
    this.hasSettled = this.#isRaw;
    this.#isRaw = false;
  }

  #standsStill(own, arrived) {
    return this.#first !== null && own === this.#first.own && arrived - this.#first.arrived >= long_enough;
  }
}
