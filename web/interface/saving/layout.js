// SPDX-License-Identifier: MIT

// A layout is a view that is kept in a file (layout.json), for oneself or, with --layout, for everybody who opens the
// page. It has what an address has: `{"zws": 1, "view": {"window": ["60"], "hide": ["a", "b"]}}`. Topics are
// percent-encoded.

/** These belong together: an address that has one of them goes without those of the layout. */
const groups = [["window", "points", "from", "to"], ["min", "max", "values", "log"]];

/** @typedef {Map<string, string[]>} View values by name, percent-encoded */

/**
 * @param {string} query of an address
 * @returns {string} the file
 */
export function layoutOf(query) {
  const all = [...viewOf(query)].map(([name, values]) => [name, values.map((value) => decoded(name, value))]);
  const view = Object.fromEntries(all);
  return `${JSON.stringify({ zws: 1, view }, null, 2)}\n`;
}

/**
 * @param {unknown} layout what a file has, in JSON
 * @returns {?string} the query of its view; null if it is no layout
 */
export function queryOfLayout(layout) {
  const view = /** @type {any} */ (layout)?.view;
  if (typeof view !== "object" || view === null || Array.isArray(view))
    return null;
  const pairs = Object.entries(view).flatMap(([name, values]) => [values].flat().map((value) => [name, String(value)]));
  return written(new Map(pairs.map(([name]) => [name, pairs.filter(([other]) => other === name)
    .map(([, value]) => encoded(name, value))])));
}

/**
 * @param {string} query of an address
 * @param {string} base of a layout
 * @returns {string} what is seen: what the address says, and else what the layout says
 */
export function merged(query, base) {
  const [own, other] = [viewOf(query), viewOf(base)];
  const isSaid = (name) => groupOf(name).some((one) => own.has(one));
  return written(new Map([...[...other].filter(([name]) => !isSaid(name)), ...own]));
}

/**
 * @param {string} query what is seen
 * @param {string} base of a layout
 * @returns {string} an address that shows it, without what the layout says
 */
export function beyond(query, base) {
  const [own, other] = [viewOf(query), viewOf(base)];
  const named = [...new Set([...own.keys(), ...other.keys()].map((name) => groupOf(name)))];
  const differing = named.filter((names) => names.some((name) => String(own.get(name)) !== String(other.get(name))));
  /** @type {View} */
  const view = new Map();
  for (const names of differing.filter((names, at) => differing.findIndex(([first]) => first === names[0]) === at)) {
    const said = names.filter((name) => own.has(name));
    (said.length > 0 ? said : names.slice(0, 1)).forEach((name) => view.set(name, own.get(name) ?? [""]));
  }
  return written(view);
}

function groupOf(name) {
  return groups.find((names) => names.includes(name)) ?? [name];
}

/** @returns {View} */
function viewOf(query) {
  const view = new Map();
  for (const part of query.replace(/^\?/, "").split("&").filter(Boolean)) {
    const at = part.indexOf("=");
    const [name, value] = at < 0 ? [part, ""] : [part.slice(0, at), part.slice(at + 1)];
    view.set(name, [...view.get(name) ?? [], value]);
  }
  return view;
}

/** @param {View} view */
function written(view) {
  const parts = [...view].flatMap(([name, values]) => values.map((value) => `${name}=${value}`));
  return parts.length === 0 ? "" : `?${parts.join("&")}`;
}

/** Topics may be any bytes, and stay as they are. */
function decoded(name, value) {
  return name === "topic" ? value : new URLSearchParams(`v=${value}`).get("v");
}

function encoded(name, value) {
  return name === "topic" ? value : new URLSearchParams({ v: value }).toString().slice(2);
}
