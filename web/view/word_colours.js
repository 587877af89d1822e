// SPDX-License-Identifier: MIT

import { rgbOf } from "./theme.js";

/** Words for what is wrong, in whatever compound (`DOOR_FAULT`), and for what is not there or not on. */
const bad_words = "err(or)?s?|fault(s|ed)?|alarms?|fail(ed|ure)?|critical|fatal|emergency|panic|e-?stop|abort(ed)?"
  + "|dead|down|offline|disconnected";
const bad = new RegExp(`(^|[^a-z])(${bad_words})($|[^a-z])`, "i");
const quiet = /^(false|off|no|none|unknown|inactive|disabled)$/i;

/** Whether a state is one that somebody has to see. @param {string} word */
export function isBadWord(word) {
  return bad.test(word);
}

/**
 * @param {string} word
 * @param {import("./palette.js").Palette} palette gives the others their colours
 * @param {{of: (variable: string) => string}} theme
 * @returns {string} the colour of a state, #rrggbb: the same word has the same one everywhere
 */
export function wordColour(word, palette, theme) {
  if (isBadWord(word))
    return theme.of("--bad");
  return quiet.test(word) ? theme.of("--edge") : palette.word(word);
}

/** @param {string} colour #rrggbb @returns {string} black or white, which of them can be read on it */
export function inkOn(colour) {
  const [red, green, blue] = rgbOf(colour).map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 ? "#000000" : "#ffffff"; // WCAG's relative luminance
}
