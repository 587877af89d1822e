// SPDX-License-Identifier: MIT

/**
 * The point that one WebSocket message carries.
 *
 * @param {unknown} data a message's data: the text `{"x": unix seconds, "y": number}`, further members ignored
 * @returns {?{x: number, y: number}} null where the data is anything else; never throws
 */
export function decodePoint(data) {
  if (typeof data !== "string")
    return null;
  const value = parsed(data);
  if (!Number.isFinite(value?.x) || !Number.isFinite(value?.y))
    return null;
  return { x: value.x, y: value.y };
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
