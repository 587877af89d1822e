// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { plain_axis, readAxes, writeAxis } from "../../../web/interface/axis_settings.js";

const written = (texts) => [...readAxes(texts)].map(([place, axis]) => writeAxis(place, axis));

test("what is read is written again", () => {
  for (const text of ["1:log", "2:-1..1.5", "3:unit=%C2%B0C", "12:log;0..5;unit=V%3BA;height=2", "1:1e-9..1e+21"])
    assert.deepEqual(written([text]), [text]);
});

test("what makes no sense is left out", () => {
  const places = ["", "0:log", "x:log", "1:"];
  const parts = ["1:5..1", "1:..", "1:a..b", "1:1..", "1:height=-1", "1:height=x", "1:unit="];
  for (const text of [...places, ...parts])
    assert.deepEqual(written([text]).filter((one) => one !== null), []);
});

test("heights and units have bounds", () => {
  assert.equal(readAxes(["1:height=1000"]).get(1).height, 8);
  assert.equal(readAxes([`1:unit=${"m".repeat(99)}`]).get(1).unit.length, 16);
  assert.equal(readAxes(["1:unit=%FF"]).get(1).unit, "%FF");
});

test("an axis of which nothing was chosen is not written", () => {
  assert.equal(writeAxis(1, plain_axis), null);
});
