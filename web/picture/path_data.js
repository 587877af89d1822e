// SPDX-License-Identifier: MIT

/** Tenths of a pixel: what a picture can be enlarged by and still be right, for few characters. */
const parts = 10;
/** Further away than anything is seen; longer numbers are not for all readers of SVG. */
const far = 1e6;

/** Path data of SVG, in steps from one point to the next, whose rounding does not add up. */
export class PathData {
  #text = "";
  #x = 0;
  #y = 0;

  /** @param {number} x pixels @param {number} y */
  moveTo(x, y) {
    [this.#x, this.#y] = [rounded(x), rounded(y)];
    this.#text += `M${this.#x / parts} ${this.#y / parts}`;
  }

  /** @param {number} x @param {number} y the same point again adds nothing */
  lineTo(x, y) {
    const [nextX, nextY] = [rounded(x), rounded(y)];
    const [right, down] = [(nextX - this.#x) / parts, (nextY - this.#y) / parts];
    [this.#x, this.#y] = [nextX, nextY];
    if (right !== 0)
      this.#text += down === 0 ? `h${right}` : `l${right} ${down}`;
    else if (down !== 0)
      this.#text += `v${down}`;
  }

  /** Back to where it was moved to last. */
  close() {
    this.#text += "z";
  }

  /** @param {number} x of the centre @param {number} y @param {number} radius */
  circle(x, y, radius) {
    this.moveTo(x - radius, y);
    const half = `a${radius} ${radius} 0 1 0`;
    this.#text += `${half} ${2 * radius} 0${half} ${-2 * radius} 0z`;
  }

  toString() {
    return this.#text;
  }
}

function rounded(place) {
  return Math.round(Math.min(far, Math.max(-far, place)) * parts);
}
