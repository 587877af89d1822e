// SPDX-License-Identifier: MIT

/** A sum to which very many numbers are added, and taken off again: what rounding loses is kept, and added at last. */
export class Total {
  #sum = 0;
  #lost = 0;

  get value() {
    return this.#sum + this.#lost;
  }

  /** @param {number} number */
  add(number) {
    const sum = this.#sum + number;
    this.#lost += Math.abs(this.#sum) >= Math.abs(number) ? this.#sum - sum + number : number - sum + this.#sum;
    this.#sum = sum;
  }

  clear() {
    this.#sum = 0;
    this.#lost = 0;
  }
}
