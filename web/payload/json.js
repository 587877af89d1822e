// SPDX-License-Identifier: MIT

/**
 * The value of JSON, in which NaN and infinities are null, in the spellings of Python, JavaScript, R and C (NaN,
 * Infinity, NA, inf, -nan, in any case).
 * @param {string} text
 * @returns {unknown} undefined for other text
 */
export function readJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    if (!/na|inf/i.test(text))
      return undefined;
  }
  try {
    const words = /"(?:[^"\\]|\\.)*"|[A-Za-z+-]+/g;
    return JSON.parse(text.replace(words, (word) => (/^[+-]?(nan|inf|infinity|na)$/i.test(word) ? "null" : word)));
  } catch {
    return undefined;
  }
}

/**
 * The parts of a JSON pointer (RFC 6901); a missing slash in front is forgiven.
 * @param {string} text
 * @returns {string[]}
 */
export function parsePointer(text) {
  const parts = text.replace(/^\//, "").split("/");
  return parts.map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/**
 * @param {unknown} value
 * @param {string[]} path parts of a JSON pointer
 * @returns {unknown} undefined where nothing is
 */
export function valueAt(value, path) {
  for (const part of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, part))
      return undefined;
    value = value[part];
  }
  return value;
}
