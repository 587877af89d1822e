// SPDX-License-Identifier: MIT

/**
 * Names of series as a tree, by topics and paths: `plant/line1 motor/current` is below `plant`, `line1` and `motor`.
 * What has one child only is joined with it.
 *
 * @typedef {object} Node
 * @property {string} label a part of the name, with what separates it from the parts after it
 * @property {string} path the names of all series below it begin with it
 * @property {?string} name of a series; null for a branch
 * @property {Node[]} children
 */

/** What is between parts: slashes, blanks, and points that are not in a number. */
const part = /[^/ .]*(?:\.(?=\d)[^/ .]*)*[/ .]*/g;

/**
 * @param {string[]} names
 * @returns {Node[]} in the order of the names
 */
export function treeOf(names) {
  const root = branch("", "");
  for (const name of names)
    insert(root, name);
  return root.children.map(joined);
}

/** @returns {Node} */
function branch(label, path) {
  return { label, path, name: null, children: [] };
}

function insert(root, name) {
  const parts = name.match(part).filter((text) => text !== "");
  const last = parts.pop() ?? "";
  let node = root;
  for (const label of parts) {
    const path = node.path + label;
    let next = node.children.find((child) => child.name === null && child.path === path);
    if (next === undefined) {
      next = branch(label, path);
      node.children.push(next);
    }
    node = next;
  }
  node.children.push({ label: last, path: name, name, children: [] });
}

/** @returns {Node} */
function joined(node) {
  if (node.name !== null)
    return node;
  const children = node.children.map(joined);
  if (children.length !== 1)
    return { ...node, children };
  return { ...children[0], label: node.label + children[0].label };
}

/**
 * @param {string} name of a series
 * @param {string} filter words, all of which are to be in it, in any case; "" for all
 */
export function suits(name, filter) {
  const text = name.toLowerCase();
  return filter.toLowerCase().split(/\s+/).every((word) => text.includes(word));
}
