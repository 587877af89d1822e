// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { batchProtocol } from "../../../web/stream/batch.js";
import { Counts } from "../../../web/stream/counts.js";
import { Receiver } from "../../../web/stream/receiver.js";

/** A batch of zws(7) with an empty message at each of these positions; between them are such that are missing. */
function batch(first, sequences, { epoch = 1, code = 0xfffffffd } = {}) {
  const [begin, end] = [sequences[0], sequences.at(-1) + 1];
  const numbers = [first, 0, sequences.length, epoch, begin, end];
  const records = [];
  let next = begin;
  for (const sequence of [...sequences, end]) {
    if (sequence > next)
      records.push([code, sequence - next]);
    if (sequence < end)
      records.push([0, 0]);
    next = sequence + 1;
  }
  const view = new DataView(new ArrayBuffer(44 + 12 * records.length));
  let at = 0;
  const u32 = (value) => view.setUint32((at += 4) - 4, value, true);
  const u64 = (value) => view.setBigUint64((at += 8) - 8, BigInt(value), true);
  numbers.forEach((value, i) => (i === 2 ? u32(value) : u64(value)));
  records.forEach(([code, value]) => [u32(code), code === 0 ? u32(value) : u64(value)]);
  return view.buffer.slice(0, at);
}

/** Messages are told apart by when they are taken. */
function receiver() {
  const counts = new Counts();
  const taken = [];
  const one = new Receiver({ take: () => taken.push("message") > 0 }, counts, () => taken.push("gap"));
  one.connected();
  const take = (...args) => one.take(batch(...args), batchProtocol);
  const told = () => {
    const all = taken.splice(0).join(" ").replaceAll(/message( message)*/g, (text) => String(text.split(" ").length));
    const { missing, missed, outages, dropped } = counts;
    return [all, { missing, missed, outages, dropped }];
  };
  return { counts, connected: () => one.connected(), take, told, after: () => one.after };
}

const none = { missing: 0, missed: 0, outages: 0, dropped: 0 };

test("what comes again after an outage is taken once, without a gap", () => {
  const { connected, take, told, after } = receiver();
  take(0, [1, 2, 3]);
  assert.deepEqual(after(), ["1:3"]);
  connected();
  take(0, [2, 3, 4, 5]);
  take(4, [6]);
  assert.deepEqual(told(), ["6", none]);
  assert.deepEqual(after(), ["1:6"]);
});

test("what is lost while it was away is counted, whatever clocks say", () => {
  const { connected, take, told } = receiver();
  take(0, [1, 2]);
  connected();
  take(0, [10, 11]);
  take(2, [12]);
  assert.deepEqual(told(), ["2 gap 3", { ...none, missed: 7 }]);
});

test("a server that is behind sends again what came, over several batches", () => {
  const { connected, take, told } = receiver();
  take(0, [1, 2, 3, 4, 5]);
  connected();
  take(0, [2, 3]);
  take(2, [4]);
  take(3, [5, 6]);
  assert.deepEqual(told(), ["6", none]);
});

test("of positions that nobody knows some may be lost", () => {
  const { connected, take, told, after } = receiver();
  take(0, [1, 2]);
  connected();
  take(0, [1, 2], { epoch: 2 });
  take(2, [3], { epoch: 2 });
  assert.deepEqual(told(), ["2 gap 3", { ...none, outages: 1 }]);
  assert.deepEqual(after(), ["1:2", "2:3"]);
});

test("epochs go on each by itself", () => {
  const { connected, take, told } = receiver();
  take(0, [1, 2]);
  take(2, [7], { epoch: 2 });
  connected();
  take(0, [2, 3]);
  take(2, [7, 8], { epoch: 2 });
  take(4, [1], { epoch: 3 });
  assert.deepEqual(told(), ["6", none]);
});

test("the numbers of an epoch may go back: it is played again", () => {
  const { connected, take, told } = receiver();
  take(0, [1, 2, 3]);
  connected();
  take(0, [4]);
  take(1, [1, 2]);
  assert.deepEqual(told(), ["6", none]);
});

test("what the server did not get is counted, what it does not show is not", () => {
  const { take, told } = receiver();
  take(0, [1, 2, 5]);
  take(3, [6, 9], { code: 0xfffffffe });
  assert.deepEqual(told(), ["2 gap 3", { ...none, missing: 2 }]);
});

test("what the server did not get is counted once, also where it is told again after an outage", () => {
  const { connected, take, told } = receiver();
  take(0, [1, 2, 5]);
  connected();
  take(0, [2, 5, 6]);
  take(3, [7, 9]);
  assert.deepEqual(told(), ["2 gap 3 gap 1", { ...none, missing: 3 }]);
});

test("messages that the server has dropped are counted, with a gap, and are no outage", () => {
  const { take, told } = receiver();
  take(0, [1, 2]);
  take(9, [10]);
  assert.deepEqual(told(), ["2 gap 1", { ...none, dropped: 7 }]);
});
