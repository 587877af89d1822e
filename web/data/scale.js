// SPDX-License-Identifier: MIT

/**
 * From where to where the axis of values goes.
 *
 * @param {{min: number, max: number}} values the least and greatest that are seen; Infinity and -Infinity for none
 * @param {{mode: "auto" | "fixed", min: number, max: number, log: boolean}} wish
 * @returns {{min: number, max: number, log: boolean}}
 */
export function scale(values, wish) {
  if (wish.mode === "fixed")
    return { min: wish.log ? Math.max(wish.min, 1e-12) : wish.min, max: wish.max, log: wish.log };
  if (!(values.min <= values.max))
    return { min: wish.log ? 0.1 : 0, max: 1, log: wish.log };
  return wish.log ? logarithmic(values) : linear(values);
}

/** An axis that fits. */
export function linear({ min, max }) {
  const room = max > min ? (max - min) * 0.06 : Math.abs(max) * 0.06 || 1;
  // Zero is kept in sight where it is near: half of the range away at most.
  const low = min >= 0 && min - room < 0 ? 0 : min - room;
  const high = max <= 0 && max + room > 0 ? 0 : max + room;
  return { min: low, max: high > low ? high : low + 1, log: false };
}

function logarithmic({ min, max }) {
  const high = max > 0 ? max * 1.2 : 1;
  const low = min > 0 ? min / 1.2 : high / 1e6;
  return { min: low, max: Math.max(high, low * 1.5), log: true };
}

/**
 * @param {{min: number, max: number}} axis
 * @returns {number} to where an area below a line goes: to zero, or where that is not seen to the lower edge
 */
export function fillBase({ min, max }) {
  return min <= 0 && max >= 0 ? 0 : min;
}
