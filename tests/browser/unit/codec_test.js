// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { readFileSync } from "node:fs";
import { Codec } from "../../../web/payload/codec.js";
import { readJson } from "../../../web/payload/json.js";
import { secondsOf } from "../../../web/payload/time.js";
import { timeName } from "../../../web/payload/time_name.js";

process.env.TZ = "UTC"; // for the vectors with local times

/** Rows that the tests of the tools read too. */
function vectors(file) {
  return JSON.parse(readFileSync(new URL(`../../support/${file}`, import.meta.url), "utf8"));
}

/** The points, states and lines of some payloads that came at the time 1000; [text, topic, time] for another. */
function points(messages, fields = { x: null, y: [] }) {
  const [found, states, lines] = [[], [], []];
  const codec = new Codec(fields, {
    point: (name, x, y) => found.push([name, x, y]),
    state: (name, x, value) => states.push([name, x, value]) > 0,
    line: ({ time, level, text }) => lines.push([time, level, text]),
  });
  const taken = messages.map((message) => {
    const [text, topic = "", arrived = 1000] = [message].flat();
    return codec.take(text, topic, arrived);
  });
  return { found, states, lines, taken };
}

for (const file of ["objects", "arrays", "text"]) {
  test(`points: ${file}`, () => {
    for (const row of vectors(`points/${file}.json`)) {
      const { payload, topic = "", points: expected, states = [], lines = [] } = row;
      const all = points([[payload, topic, 1763870400]]);
      assert.deepEqual(all.found.map(([name, x, y]) => [name, x, Number.isNaN(y) ? null : y]), expected, payload);
      assert.deepEqual(all.states, states, payload);
      assert.deepEqual(all.lines, lines, payload);
      assert.equal(all.taken[0], expected.length + states.length + lines.length > 0, payload);
    }
  });
}

test("NaN and infinities are read as null", () => {
  for (const { text, json } of vectors("vectors/json_not_finite.json"))
    assert.deepEqual(readJson(text), json === null ? undefined : JSON.parse(json), text);
});

test("times come in many forms", () => {
  for (const { text, seconds } of vectors("vectors/times.json")) {
    const found = secondsOf(text);
    assert.ok(found === seconds || Math.abs(found - seconds) < 1e-6, `${text}: ${found}`);
  }
});

test("the time has many names", () => {
  for (const { names, time } of vectors("vectors/time_names.json"))
    assert.equal(timeName(names) ?? null, time, names.join());
});

test("times that are not understood are counted, and shown at arrival", () => {
  let strange = 0;
  const found = [];
  const codec = new Codec({ x: null, y: [] },
    { point: (...point) => found.push(point), strangeTime: () => strange++ });
  for (const text of ['{"time":"noon","v":1}', '{"time":5,"v":1}', '{"time":null,"v":1}', '{"v":1}', '{"x":1e9,"y":1}'])
    codec.take(text, "", 1000);
  assert.deepEqual(found.map(([name, x]) => [name, x]),
    [["v", 1000], ["v", 5], ["time", 1000], ["v", 1000], ["v", 1000], ["x", 1000], ["y", 1000]]);
  assert.equal(strange, 1);
});

test("samples are spread over the time since the message before", () => {
  assert.deepEqual(points([["[1,2,3,4]", "v", 100], ["[5,6,7,8]", "v", 102]]).found.slice(4),
    [["v", 100.5, 5], ["v", 101, 6], ["v", 101.5, 7], ["v", 102, 8]]);
  const wave = JSON.stringify({ rate: 20, s: [...Array(20).keys()] });
  assert.deepEqual(points([[wave, "v", 100], [wave, "v", 102]]).found.slice(21, 24),
    [["v rate", 102, 20], ["v s", 100.1, 0], ["v s", 100.2, 1]]);
});

test("fields are picked by JSON pointers, as deep as they are", () => {
  const message = '{"at":{"ms":1763870400500},"cpu":[{"load":0.5},{"load":0.7}],"a/b":1,"~":2}';
  const pick = (x, ...y) => points([message], { x, y }).found;
  assert.deepEqual(pick("/at/ms", "/cpu/1/load"), [["/cpu/1/load", 1763870400.5, 0.7]]);
  assert.deepEqual(pick(null, "/a~1b", "/~0", "/none"), [["/a~1b", 1000, 1], ["/~0", 1000, 2]]);
  assert.deepEqual(points(['{"x":9,"v":{"w":1}}'], { x: null, y: ["v/w"] }).found, [["v/w", 9, 1]]);
});

test("all else is not understood, and no error", () => {
  const texts = [null, "", " ", "{", "null", "[]", "{}", "[[]]", '["a"]', "[1,2,true]", '{"x":1,"y":2', "\0", "\ufffd",
    '{"__proto__":1', '{"a":NaN', '{"a":""}', '{"id":"a"}', "[a"];
  const { found, states, lines, taken } = points(texts.map((text) => [text]));
  assert.deepEqual([found, states, lines], [[], [], []]);
  assert.ok(taken.every((value) => value === false), taken);
});

test("texts that are picked by pointers are states, whatever their names are", () => {
  const { found, states, lines } = points(['{"id":"north","msg":"hello","v":true}'], { x: null, y: ["/id", "/v"] });
  assert.deepEqual([found, states, lines], [[], [["/id", 1000, "north"], ["/v", 1000, true]], []]);
  assert.deepEqual(points(["hello you"], { x: null, y: ["/id"] }).taken, [false]);
});

test("a text is no state where the codec is told so, and a word alone is a line then", () => {
  const lines = [];
  const codec = new Codec({ x: null, y: [] }, {
    state: () => false,
    line: ({ text, topic }) => lines.push([topic, text]),
  });
  assert.deepEqual(['{"ident":"x"}', "hello"].map((text) => codec.take(text, "a", 1000)), [false, true]);
  assert.deepEqual(lines, [["a", "hello"]]);
});

test("messages with integers that are rounded here are told", () => {
  let rounded = 0;
  const codec = new Codec({ x: null, y: [] }, { rounded: () => rounded++ });
  const take = (...texts) => texts.forEach((text) => codec.take(text, "", 1000));
  take("9007199254740991", "9007199254740992", '{"t":1763870400123456789,"a":1e20}', "-9007199254740994", "1e300");
  assert.equal(rounded, 0);
  take("9007199254740993", "[1,-9007199254740993]", '{"a":1e20,"b":12345678901234567}');
  assert.equal(rounded, 3);
});
