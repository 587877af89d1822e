// SPDX-License-Identifier: MIT

import { readJson } from "./json.js";

const begin = /^\s*[{[(]/;
const marks = /['(]|\b(?:True|False|None)\b/;
const tokens = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|,\s*(?=[)\]}])|[A-Za-z_]\w*|[()]/g;
const escapes = /\\x([0-9A-Fa-f]{2})|\\.|"/g;

/** @type {Map<string, string>} */
const words = new Map([["True", "true"], ["False", "false"], ["None", "null"], ["(", "["], [")", "]"]]);

/**
 * The value of a dict, a list or a tuple as Python prints it: `{'a': 1, 'on': True}`.
 * @param {string} text
 * @returns {unknown} undefined for other text
 */
export function readPython(text) {
  if (!begin.test(text) || !marks.test(text))
    return undefined;
  return readJson(text.replace(tokens, inJson));
}

/** A token of Python as one of JSON. */
function inJson(token) {
  if (token.startsWith(","))
    return "";
  if (!token.startsWith("'") && !token.startsWith('"'))
    return words.get(token) ?? token;
  return `"${token.slice(1, -1).replace(escapes, escapeInJson)}"`;
}

function escapeInJson(escape, code) {
  if (code !== undefined)
    return `\\u00${code}`;
  return escape === '"' ? '\\"' : escape === "\\'" ? "'" : escape;
}
