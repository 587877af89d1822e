// SPDX-License-Identifier: MIT

// A number as people write it; with a zero in front it is rather a name, such as 00123.
const decimal = /^[+-]?(?:0|[1-9]\d*)?(?:\.\d+)?(?:e[+-]?\d+)?$/i;

/**
 * @param {unknown} value
 * @returns {number | undefined} of a number itself, of a boolean 0 or 1, of text that is a number alone that number, of
 *     null NaN, which is a gap, as infinities are; undefined for all else
 */
export function numberOf(value) {
  switch (typeof value) {
    case "number":
      return Number.isFinite(value) ? value : NaN;
    case "boolean":
      return value ? 1 : 0;
    case "string":
      return numberOfText(value);
    default:
      return value === null ? NaN : undefined;
  }
}

/** @returns {number | undefined} of a number alone, blanks around it are forgiven */
export function numberOfText(text) {
  const trimmed = text.trim();
  const found = decimal.test(trimmed) && /\d/.test(trimmed) ? Number(trimmed) : NaN;
  return Number.isFinite(found) ? found : undefined;
}
