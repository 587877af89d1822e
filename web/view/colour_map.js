// SPDX-License-Identifier: MIT

/**
 * From dark to light in even steps, as an eye sees them, and told apart without seeing colours, too: lightness grows
 * evenly, in B. Ottosson's Oklab, while the hue goes from violet over blue and green to yellow. Each stop is lightness
 * (0 to 1), chroma and hue (degrees).
 */
const stops = [[0.18, 0.06, 300], [0.37, 0.13, 280], [0.56, 0.1, 220], [0.75, 0.15, 150], [0.94, 0.17, 108]];
const size = 256;

/** @returns {Uint32Array} 256 colours from low to high, as pixels of an ImageData: red is the least byte */
export function colourMap() {
  return Uint32Array.from({ length: size }, (_, i) => {
    const [red, green, blue] = colourAt(i / (size - 1));
    return (red | (green << 8) | (blue << 16) | 0xff000000) >>> 0;
  });
}

/** @param {number} part 0 to 1 @returns {number[]} red, green and blue, 0 to 255 */
export function colourAt(part) {
  const at = Math.min(stops.length - 1.000001, part * (stops.length - 1));
  const [before, after] = [stops[Math.floor(at)], stops[Math.floor(at) + 1]];
  const [lightness, chroma, hue] = before.map((value, i) => value + (after[i] - value) * (at % 1));
  const angle = (hue * Math.PI) / 180;
  return fromOklab(lightness, chroma * Math.cos(angle), chroma * Math.sin(angle));
}

/** As in https://bottosson.github.io/posts/oklab */
function fromOklab(lightness, a, b) {
  const long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short,
  ].map(encoded);
}

/** The curve of sRGB. */
function encoded(linear) {
  const part = Math.min(1, Math.max(0, linear));
  return Math.round(255 * (part <= 0.0031308 ? 12.92 * part : 1.055 * part ** (1 / 2.4) - 0.055));
}
