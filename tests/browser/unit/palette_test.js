// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { Still, knownNames } from "../../../web/data/still.js";
import { Store } from "../../../web/data/store.js";
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

test("a paused page keeps the looks of what it shows, and of what comes meanwhile", () => {
  const store = new Store();
  const palette = new Palette(theme);
  const add = (...names) => names.forEach((name) => store.push(name, 1, 1));
  /** The looks of all series, as the list of them has them after a picture. */
  const seen = (source) => {
    palette.assign(knownNames(store, source));
    return store.series.map(({ name }) => palette.look(name));
  };
  add("a", "b");
  const before = seen(store);
  const still = new Still(store, { from: 0, to: 1 });
  add(...Array.from({ length: 9 }, (_, i) => `later ${9 - i}`));
  const paused = seen(still);
  assert.deepEqual(paused.slice(0, 2), before);
  const names = store.series.map(({ name }) => name);
  const live = new Palette(theme);
  coloursOf(["a", "b"], live);
  assert.deepEqual(paused.map(({ colour }) => colour), Object.values(coloursOf(names, live)));
  for (const source of [still, store])
    assert.ok(seen(source).every((look, at) => look === paused[at]), "no look is made anew");
});

test("a person chooses colours, and goes back", () => {
  const palette = new Palette(theme);
  palette.assign(["y"], new Map([["y", 4]]));
  assert.equal(palette.look("y").colour, "#000004");
  palette.assign(["y"], new Map());
  assert.equal(palette.look("y").colour, "#000001");
});

test("a series of states has its own name, and no colour of a series", () => {
  const palette = new Palette(theme);
  palette.assign(["state", "other"], new Map(), new Map([["state", "Robot"]]));
  const [look, other] = [palette.lookOfStates("state"), palette.look("other")];
  assert.deepEqual([look.label, look.colour], ["Robot", theme.of("--muted")]);
  assert.notEqual(look.symbol, other.symbol);
  assert.equal(palette.lookOfStates("state"), look, "it is not made anew for each picture");
  palette.restyle({ of: () => "#ffffff" });
  assert.equal(palette.lookOfStates("state").colour, "#ffffff");
});

test("a lone y has the first colour, and no dashes", () => {
  for (const name of ["y", "value"]) {
    const palette = new Palette(theme);
    palette.assign([name]);
    assert.deepEqual([palette.look(name).colour, palette.look(name).dash], ["#000001", []]);
  }
});
