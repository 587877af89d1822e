// SPDX-License-Identifier: MIT

import { levelOf } from "../data/level.js";

/** Members with what a log says, and with how grave that is, the first one that is there. */
const log_names = new Set(["msg", "message", "text", "log"]);
const level_names = ["level", "severity", "levelname", "loglevel", "log_level", "lvl", "priority"];

/** Members whose texts say what something is, not how it is. */
const names_of_things = new Set([
  "name", "id", "uuid", "key", "label", "labels", "host", "hostname", "device", "sensor", "channel", "topic", "source",
  "src", "unit", "units", "type", "model", "serial", "version", "frame_id", "logger", "module", "file", "function",
  "func", "thread", "caller", "t", "time", "ts", "timestamp", "date", "datetime", "stamp",
]);

/**
 * A text of an object that is not a number.
 * @typedef {{path: string, name: string, time: number, text: string}} Text
 */

/** Whether an object has a line of a log in itself. @param {object} object */
export function hasLogText(object) {
  return Object.keys(object).some((name) => typeof object[name] === "string" && log_names.has(name.toLowerCase()));
}

/** The texts of one object: which of them is a line of a log, and which may be states. */
export class Texts {
  /** @type {Text[]} */
  #all = [];

  get isEmpty() {
    return this.#all.length === 0;
  }

  /** @param {string} path names with `/` between them @param {number} time Unix seconds @param {string} text */
  add(path, time, text) {
    if (text !== "")
      this.#all.push({ path, name: path.slice(path.lastIndexOf("/") + 1).toLowerCase(), time, text });
  }

  /**
   * Hands out all, and begins anew.
   * @param {unknown} level what the object has as a number for its level
   * @returns {{line: ?{time: number, level: import("../data/level.js").Level, text: string}, states: Text[]}}
   */
  take(level) {
    const all = this.#all;
    this.#all = [];
    const states = all.filter(({ name }) => !names_of_things.has(name));
    const log = states.find(({ name }) => log_names.has(name));
    if (log === undefined)
      return { line: null, states };
    const word = level_names.map((name) => states.find((text) => text.name === name)).find((found) => found);
    return {
      line: { time: log.time, level: levelOf(word?.text ?? level), text: log.text },
      states: states.filter((text) => text !== log && text !== word),
    };
  }
}
