// SPDX-License-Identifier: MIT

/**
 * Writes a text, where it is another one than before: each writing makes the browser lay the page out.
 * @param {Node} element
 * @param {string} text
 */
export function write(element, text) {
  if (element.textContent !== text)
    element.textContent = text;
}
