// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { Recording } from "../../../web/interface/saving/recording.js";

async function linesOf(recording) {
  return (await (await recording.toCsv()).text()).trimEnd().split("\r\n");
}

test("a recording has all points in the order in which they came", async () => {
  const recording = new Recording();
  const wanted = ["series,time,value"];
  for (let i = 0; i < 70_000; ++i) {
    const [name, x] = [`s${i % 3}`, (i * 7919) % 1000];
    recording.push(name, x, i);
    wanted.push(`${name},${x},${i}`);
  }
  assert.equal(recording.length, 70_000);
  assert.deepEqual(await linesOf(recording), wanted);
});

test("names are quoted, gaps are empty", async () => {
  const recording = new Recording();
  recording.push("a,b", 1.5, NaN);
  assert.deepEqual(await linesOf(recording), ["series,time,value", '"a,b",1.5,']);
});

test("a recording that is full keeps what it has, and says so", async () => {
  const recording = new Recording(2);
  recording.push("a", 1, 1);
  recording.push("a", 2, 2);
  assert.equal(recording.isFull, false);
  recording.push("a", 3, 3);
  assert.equal(recording.isFull, true);
  assert.equal(recording.length, 2);
  assert.deepEqual(await linesOf(recording), ["series,time,value", "a,1,1", "a,2,2"]);
});

test("a recording has a bound of series, too", () => {
  const recording = new Recording();
  for (let i = 0; i < 10_000; ++i)
    recording.push(`s${i}`, i, i);
  assert.equal(recording.isFull, false);
  recording.push("one more", 0, 0);
  recording.push("s1", 0, 0);
  assert.deepEqual([recording.isFull, recording.length], [true, 10_000]);
});
