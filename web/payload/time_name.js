// SPDX-License-Identifier: MIT

import { mayBeTime } from "./forms.js";

/** Members that tell the time of an object, the first one that is there; `variants` also in another case, or with an
 * `@` or `_` in front. zfeed has the same rule. */
const names = ["t", "time", "ts", "timestamp"];
const variants = /^[@_]?(time|ts|timestamp)$/i;

/** Which of an object's members is rather its time: the one with the lower number; Infinity for none. */
function rank(name) {
  const at = names.indexOf(name);
  if (at >= 0)
    return at;
  if (name === "x")
    return names.length + 1;
  return name.length > 1 && variants.test(name) ? names.length : Infinity;
}

/**
 * @param {string[]} members names of an object's members
 * @returns {string | undefined} that of its time: one of the names above, else `x` where `y` is there too
 */
export function timeName(members) {
  let [found, least] = [undefined, Infinity];
  for (const name of members) {
    const own = rank(name);
    if (own < least)
      [found, least] = [name, own];
  }
  return found === "x" && !members.includes("y") ? undefined : found;
}

/**
 * As timeName(), of each message: without a list of its members, which would be most of what the page allocates.
 * @param {object} object
 * @param {boolean} hasValue whether its value was chosen, which then stands for `y`
 * @returns {string | undefined} the member with its time, which is a number or a text
 */
export function timeNameIn(object, hasValue) {
  let [found, least, hasY] = [undefined, Infinity, hasValue];
  for (const name in object) {
    hasY ||= name === "y";
    const own = rank(name);
    if (own < least && mayBeTime(object[name]))
      [found, least] = [name, own];
  }
  return found === "x" && !hasY ? undefined : found;
}
