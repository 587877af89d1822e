// SPDX-License-Identifier: MIT
// A client of zws.batch.v1, for browsers and Node.js. In a page: import { follow } from "./client.mjs".
// In Node.js 20: node --experimental-websocket client.mjs 'ws://127.0.0.1:9999/?topic=cpu&history=10'

const [clock, binary] = [0xffffffff, 0x80000000];
const text = new TextDecoder("utf-8", { ignoreBOM: true });

/** The number of the first message of a batch, and its messages; topic is null without one, data a string or bytes. */
export function decode(buffer) {
  const view = new DataView(buffer);
  const bytes = (begin, size) => new Uint8Array(buffer, begin, size);
  const topics = [null];
  const messages = [];
  let time;
  for (let at = 20; at < view.byteLength;) {
    const topic = view.getUint32(at, true);
    at += 4;
    if (topic === clock) {
      time = view.getFloat64(at, true);
      at += 8;
      continue;
    }
    if (topic === topics.length) {
      const size = view.getUint32(at, true);
      topics.push(text.decode(bytes(at + 4, size)));
      at += 4 + size;
    }
    const size = view.getUint32(at, true) % binary;
    const data = bytes(at + 4, size);
    messages.push({ time, topic: topics[topic], data: view.getUint32(at, true) < binary ? text.decode(data) : data });
    at += 4 + size;
  }
  return { first: Number(view.getBigUint64(0, true)), messages };
}

/** Calls onMessage for each message, onLost with how many did not come, and onEnd; returns the WebSocket. */
export function follow(url, onMessage, onLost = () => {}, onEnd = () => {}) {
  const socket = new WebSocket(url, "zws.batch.v1");
  let next;
  socket.binaryType = "arraybuffer";
  socket.onmessage = (event) => {
    const { first, messages } = decode(event.data);
    if (first > next)
      onLost(first - next);
    next = first + messages.length;
    messages.forEach(onMessage);
  };
  socket.onclose = onEnd;
  return socket;
}

if (globalThis.process?.argv[1]?.endsWith("client.mjs")) {
  const show = ({ time, topic, data }) =>
    console.log(`${time.toFixed(3)}\t${topic || "-"}\t${typeof data === "string" ? data : `${data.length} bytes`}`);
  const socket = follow(process.argv[2], show, (count) => console.log(`lost ${count}`),
    ({ code, reason }) => console.log(`closed ${code} ${reason}`));
  socket.onerror = (event) => { console.error(event.message); process.exitCode = 1; };
}
