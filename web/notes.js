// SPDX-License-Identifier: MIT

/**
 * What came so far, in words.
 *
 * @param {number} messages all of them
 * @param {number} malformed those of them that were no points
 * @returns {string}
 */
export function describeTraffic(messages, malformed) {
  if (messages === 0)
    return "";
  const all = `${messages.toLocaleString("en")} ${messages === 1 ? "message" : "messages"}`;
  return malformed === 0 ? all : `${all}, ${malformed.toLocaleString("en")} not understood`;
}
