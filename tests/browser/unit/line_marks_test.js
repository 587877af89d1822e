// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { drawLineMarks, lineMarkShapes, lineMarks } from "../../../web/view/line_marks.js";

const time = { from: 1000, to: 1100 };
const area = { left: 50, width: 200 };
const theme = { of: (variable) => `of ${variable}` };
const line = (time, level) => ({ time, topic: "", level, text: "" });

test("lines are marked where their times are, each pixel by the gravest one, which are above others", () => {
  const lines = [line(1050, "error"), line(1000, "info"), line(1050, "debug"), line(1100, ""), line(1010.1, "info")];
  assert.deepEqual(lineMarks(lines, time, area), [
    { colour: "--muted", places: [249] },
    { colour: "--good", places: [49, 69] },
    { colour: "--bad", places: [149] },
  ]);
});

test("those out of sight are not marked, and without any there is nothing", () => {
  assert.deepEqual(lineMarks([line(999, "error"), line(1101, "error")], time, area), []);
  assert.deepEqual(lineMarkShapes(lineMarks([], time, area), theme), []);
});

test("a picture has the rectangles that the page has", () => {
  const marks = lineMarks([line(1000, "info"), line(1010, "info"), line(1050, "error")], time, area);
  const painted = [];
  const context = { fillStyle: "", fillRect: (...box) => painted.push([context.fillStyle, ...box]) };
  drawLineMarks(/** @type {any} */ (context), marks, theme);
  assert.deepEqual(painted, [
    ["of --good", 49, 0, 2, 6], ["of --good", 69, 0, 2, 6], ["of --bad", 149, 0, 2, 6]]);
  assert.deepEqual(lineMarkShapes(marks, theme), [
    { d: "M49 0h2v6h-2zM69 0h2v6h-2z", fill: "of --good" }, { d: "M149 0h2v6h-2z", fill: "of --bad" }]);
});
