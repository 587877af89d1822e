// SPDX-License-Identifier: MIT

/** So far a column reaches into those before it and after it, in pixels of the page: as a dot. */
const reach = 3;

/**
 * Where a dense curve comes from: its series, and of what a Decimator found of it, how often that was, and before which
 * place columns are as they were the time before.
 * @typedef {{series: object, base: number, finds: number, changedFrom: number}} Found
 */

const nothing = { moved: 0, columns: 0 };

/** Tells what of a picture of dense curves can stay in the next one, where they have only moved on. */
export class Scrolling {
  #look = "";
  #base = 0;
  /** @type {Map<object, number>} the `finds` of each series that was drawn */
  #drawn = new Map();

  /**
   * @param {string} look differs where anything does but the points
   * @param {Found[]} curves over the same time
   * @param {number} width of the picture, its pixels
   * @param {number} ratio its pixels for one of the page
   * @returns {{moved: number, columns: number}} by how many columns the picture that was the last goes to the left, and
   *     how many at the left of it stay as they are then
   */
  next(look, curves, width, ratio) {
    const [before, base] = [this.#base, curves[0].base];
    const isSame = look === this.#look && curves.length === this.#drawn.size && base >= before
      && curves.every(({ series, finds }) => this.#drawn.get(series) === finds - 1);
    this.#look = look;
    this.#base = base;
    this.#drawn = new Map(curves.map(({ series, finds }) => [series, finds]));
    if (!isSame)
      return nothing;
    const changedFrom = Math.min(before + width, ...curves.map((curve) => curve.changedFrom));
    const columns = Math.max(0, Math.min(width, changedFrom - base - Math.ceil(reach * ratio)));
    return { moved: base - before, columns };
  }
}
