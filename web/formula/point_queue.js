// SPDX-License-Identifier: MIT

const first_capacity = 16; // powers of 2, both
const most_points = 65_536;

/** Points that wait for something, oldest first: no more than 65,536, of which the caller lets the oldest go. */
export class PointQueue {
  #x = new Float64Array(first_capacity);
  #y = new Float64Array(first_capacity);
  #begin = 0;
  #length = 0;

  get length() {
    return this.#length;
  }

  get isFull() {
    return this.#length === most_points;
  }

  /** @returns {number} the time of the oldest point; there has to be one, as for all that is asked of points */
  get firstX() {
    return this.#x[this.#begin];
  }

  get firstY() {
    return this.#y[this.#begin];
  }

  get lastY() {
    return this.#y[(this.#begin + this.#length - 1) & (this.#y.length - 1)];
  }

  /** There has to be room. */
  push(x, y) {
    if (this.#length === this.#x.length)
      this.#grow();
    const at = (this.#begin + this.#length) & (this.#x.length - 1);
    this.#x[at] = x;
    this.#y[at] = y;
    this.#length += 1;
  }

  /** Lets the oldest point go. */
  shift() {
    this.#begin = (this.#begin + 1) & (this.#x.length - 1);
    this.#length -= 1;
  }

  /** Lets the newest point go. */
  pop() {
    this.#length -= 1;
  }

  #grow() {
    this.#x = unrolled(this.#x, this.#begin);
    this.#y = unrolled(this.#y, this.#begin);
    this.#begin = 0;
  }
}

/** Twice as much room, with what is in the ring from its beginning on. */
function unrolled(ring, begin) {
  const larger = new Float64Array(2 * ring.length);
  larger.set(ring.subarray(begin));
  larger.set(ring.subarray(0, begin), ring.length - begin);
  return larger;
}
