// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { readFileSync } from "node:fs";
import { Codec, parseLoose } from "../../../web/data/codec.js";
import { secondsOf } from "../../../web/data/time.js";
import { timeName } from "../../../web/data/time_name.js";

process.env.TZ = "UTC"; // for the vectors with local times

/** Rows that the tests of the tools read too. */
function vectors(file) {
  return JSON.parse(readFileSync(new URL(`../../support/vectors/${file}`, import.meta.url), "utf8"));
}

/** The points of some payloads that came at the time 1000; [text, topic, time] for another. */
function points(messages, fields = { x: null, y: [] }) {
  const found = [];
  const codec = new Codec(fields, (name, x, y) => found.push([name, x, y]));
  const taken = messages.map((message) => {
    const [text, topic = "", arrived = 1000] = [message].flat();
    return codec.take(text, topic, arrived);
  });
  return { found, taken };
}

test("each numeric member of an object is a series", () => {
  assert.deepEqual(points(['{"x":5,"y":1,"z":2,"unit":"s","on":true}']).found, [["y", 5, 1], ["z", 5, 2]]);
  assert.deepEqual(points([['{"a":1}', "cpu"], ['{"a":1,"b":2}', "cpu"], ['{"y":3,"b":4}', "cpu"]]).found,
    [["cpu", 1000, 1], ["cpu a", 1000, 1], ["cpu b", 1000, 2], ["cpu", 1000, 3], ["cpu b", 1000, 4]]);
});

test("NaN and infinities are read as null", () => {
  for (const { text, json } of vectors("json_not_finite.json"))
    assert.deepEqual(parseLoose(text), json === null ? undefined : JSON.parse(json), text);
});

test("times come in many forms", () => {
  for (const { text, seconds } of vectors("times.json")) {
    const found = secondsOf(text);
    assert.ok(found === seconds || Math.abs(found - seconds) < 1e-6, `${text}: ${found}`);
  }
});

test("the time has many names", () => {
  for (const { names, time } of vectors("time_names.json"))
    assert.equal(timeName(names) ?? null, time, names.join());
  assert.deepEqual(points(['{"t":7,"time":8,"v":1}']).found, [["time", 7, 8], ["v", 7, 1]]);
  assert.deepEqual(points(['{"t":null,"time":8,"v":1}']).found, [["t", 8, NaN], ["v", 8, 1]]);
  assert.deepEqual(points(['{"time":1704164645123,"v":1}']).found, [["v", 1704164645.123, 1]]);
});

test("x is the time where y is there and x is near now", () => {
  const now = 1704164645;
  assert.deepEqual(points([[`{"x":${now - 5},"y":1}`, "", now]]).found, [["y", now - 5, 1]]);
  assert.deepEqual(points([[`{"x":12,"y":1}`, "", now]]).found, [["x", now, 12], ["y", now, 1]]);
  assert.deepEqual(points([[`{"x":${now},"z":1}`, "", now]]).found, [["x", now, now], ["z", now, 1]]);
});

test("times that are not understood are counted, and shown at arrival", () => {
  let strange = 0;
  const found = [];
  const codec = new Codec({ x: null, y: [] }, (...point) => found.push(point), () => strange++);
  for (const text of ['{"time":"noon","v":1}', '{"time":5,"v":1}', '{"time":null,"v":1}', '{"v":1}', '{"x":1e9,"y":1}'])
    codec.take(text, "", 1000);
  assert.deepEqual(found.map(([name, x]) => [name, x]),
    [["v", 1000], ["v", 5], ["time", 1000], ["v", 1000], ["v", 1000], ["x", 1000], ["y", 1000]]);
  assert.equal(strange, 1);
});

test("arrays are pairs, or values since the message before", () => {
  assert.deepEqual(points(["[5,1]"]).found, [["value", 5, 1]]);
  assert.deepEqual(points(["[[5,1],[6,2],[7,null]]"]).found, [["value", 5, 1], ["value", 6, 2], ["value", 7, NaN]]);
  assert.deepEqual(points([["[1,2,3,4]", "v", 100], ["[5,6,7,8]", "v", 102]]).found.slice(4),
    [["v", 100.5, 5], ["v", 101, 6], ["v", 101.5, 7], ["v", 102, 8]]);
});

test("bare numbers come at their arrival, and a topic may stand in front", () => {
  assert.deepEqual(points(["1.5", ["2", "t"], "temp 21.5", 'cpu {"x":3,"y":4}']).found,
    [["value", 1000, 1.5], ["t", 1000, 2], ["temp", 1000, 21.5], ["cpu", 3, 4]]);
});

test("broken JSON has no topic in front, and a NUL at the end is passed over", () => {
  assert.deepEqual(points(['{"y": 1', "[1, 2", '"a 2']).taken, [false, false, false]);
  assert.deepEqual(points(['{"y":1}\0', "cpu 2\0"]).found, [["y", 1000, 1], ["cpu", 1000, 2]]);
});

test("what is not a number is a gap", () => {
  const texts = ['{"x":1,"y":null}', '{"x":2,"y":NaN}', '{"x":3,"y":-Infinity,"s":"NaN"}', '{"x":4,"y":1e999}'];
  assert.deepEqual(points(texts).found, [["y", 1, NaN], ["y", 2, NaN], ["y", 3, NaN], ["y", 4, NaN]]);
});

test("fields are picked by JSON pointers, as deep as they are", () => {
  const message = '{"at":{"ms":1763870400500},"cpu":[{"load":0.5},{"load":0.7}],"a/b":1,"~":2}';
  const pick = (x, ...y) => points([message], { x, y }).found;
  assert.deepEqual(pick("/at/ms", "/cpu/1/load"), [["/cpu/1/load", 1763870400.5, 0.7]]);
  assert.deepEqual(pick(null, "/a~1b", "/~0", "/none"), [["/a~1b", 1000, 1], ["/~0", 1000, 2]]);
  assert.deepEqual(points(['{"x":9,"v":{"w":1}}'], { x: null, y: ["v/w"] }).found, [["v/w", 9, 1]]);
});

test("all else is not understood, and no error", () => {
  const texts = [null, "", " ", "hello", "hello you", "{", "null", "true", '"x"', "[]", "{}", "[[]]", '["a"]',
    "[1,2,true]", '{"a":"b"}', '{"x":1,"y":2', "\0", "\ufffd", '{"__proto__":1', '{"a":NaN'];
  const { found, taken } = points(texts.map((text) => [text]));
  assert.deepEqual(found, []);
  assert.ok(taken.every((value) => value === false), taken);
});
