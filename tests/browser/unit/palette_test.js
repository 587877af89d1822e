// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { Palette } from "../../../web/view/palette.js";

const theme = { of: (variable) => `#00000${variable.at(-1)}` };

/** Colours by name. */
function coloursOf(names, palette = new Palette(theme)) {
  palette.assign(names);
  return Object.fromEntries(names.map((name) => [name, palette.look(name).colour]));
}

test("colours follow names, in whatever order they came", () => {
  const names = ["north", "east", "south", "west", "cpu/user"];
  assert.deepEqual(coloursOf([...names].reverse()), coloursOf(names));
});

test("who is already there keeps its colour", () => {
  const palette = new Palette(theme);
  const before = coloursOf(["b", "c"], palette);
  const after = coloursOf(["b", "c", "a", "d"], palette);
  assert.deepEqual([after.b, after.c], [before.b, before.c]);
});

test("no colour is used twice while another is free", () => {
  const names = Array.from({ length: 21 }, (_, i) => `series ${i}`);
  for (const count of [2, 7, 14, 21]) {
    const colours = Object.values(coloursOf(names.slice(0, count)));
    const uses = [...new Set(colours)].map((colour) => colours.filter((other) => other === colour).length);
    assert.equal(uses.length, Math.min(count, 7));
    assert.ok(Math.max(...uses) <= Math.ceil(count / 7), String(count));
  }
});

test("who goes leaves its colour to others", () => {
  const palette = new Palette(theme);
  coloursOf(["a", "b", "c", "d", "e", "f", "g"], palette);
  const { h } = coloursOf(["a", "b", "c", "d", "e", "f", "h"], palette);
  const others = ["a", "b", "c", "d", "e", "f"].map((name) => palette.look(name).colour);
  assert.ok(!others.includes(h));
});

test("a person chooses colours, and goes back", () => {
  const palette = new Palette(theme);
  palette.assign(["y"], new Map([["y", 4]]));
  assert.equal(palette.look("y").colour, "#000004");
  palette.assign(["y"], new Map());
  assert.equal(palette.look("y").colour, "#000001");
});

test("a lone y has the first colour, and no dashes", () => {
  for (const name of ["y", "value"]) {
    const palette = new Palette(theme);
    palette.assign([name]);
    assert.deepEqual([palette.look(name).colour, palette.look(name).dash], ["#000001", []]);
  }
});
