// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { decodePoint } from "../../../web/codec.js";

test("a point is taken from a JSON object", () => {
  assert.deepEqual(decodePoint('{"x":1763870400.123456,"y":2.5}'), { x: 1763870400.123456, y: 2.5 });
  assert.deepEqual(decodePoint(' {"y": -1e-3, "x": 0, "z": "more"}\n'), { x: 0, y: -0.001 });
});

test("anything else is no point, and no error", () => {
  const malformed = [
    "", " ", "hello", "{", "null", "true", "1.5", '"x"', "[]", "[1,2]", "{}",
    '{"x":1}', '{"y":1}', '{"x":null,"y":1}', '{"x":"1","y":1}', '{"x":1,"y":[2]}', '{"x":1,"y":NaN}',
    '{"x":1,"y":1e999}', '{"x":-1e999,"y":1}', '{"x":1,"y":2}{"x":1,"y":2}', '{"x":1,"y":2', "\0", "\ufffd",
  ];
  for (const data of malformed)
    assert.equal(decodePoint(data), null, `data: ${data}`);
});

test("data that is no text is no point", () => {
  for (const data of [undefined, null, 1, {}, { x: 1, y: 2 }, new ArrayBuffer(8), new Blob(["{}"])])
    assert.equal(decodePoint(data), null);
});

test("a deep or hostile document is no point", () => {
  assert.equal(decodePoint("[".repeat(100_000)), null);
  assert.equal(decodePoint('{"__proto__":{"x":1,"y":2}}'), null);
});
