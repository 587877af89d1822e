// SPDX-License-Identifier: MIT

/** Less may be the way of an answer, and the rounding of its date. */
const least_difference = 5; // seconds
const look_ms = 1000;
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

/**
 * Calls `action` where the clock here has jumped, as when somebody sets it, or the machine was suspended: what was
 * known of the server's is no longer good.
 * @param {() => void} action
 * @param {{wall: () => number, steady: () => number, every: (action: () => void, ms: number) => unknown}} [env] has
 *     two clocks, in milliseconds: one that can be set, and one that cannot
 */
export function onClockJump(action, { wall, steady, every } = browser) {
  const difference = () => wall() - steady();
  let last = difference();
  every(() => {
    const now = difference();
    if (Math.abs(now - last) >= 1000 * least_difference)
      action();
    last = now;
  }, look_ms);
}

const browser = { wall: () => Date.now(), steady: () => performance.now(), every: setInterval };

/** @returns {number} by how many seconds the clock here is ahead of the server's; 0 where it is near */
export function clockAhead() {
  return ahead;
}
