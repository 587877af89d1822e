// SPDX-License-Identifier: MIT

/** The colours of Okabe and Ito (jfly.uni-koeln.de/color), named in the style sheet so that each theme has its own
 * shades; with more series than colours the lines are dashed, each round in another way. */
const colours = 7;
const dashes = [[], [8, 4], [2, 3], [10, 3, 2, 3], [5, 2], [1, 4]];

/**
 * How the series with this number looks, told apart by more than its colour.
 * @param {number} index from 0
 * @returns {{variable: string, dash: number[]}} a custom property of the style sheet, and lengths of dashes in pixels
 */
export function lookOf(index) {
  return { variable: `--series-${(index % colours) + 1}`, dash: dashes[index % dashes.length] };
}
