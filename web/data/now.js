// SPDX-License-Identifier: MIT

/** @returns {number} Unix seconds */
export function now() {
  return Date.now() / 1000;
}
