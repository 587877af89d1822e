// SPDX-License-Identifier: MIT

// A pixel is the four bytes that an image has of it, as an integer with a sign, which is faster. On the machines of
// today red is its lowest byte.

/**
 * @param {number} red 0 to 255
 * @param {number} green the same
 * @param {number} blue the same
 * @param {number} opacity 0 to 1
 * @returns {number} a pixel
 */
export function pixelOf(red, green, blue, opacity) {
  return withOpacity(red | (green << 8) | (blue << 16), opacity);
}

/**
 * @param {number} colour a pixel
 * @param {number} opacity 0 to 1
 * @returns {number} a pixel
 */
export function withOpacity(colour, opacity) {
  return (colour & 0xffffff) | (Math.round(opacity * 255) << 24);
}

/**
 * @param {number} above a pixel
 * @param {number} below another, neither of which need be opaque
 * @returns {number} what is seen of both
 */
export function over(above, below) {
  if (above === 0)
    return below;
  const opacity = above >>> 24;
  const rest = (below >>> 24) * (255 - opacity);
  if (rest === 0)
    return above;
  const total = 255 * opacity + rest;
  const [of_above, of_below] = [(255 * opacity) / total, rest / total];
  const red = (above & 255) * of_above + (below & 255) * of_below;
  const green = ((above >>> 8) & 255) * of_above + ((below >>> 8) & 255) * of_below;
  const blue = ((above >>> 16) & 255) * of_above + ((below >>> 16) & 255) * of_below;
  return (red + 0.5) | ((green + 0.5) << 8) | ((blue + 0.5) << 16) | ((total / 255 + 0.5) << 24);
}
