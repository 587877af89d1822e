// SPDX-License-Identifier: MIT
// zcat behind a publisher, and zfeed in front of a subscriber, that use zeromq.js.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";
import * as zmq from "zeromq";

const LIMIT = { timeout: 60_000 };
const ANY = "tcp://127.0.0.1:*";

const MESSAGES = [
  ["topic", '{"x":1,"y":[2.50,"é"]}'],
  [Buffer.from([0, 255, 10])],
  ["", "", ""],
  ["big", Buffer.alloc(1_000_000, 7)],
];

/** Starts a tool; `ended` is how it ended, with all that it wrote. */
function start(name, args, input = "") {
  const child = spawn(join(process.env.ZWS_BIN, name), args);
  const out = [], err = [];
  child.stdout.on("data", (chunk) => out.push(chunk));
  child.stderr.on("data", (chunk) => err.push(chunk));
  child.stdin.end(input);
  const ended = new Promise((resolve) => child.on("close", (code) => resolve({
    code, out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString(),
  })));
  return { child, ended };
}

/** A message as its envelope has it. */
function frames(message) {
  return message.map((frame) => {
    const bytes = Buffer.from(frame);
    return Buffer.from(bytes.toString()).equals(bytes) ? bytes.toString() : { b64: bytes.toString("base64") };
  });
}

async function publisher() {
  const socket = new zmq.XPublisher({ sendHighWaterMark: 0 });
  await socket.bind(ANY);
  return socket;
}

test("zcat prints what zeromq.js publishes", LIMIT, async () => {
  const socket = await publisher();
  const tool = start("zcat", ["--connect", socket.lastEndpoint, "--format", "envelope", "-n", String(MESSAGES.length)]);
  await socket.receive(); // the subscription
  for (const message of MESSAGES)
    await socket.send(message);
  const done = await tool.ended;
  socket.close();
  assert.deepEqual([done.code, done.err], [0, ""]);
  const got = done.out.trimEnd().split("\n").map((line) => JSON.parse(line).frames);
  assert.deepEqual(got, MESSAGES.map(frames));
});

test("zpeek says what zeromq.js publishes", LIMIT, async () => {
  const socket = await publisher();
  const tool = start("zpeek", [socket.lastEndpoint, "--json"]);
  await socket.receive(); // the subscription
  for (let n = 0; n < 200; ++n)
    await socket.send(["boat/1", JSON.stringify({ n, at: Date.now(), depth: 3.5 })]);
  const done = await tool.ended;
  socket.close();
  assert.deepEqual([done.code, done.err], [0, ""]);
  const { peer, topics: [topic] } = JSON.parse(done.out);
  assert.deepEqual([peer.type, peer.mechanism, topic.topic, topic.messages], ["XPUB", "NULL", "boat/1", 200]);
  assert.deepEqual([topic.encoding, topic.time.field, topic.time.unit, topic.sequence, topic.gaps],
    ["json", "/at", "ms", "json:/n", 0]);
});

test("zeromq.js receives what zfeed sends", LIMIT, async () => {
  const socket = new zmq.Subscriber({ receiveHighWaterMark: 0 });
  socket.subscribe();
  await socket.bind(ANY);
  const lines = MESSAGES.map((message) => JSON.stringify({ frames: frames(message) }) + "\n").join("");
  const tool = start("zfeed", ["--connect", socket.lastEndpoint, "--format", "envelope", "--wait-peers", "1"], lines);
  for (const message of MESSAGES)
    assert.deepEqual((await socket.receive()).map((frame) => Buffer.from(frame)), message.map((f) => Buffer.from(f)));
  const done = await tool.ended;
  socket.close();
  assert.deepEqual([done.code, done.err], [0, ""]);
});

test("zcat pulls from a zeromq.js PUSH, and counts by its numbers", LIMIT, async () => {
  const socket = new zmq.Push();
  await socket.bind(ANY);
  const tool = start("zcat", ["-q", "--type", "pull", "--connect", socket.lastEndpoint, "-n", "3", "--seq", "json:/n",
    "--stats"]);
  for (const n of [1, 2, 5])
    await socket.send(JSON.stringify({ n }));
  const done = await tool.ended;
  socket.close();
  assert.deepEqual([done.code, done.out], [0, '{"n":1}\n{"n":2}\n{"n":5}\n']);
  assert.match(done.err, /^zcat: total: 3 messages.*, 2 lost$/m);
});
