// SPDX-License-Identifier: MIT

/** The colours of Okabe and Ito (jfly.uni-koeln.de/color), named in the style sheet so that each theme has its own
 * shades; with more series than colours the lines are dashed, each round in another way. */
const colours = 7;
const dashes = [[], [8, 4], [2, 3], [10, 3, 2, 3], [5, 2], [1, 4]];
const symbols = [
  "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z", // circle
  "M-3.5-3.5h7v7h-7z", // square
  "M0-5l5 5-5 5-5-5z", // diamond
  "M0-5l5 9h-10z", // triangle
  "M-1.5-5h3v3.5h3.5v3h-3.5v3.5h-3v-3.5h-3.5v-3h3.5z", // plus
];

/**
 * How the series with this number looks, told apart by more than its colour.
 * @param {number} index from 0
 * @returns {{variable: string, dash: number[], symbol: string}} a custom property of the style sheet, lengths of dashes
 *     in pixels, and SVG path data around 0, 0, for lines in which dashes cannot be seen
 */
export function lookOf(index) {
  return {
    variable: `--series-${(index % colours) + 1}`,
    dash: dashes[index % dashes.length],
    symbol: symbols[index % symbols.length],
  };
}
