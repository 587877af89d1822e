// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { suits, treeOf } from "../../../web/data/tree.js";

/** As `label(children)`. */
function written(nodes) {
  return nodes.map(({ label, children }) => label + (children.length > 0 ? `(${written(children)})` : "")).join(",");
}

test("names are a tree by topics and paths", () => {
  const names = ["plant/line1 motor/current", "plant/line1 motor/speed", "plant/line2 motor/current", "y"];
  assert.equal(written(treeOf(names)), "plant/(line1 motor/(current,speed),line2 motor/current),y");
});

test("a name alone is one leaf, however long", () => {
  assert.equal(written(treeOf(["a/b/c d.e", "x"])), "a/b/c d.e,x");
});

test("points separate, but for those in numbers", () => {
  assert.equal(written(treeOf(["host.cpu", "host.mem", "v1.5", "v1.6"])), "host.(cpu,mem),v1.5,v1.6");
});

test("a series may have the name of a branch", () => {
  const [branch] = treeOf(["a/b", "a/b/c", "a/b/d"]);
  assert.equal(written([branch]), "a/(b,b/(c,d))");
  assert.deepEqual(branch.children.map(({ name }) => name), ["a/b", null]);
});

test("no name is lost, whatever is in it", () => {
  const leaves = (nodes) => nodes.flatMap(({ name, children }) => (name === null ? leaves(children) : [name]));
  const names = ["", "/", "//a", "a//", " ", ". .", "a b/", "ä/ö", "1.5", "1.", "a..b", "\u0000", "x\ny"];
  assert.deepEqual(leaves(treeOf(names)).sort(), [...names].sort());
});

test("words find names", () => {
  assert.ok(suits("Plant/line1 motor", "motor PLANT"));
  assert.ok(suits("a", ""));
  assert.ok(!suits("plant", "plant x"));
});
