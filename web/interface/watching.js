// SPDX-License-Identifier: MIT

import { Alarms } from "./alarms.js";
import { clock, formatValue } from "../data/words.js";
import { Limits } from "../data/limits.js";
import { now } from "../data/now.js";
import { Trigger } from "../data/trigger.js";

/** A value that is older was there before the page was: no alarm is raised for it. */
const fresh = 10; // seconds

/** Watches the points that come: for values beyond their limits, and for the trigger. */
export class Watching {
  #settings;
  #store;
  #limits;
  #alarms;
  /** @type {?Trigger} */
  #trigger = null;
  #watch = (name, x, y) => {
    this.#limits.push(name, x, y);
    this.#trigger?.push(name, x, y);
  };

  /**
   * @param {import("./settings.js").Settings} settings may change; changed() is to be called then
   * @param {import("../data/store.js").Store} store
   */
  constructor(settings, store) {
    this.#settings = settings;
    this.#store = store;
    this.#alarms = new Alarms(settings.alarms);
    this.#limits = new Limits(settings.limits, (crossing) => this.#tell(crossing));
    this.changed();
  }

  /** @returns {?Trigger} */
  get trigger() {
    return this.#trigger;
  }

  /** The trigger, or whether there is a limit, was changed. */
  changed() {
    const { trigger, limits } = this.#settings;
    if (trigger !== this.#trigger?.choice)
      this.#trigger = trigger === null ? null : new Trigger(trigger);
    if (trigger === null && limits.size === 0)
      this.#store.unwatch(this.#watch);
    else
      this.#store.watch(this.#watch);
  }

  /** The limit of a series was changed. @param {string} name */
  limitChanged(name) {
    this.#limits.renew(name, this.#store.find(name));
    this.changed();
  }

  /**
   * A person wants an alarm, or none.
   * @param {string} alarm `sound` or `notify`
   * @param {boolean} wanted
   * @returns {Promise<string>} why there will be none, "" for nothing
   */
  want(alarm, wanted) {
    if (wanted)
      this.#settings.alarms.add(alarm);
    else
      this.#settings.alarms.delete(alarm);
    return this.#alarms.allow();
  }

  /** @returns {import("../view/marks.js").Mark[]} when series went beyond their limits, and the trigger */
  get marks() {
    const alarms = this.#limits.crossings.filter(({ isBeyond }) => isBeyond)
      .map((crossing) => ({ time: crossing.time, text: textOf(crossing), kind: /** @type {const} */ ("alarm") }));
    const time = this.#trigger?.time ?? null;
    return time === null ? alarms : [...alarms, { time, text: "trigger", kind: "mark" }];
  }

  /** @returns {string[]} what is beyond its limit now, in words */
  get remarks() {
    const last = (name) => this.#limits.crossings.findLast((crossing) => crossing.name === name);
    return this.#limits.beyond.map((name) => last(name)).filter((crossing) => crossing !== undefined)
      .map((crossing) => `${textOf(crossing)} since ${clock(crossing.time, 60, this.#settings.zone)}`);
  }

  #tell(crossing) {
    if (crossing.isBeyond && Math.abs(now() - crossing.time) < fresh)
      this.#alarms.tell(textOf(crossing));
  }
}

function textOf({ name, value, bound }) {
  return `${name} ${value > bound ? ">" : "<"} ${formatValue(bound)}`;
}
