// SPDX-License-Identifier: MIT

/**
 * Which lines of a log are wanted.
 * @param {string} text words that all have to be in topic, level or text, in capitals or not; or /regex/, with i where
 *     capitals do not matter; "": all
 * @returns {?((line: import("./lines.js").Line) => boolean)} null: this is no regular expression
 */
export function lineFilter(text) {
  const regex = /^\/(.+)\/(i?)$/s.exec(text.trim());
  if (regex !== null)
    return patternFilter(regex[1], regex[2]);
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0)
    return () => true;
  return (line) => {
    const whole = wholeOf(line).toLowerCase();
    return words.every((word) => whole.includes(word));
  };
}

function patternFilter(source, flags) {
  try {
    const pattern = new RegExp(source, flags);
    return (line) => pattern.test(line.text) || pattern.test(line.topic);
  } catch {
    return null;
  }
}

function wholeOf({ topic, level, text }) {
  return `${topic} ${level} ${text}`;
}
