// SPDX-License-Identifier: MIT

/** Less may be the way of an answer, and the rounding of its date. */
const least_difference = 5; // seconds
let ahead = 0;

/** @returns {number} Unix seconds, by the clock of the server where it is known to differ from that here */
export function now() {
  return Date.now() / 1000 - ahead;
}

/**
 * The server has told its time.
 * @param {number} time Unix seconds
 * @param {number} here when that was, by the clock here
 */
export function setServerTime(time, here) {
  ahead = Math.abs(here - time) >= least_difference ? here - time : 0;
}

/** @returns {number} by how many seconds the clock here is ahead of the server's; 0 where it is near */
export function clockAhead() {
  return ahead;
}
