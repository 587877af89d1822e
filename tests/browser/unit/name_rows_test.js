// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { nameRows } from "../../../web/picture/name_rows.js";

const theme = { muted: "#888888", of: () => "#000000" };
const widthOf = (text) => 7 * text.length;
const room = { left: 50, width: 400 };

function textsOf(names, unit = "") {
  const look = { colour: "#0072b2", rgb: [0, 114, 178], dash: [8, 4], symbol: "M0 0h1z", place: 0 };
  const { height, shapes } = nameRows(names.map((name) => ({ name, look })), unit, room, theme, widthOf);
  const [texts, swatches] = ["text", "shapes"].map((member) => shapes.filter((shape) => member in shape));
  return { height, texts, swatches };
}

test("all names are there, in as many rows as they need, none over another or beyond the edge", () => {
  const names = Array.from({ length: 40 }, (_, i) => `series ${i * 7}`);
  const { height, texts, swatches } = textsOf(names, "m/s");
  assert.deepEqual(texts.map(({ text }) => text), ["[m/s]", ...names]);
  assert.equal(swatches.length, 40);
  texts.forEach(({ text, x, y }, i) => {
    assert.ok(x >= room.left && x + widthOf(text) <= room.left + room.width && y <= height);
    const before = texts[i - 1];
    assert.ok(i === 0 || y > before.y || x > before.x + widthOf(before.text));
  });
});

test("a name that is longer than a row goes on in the next one, and no character is cut", () => {
  const name = "😀é".repeat(100);
  const { texts, swatches } = textsOf(["a", name, "b"]);
  assert.equal(texts.map(({ text }) => text).join(""), `a${name}b`);
  assert.equal(swatches.length, 3);
  assert.ok(texts.every(({ text }) => widthOf(text) <= room.width && !/\p{Surrogate}/u.test(text)));
});

test("no names take no room", () => {
  assert.equal(textsOf([]).height, 0);
});
