// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { Palette } from "../../../web/view/palette.js";
import { inkOn, isBadWord, wordColour } from "../../../web/view/word_colours.js";

const shades = { "--bad": "#b3261e", "--edge": "#dde1e7" };
const theme = { of: (variable) => shades[variable] ?? `#00000${variable.at(-1)}` };

test("words for what is wrong have the bad colour, in compounds too", () => {
  const palette = new Palette(theme);
  for (const word of ["ERROR", "fault", "DOOR_FAULT", "Alarm", "failed", "E-Stop", "link down"])
    assert.equal(wordColour(word, palette, theme), "#b3261e", word);
  for (const word of ["RUNNING", "default", "downloading", "terror", "unfaulty", "no"])
    assert.ok(!isBadWord(word), word);
  assert.equal(wordColour("false", palette, theme), "#dde1e7");
});

test("a word has one colour, whichever series there are, and seven words have seven", () => {
  const palette = new Palette(theme);
  const words = ["IDLE", "RUNNING", "PAUSED", "open", "shut", "auto", "manual"];
  palette.assign(["a", "b"]);
  const before = words.map((word) => wordColour(word, palette, theme));
  assert.equal(new Set(before).size, 7);
  palette.assign(["c"]);
  assert.deepEqual(words.map((word) => wordColour(word, palette, theme)), before);
});

test("a word can be read on its colour", () => {
  assert.deepEqual(["#ffffff", "#f0e442", "#1a2230", "#b3261e", "#dde1e7"].map(inkOn),
    ["#000000", "#000000", "#ffffff", "#ffffff", "#000000"]);
});
