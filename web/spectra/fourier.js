// SPDX-License-Identifier: MIT

/** Transforms of so many lengths are kept ready. */
const most_plans = 8;
/** @type {Map<number, Radix2 | Bluestein>} by length */
const plans = new Map();

/**
 * The discrete Fourier transform of real numbers: X[k] = sum of x[n] e^(-2 pi i k n / N).
 *
 * @param {Float64Array} values N of them, 1 at least; any number
 * @returns {{re: Float64Array, im: Float64Array}} X[0] to X[N - 1]
 */
export function transform(values) {
  const [re, im] = [Float64Array.from(values), new Float64Array(values.length)];
  planFor(values.length).run(re, im);
  return { re, im };
}

function planFor(length) {
  let plan = plans.get(length);
  if (plan === undefined) {
    if (plans.size >= most_plans)
      plans.delete(plans.keys().next().value);
    plan = Number.isInteger(Math.log2(length)) ? new Radix2(length) : new Bluestein(length);
    plans.set(length, plan);
  }
  return plan;
}

/** By Cooley and Tukey, in place, of a power of two of complex numbers. */
class Radix2 {
  #length;
  #cos;
  #sin;

  constructor(length) {
    this.#length = length;
    this.#cos = Float64Array.from({ length: length / 2 }, (_, k) => Math.cos((2 * Math.PI * k) / length));
    this.#sin = Float64Array.from({ length: length / 2 }, (_, k) => -Math.sin((2 * Math.PI * k) / length));
  }

  run(re, im) {
    reverseBits(re, im);
    for (let half = 1; half < this.#length; half *= 2)
      this.#join(re, im, half);
  }

  /** Transforms of `half` numbers each become half as many of twice the length. */
  #join(re, im, half) {
    const stride = this.#length / (2 * half);
    for (let begin = 0; begin < this.#length; begin += 2 * half) {
      for (let k = 0; k < half; ++k) {
        const [cos, sin] = [this.#cos[k * stride], this.#sin[k * stride]];
        const [a, b] = [begin + k, begin + k + half];
        const real = re[b] * cos - im[b] * sin;
        const imaginary = re[b] * sin + im[b] * cos;
        re[b] = re[a] - real;
        im[b] = im[a] - imaginary;
        re[a] += real;
        im[a] += imaginary;
      }
    }
  }
}

function reverseBits(re, im) {
  const { length } = re;
  for (let i = 1, j = 0; i < length; ++i) {
    let bit = length >> 1;
    for (; j & bit; bit >>= 1)
      j ^= bit;
    j ^= bit;
    if (i < j) {
      [re[i], re[j]] = [re[j], re[i]];
      [im[i], im[j]] = [im[j], im[i]];
    }
  }
}

/** Of any length, as Bluestein found: it is a convolution with a chirp, for which a power of two does. */
class Bluestein {
  #length;
  #inner;
  #size;
  #cos;
  #sin;
  #chirp;

  constructor(length) {
    this.#length = length;
    this.#size = 2 ** Math.ceil(Math.log2(2 * length - 1));
    this.#inner = new Radix2(this.#size);
    // The square is taken modulo 2N, where the chirp begins again: so large an angle would be rounded.
    const angles = Float64Array.from({ length }, (_, k) => (Math.PI * ((k * k) % (2 * length))) / length);
    this.#cos = angles.map(Math.cos);
    this.#sin = angles.map(Math.sin);
    this.#chirp = { re: new Float64Array(this.#size), im: new Float64Array(this.#size) };
    for (let k = 0; k < length; ++k) {
      const mirror = (this.#size - k) % this.#size;
      this.#chirp.re[k] = this.#chirp.re[mirror] = this.#cos[k];
      this.#chirp.im[k] = this.#chirp.im[mirror] = this.#sin[k];
    }
    this.#inner.run(this.#chirp.re, this.#chirp.im);
  }

  run(re, im) {
    const [a, b] = [new Float64Array(this.#size), new Float64Array(this.#size)];
    for (let k = 0; k < this.#length; ++k)
      this.#turn(re[k], im[k], k, a, b, 1);
    this.#inner.run(a, b);
    // The inverse transform is the transform with both parts swapped.
    for (let k = 0; k < this.#size; ++k) {
      const { re: c, im: d } = this.#chirp;
      [a[k], b[k]] = [a[k] * c[k] - b[k] * d[k], a[k] * d[k] + b[k] * c[k]];
    }
    this.#inner.run(b, a);
    for (let k = 0; k < this.#length; ++k)
      this.#turn(a[k], b[k], k, re, im, this.#size);
  }

  /** Puts a number, turned back by the chirp and divided, at k of a list. */
  #turn(real, imaginary, k, re, im, divisor) {
    re[k] = (real * this.#cos[k] + imaginary * this.#sin[k]) / divisor;
    im[k] = (imaginary * this.#cos[k] - real * this.#sin[k]) / divisor;
  }
}
