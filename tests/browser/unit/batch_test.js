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

/** The header of a batch, which begins with the first position of its epoch. */
function header(first, time, count) {
  return new Bytes().u64(first).f64(time).u32(count).u64(0xabcdefn).u64(7).u64(7 + count);
}

function decoded(bytes) {
  const messages = [];
  const batch = new Batch(bytes.buffer);
  batch.forEach((...message) => messages.push(message), (count) => messages.push({ missing: count }));
  const { first, time, count, epoch, begin, end } = batch;
  return { head: { first, time, count, epoch, begin, end }, messages };
}

test("messages have topics, arrival times and any payload", () => {
  const bytes = header(2 ** 40, 99.5, 5).u32(0xffffffff).f64(90)
    .u32(1).u32(3).text("cpu").u32(1).text("1") // a new topic
    .u32(0).u32(1).text("2") // none
    .u32(1).u32(0x80000002).text("\x01\x02") // binary
    .u32(0xffffffff).f64(91)
    .u32(2).u32(0).u32(2).text("é") // an empty topic
    .u32(2).u32(0);
  assert.deepEqual(decoded(bytes), {
    head: { first: 2 ** 40, time: 99.5, count: 5, epoch: "abcdef", begin: 7, end: 12 },
    messages: [["1", "cpu", 90, 7], ["2", "", 90, 8], [null, "cpu", 90, 9], ["é", "", 91, 10], ["", "", 91, 11]],
  });
});

test("messages that are hidden or missing count as positions", () => {
  const bytes = header(0, 1, 2).u32(0xfffffffe).u64(2).u32(0).u32(1).text("1")
    .u32(0xfffffffd).u64(5).u32(0xfffffffe).u64(1).u32(0).u32(1).text("2").u32(0xfffffffd).u64(3);
  assert.deepEqual(decoded(bytes).messages,
    [["1", "", 1, 9], { missing: 5 }, ["2", "", 1, 16], { missing: 3 }]);
});

test("topics of different bytes have different names", () => {
  const bytes = header(0, 1, 3);
  [[0xff, 0x01], [0xfe, 0x01], [0xc3, 0xa9]].forEach((topic, i) => {
    bytes.u32(i + 1).u32(2).text(Uint8Array.from(topic)).u32(1).text("1");
  });
  assert.deepEqual(decoded(bytes).messages.map(([, topic]) => topic), ["\\xff\x01", "\\xfe\x01", "é"]);
});

test("what is not a batch throws a RangeError, wherever it ends", () => {
  const good = header(0, 1, 1).u32(1).u32(3).text("abc").u32(3).text("123").buffer;
  for (let size = 0; size < good.byteLength; ++size) {
    if (size !== 44) // a header without records is whole
      assert.throws(() => new Batch(good.slice(0, size)).forEach(() => {}, () => {}), RangeError, `${size} bytes`);
  }
  assert.throws(() => new Batch(header(0, 1, 1).u32(2).u32(0).buffer).forEach(() => {}, () => {}), RangeError);
});
