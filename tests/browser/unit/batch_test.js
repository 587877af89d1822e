// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { Batch } from "../../../web/stream/batch.js";

class Bytes {
  #parts = [];

  u32(value) {
    return this.#number(4, (view) => view.setUint32(0, value, true));
  }

  u64(value) {
    return this.#number(8, (view) => view.setBigUint64(0, BigInt(value), true));
  }

  f64(value) {
    return this.#number(8, (view) => view.setFloat64(0, value, true));
  }

  text(value) {
    this.#parts.push(...Buffer.from(value));
    return this;
  }

  get buffer() {
    return new Uint8Array(this.#parts).buffer;
  }

  #number(size, write) {
    const bytes = new Uint8Array(size);
    write(new DataView(bytes.buffer));
    this.#parts.push(...bytes);
    return this;
  }
}

function decoded(bytes) {
  const messages = [];
  const batch = new Batch(bytes.buffer);
  batch.forEach((...message) => messages.push(message));
  return { head: { first: batch.first, time: batch.time, count: batch.count }, messages };
}

test("messages have topics, arrival times and any payload", () => {
  const bytes = new Bytes().u64(2 ** 40).f64(99.5).u32(5).u32(0xffffffff).f64(90)
    .u32(1).u32(3).text("cpu").u32(1).text("1") // a new topic
    .u32(0).u32(1).text("2") // none
    .u32(1).u32(0x80000002).text("\x01\x02") // binary
    .u32(0xffffffff).f64(91)
    .u32(2).u32(0).u32(2).text("é") // an empty topic
    .u32(2).u32(0);
  assert.deepEqual(decoded(bytes), {
    head: { first: 2 ** 40, time: 99.5, count: 5 },
    messages: [["1", "cpu", 90], ["2", "", 90], [null, "cpu", 90], ["é", "", 91], ["", "", 91]],
  });
});

test("topics of different bytes have different names", () => {
  const bytes = new Bytes().u64(0).f64(1).u32(3);
  [[0xff, 0x01], [0xfe, 0x01], [0xc3, 0xa9]].forEach((topic, i) => {
    bytes.u32(i + 1).u32(2).text(Uint8Array.from(topic)).u32(1).text("1");
  });
  assert.deepEqual(decoded(bytes).messages.map(([, topic]) => topic), ["\\xff\x01", "\\xfe\x01", "é"]);
});

test("what is not a batch throws a RangeError, wherever it ends", () => {
  const good = new Bytes().u64(0).f64(1).u32(1).u32(1).u32(3).text("abc").u32(3).text("123").buffer;
  for (let size = 0; size < good.byteLength; ++size) {
    if (size !== 20) // a header without records is whole
      assert.throws(() => new Batch(good.slice(0, size)).forEach(() => {}), RangeError, `${size} bytes`);
  }
  assert.throws(() => new Batch(new Bytes().u64(0).f64(1).u32(1).u32(2).u32(0).buffer).forEach(() => {}), RangeError);
});
