// SPDX-License-Identifier: MIT

/**
 * @param {number} value
 * @returns {string} with six digits that count; a dash for a gap
 */
export function formatValue(value) {
  if (Number.isNaN(value))
    return "–";
  if (Number.isInteger(value) && Math.abs(value) < 1e9)
    return String(value);
  const rounded = Number(value.toPrecision(6));
  return Math.abs(rounded) < 1e-3 || Math.abs(rounded) >= 1e9 ? rounded.toExponential() : String(rounded);
}
