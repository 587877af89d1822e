// SPDX-License-Identifier: MIT

// How high a plot is, beside one that nobody has changed.

export const [least_height, most_height] = [0.5, 8];

/** @param {number} height @returns {number} the nearest one that a plot can have, of two decimals */
export function fittingHeight(height) {
  return Number(Math.min(most_height, Math.max(least_height, height)).toFixed(2));
}
