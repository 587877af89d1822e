// SPDX-License-Identifier: MIT

/**
 * When what is seen starts anew, as an oscilloscope has it: where a series crosses a level. `before` is the part of
 * what is seen that lies before it. `auto`: without a crossing, new data is seen as it comes; `normal`: the last one
 * stays until the next; `single`: the first one stays.
 *
 * @typedef {{name: string, level: number, edge: "rise" | "fall" | "both", mode: "auto" | "normal" | "single",
 *     before: number}} TriggerChoice
 */

const [edges, modes] = [["rise", "fall", "both"], ["auto", "normal", "single"]];
const usual_before = 0.2;

/** Finds crossings in a stream, and says what is to be seen for them. */
export class Trigger {
  /** @type {TriggerChoice} */
  choice;
  #last = { x: NaN, y: NaN };
  /** Times of crossings that are seen, and that are to be seen once all of it has come. */
  #shown = NaN;
  #next = NaN;
  #span = 0;

  /** @param {TriggerChoice} choice */
  constructor(choice) {
    this.choice = choice;
  }

  /** @returns {?number} the time of the crossing that is seen; null where there is none */
  get time() {
    return Number.isNaN(this.#shown) ? null : this.#shown;
  }

  /** @param {string} name @param {number} x Unix seconds @param {number} y NaN for a gap, which no crossing spans */
  push(name, x, y) {
    if (name !== this.choice.name)
      return;
    const { x: before, y: was } = this.#last;
    if (x < before)
      return; // it is late
    this.#last = { x, y };
    this.#show(x);
    if (!this.#crosses(was, y) || !Number.isNaN(this.#next) || x - this.#shown < this.#after)
      return;
    this.#next = before + ((this.choice.level - was) / (y - was)) * (x - before);
  }

  /**
   * @param {number} newest time of what has come, Unix seconds
   * @param {number} span how much is to be seen, seconds
   * @returns {?{from: number, to: number}} what is to be seen; null: what comes, as without a trigger
   */
  frame(newest, span) {
    this.#span = span;
    this.#show(newest);
    const isOld = this.choice.mode === "auto" && newest - this.#shown > 2 * span && newest - this.#shown > 1;
    if (this.time === null || isOld)
      return null;
    const from = this.#shown - this.choice.before * span;
    return { from, to: from + span };
  }

  /** What is to be seen is seen, once all of it has come. */
  #show(newest) {
    if (newest >= this.#next + this.#after && !this.isDone)
      [this.#shown, this.#next] = [this.#next, NaN];
  }

  /** Whether the only crossing that is wanted is seen. */
  get isDone() {
    return this.choice.mode === "single" && this.time !== null;
  }

  /** The next crossing is wanted. */
  arm() {
    [this.#shown, this.#next] = [NaN, NaN];
  }

  get #after() {
    return (1 - this.choice.before) * this.#span;
  }

  #crosses(was, is) {
    const { level, edge } = this.choice;
    const rises = was < level && is >= level;
    const falls = was > level && is <= level;
    return (rises && edge !== "fall") || (falls && edge !== "rise");
  }
}

/**
 * @param {string} text as `rise,0.5,normal,0.2:NAME`, the last two of the parts if they are wanted
 * @returns {?TriggerChoice} null if it makes no sense
 */
export function triggerOf(text) {
  const found = /^(\w+),([^,:]+)(?:,(\w+))?(?:,([^,:]+))?:(.+)$/s.exec(text);
  if (found === null)
    return null;
  const [edge, level, mode, before, name] = [found[1], Number(found[2]), found[3] ?? "auto", found[4], found[5]];
  const part = before === undefined ? usual_before : Number(before);
  const isRight = edges.includes(edge) && modes.includes(mode) && Number.isFinite(level) && part >= 0 && part <= 1;
  return isRight ? /** @type {TriggerChoice} */ ({ name, level, edge, mode, before: part }) : null;
}

/** @param {TriggerChoice} choice */
export function writeTrigger({ name, level, edge, mode, before }) {
  return `${edge},${level},${mode},${before}:${name}`;
}
