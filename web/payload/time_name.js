// SPDX-License-Identifier: MIT

import { mayBeTime } from "./forms.js";

/** Members that tell the time of an object, the first one that is there; `variants` also in another case, or with an
 * `@` or `_` in front. zfeed has the same rule. */
const names = ["t", "time", "ts", "timestamp"];
const variants = /^[@_]?(time|ts|timestamp)$/i;

/**
 * @param {string[]} members names of an object's members
 * @returns {string | undefined} that of its time: one of the names above, else `x` where `y` is there too
 */
export function timeName(members) {
  return names.find((name) => members.includes(name)) ?? members.find((name) => variants.test(name))
    ?? (members.includes("y") ? members.find((name) => name === "x") : undefined);
}

/**
 * @param {object} object
 * @param {boolean} hasValue whether its value was chosen, which then stands for `y`
 * @returns {string | undefined} the member with its time, which is a number or a text
 */
export function timeNameIn(object, hasValue) {
  const members = [];
  for (const name in object) {
    if (name === "y" || mayBeTime(object[name]))
      members.push(name);
  }
  return timeName(hasValue ? [...members, "y"] : members);
}
