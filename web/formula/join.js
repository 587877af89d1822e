// SPDX-License-Identifier: MIT

import { PointQueue } from "./point_queue.js";

/**
 * Makes one series of two, at each time of either, of the values that their lines have there: between two points these
 * are on the straight line, and where no line is drawn there is none, so that it is a gap. So nothing is known before
 * both have got to a time, and what comes out is the same in whatever order they come. Points of the same time are
 * paired one by one.
 *
 * One series waits for the other with its last 65,536 points.
 *
 * @param {(a: number, b: number) => number} combine
 * @param {import("./functions.js").Stage} next
 * @returns {import("./functions.js").Stage[]} one for each of the two, for points in the order of their times
 */
export function join(combine, next) {
  const [one, other] = [new Line(), new Line()];
  const proceed = () => {
    while (one.hasNext && other.hasNext) {
      const x = Math.min(one.nextX, other.nextX);
      const y = combine(one.at(x), other.at(x));
      one.pass(x);
      other.pass(x);
      next(x, y);
    }
  };
  return [one, other].map((line) => (x, y) => {
    line.push(x, y);
    proceed();
  });
}

/** The line from the point that was passed last to the next one, and the points after it. */
class Line {
  #x = NaN;
  #y = NaN;
  #points = new PointQueue();

  get hasNext() {
    return this.#points.length > 0;
  }

  get nextX() {
    return this.#points.firstX;
  }

  push(x, y) {
    if (this.#points.isFull)
      this.#pass();
    this.#points.push(x, y);
  }

  /** @returns {number} the value at a time that is not after the next point; NaN where there is none, or no more */
  at(x) {
    const { firstX, firstY } = this.#points;
    if (x === firstX)
      return firstY;
    if (x <= this.#x)
      return x === this.#x ? this.#y : NaN;
    return this.#y + (firstY - this.#y) * ((x - this.#x) / (firstX - this.#x));
  }

  /** Goes on to a time; a point that is there is passed. */
  pass(x) {
    if (x === this.#points.firstX)
      this.#pass();
  }

  #pass() {
    this.#x = this.#points.firstX;
    this.#y = this.#points.firstY;
    this.#points.shift();
  }
}
