// SPDX-License-Identifier: MIT

import { Alarms } from "./alarms.js";
import { clock, formatValue } from "../data/words.js";
import { Limits } from "../data/limits.js";
import { now } from "../data/time.js";
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
    this.#store.onPoint = trigger === null && limits.size === 0 ? null : (name, x, y) => {
      this.#limits.push(name, x, y);
      this.#trigger?.push(name, x, y);
    };
  }

  /** The limit of a series was changed. @param {string} name */
  limitChanged(name) {
    this.#limits.renew(name, this.#store.find(name));
    this.changed();
  }

  /** To be called where a person has asked for alarms. @returns {Promise<string>} why there are none, "" for nothing */
  alarmsChanged() {
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
