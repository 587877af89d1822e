#!/usr/bin/env node
// SPDX-License-Identifier: MIT
// Takes a stream from zws2browser by the modules of the page, without a browser, and counts by positions what it lost.
//
//   scripts/page-client.mjs ws://HOST:PORT/PATH[?QUERY] [--until COUNT] [--print]
//
// It connects again whenever it is cut off, as the page does, and ends once COUNT different payloads have come, or at
// SIGINT or SIGTERM. Then it prints a line of JSON: payloads that came, those that differ, messages that were missed,
// missing and dropped (web/stream/counts.js), outages of which nobody knows what they cost, and connections. With
// --print it prints each payload as it comes, a line each, and the counts to standard error.
import { createHash, randomBytes } from "node:crypto";
import { request } from "node:http";
import { parseArgs } from "node:util";
import { batchProtocol } from "../web/stream/batch.js";
import { Connection } from "../web/stream/connection.js";
import { Counts } from "../web/stream/counts.js";
import { Receiver } from "../web/stream/receiver.js";

const guid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"; // RFC 6455, section 1.3
const [text, binary, close, ping, pong] = [1, 2, 8, 9, 10]; // opcodes, section 5.2

/** What a Connection needs of a browser's WebSocket: that of Node.js is not everywhere. Takes unfragmented messages. */
class WebSocket {
  binaryType = "arraybuffer";
  protocol = "";
  onopen;
  onmessage;
  onerror;
  onclose;
  #socket = null;
  #request;
  #data = Buffer.alloc(0);
  #isClosed = false;

  constructor(address, protocol) {
    const key = randomBytes(16).toString("base64");
    this.#request = request(address.replace(/^ws/, "http"), { headers: {
      "Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": key,
      "Sec-WebSocket-Protocol": protocol,
    } });
    this.#request.on("upgrade", ({ headers }, socket, first) => {
      if (headers["sec-websocket-accept"] !== createHash("sha1").update(key + guid).digest("base64"))
        return this.#request.destroy(new Error("Sec-WebSocket-Accept"));
      this.#opened(socket, headers["sec-websocket-protocol"] ?? "", first);
    });
    this.#request.on("response", () => this.#request.destroy(new Error("no WebSocket")));
    this.#request.on("error", () => this.#ended());
    this.#request.end();
  }

  close() {
    this.#request.destroy();
    this.#socket?.destroy();
    this.#ended();
  }

  #opened(socket, protocol, first) {
    this.#socket = socket;
    this.protocol = protocol;
    socket.on("data", (data) => this.#take(data)).on("error", () => this.#ended()).on("close", () => this.#ended());
    this.onopen?.();
    this.#take(first);
  }

  #ended() {
    if (this.#isClosed)
      return;
    this.#isClosed = true;
    setImmediate(() => this.onclose?.());
  }

  #take(data) {
    this.#data = Buffer.concat([this.#data, data]);
    for (let frame; !this.#isClosed && (frame = this.#frame()) !== null;) {
      if (frame.opcode === ping)
        this.#answer(frame.payload);
      else if (frame.opcode === close)
        this.close();
      else if (frame.opcode === text)
        this.onmessage?.({ data: frame.payload.toString() });
      else if (frame.opcode === binary)
        this.onmessage?.({ data: new Uint8Array(frame.payload).buffer });
    }
  }

  /** The next frame, of which all is there; null: not yet. */
  #frame() {
    const data = this.#data;
    const short = data.length < 2 ? 0 : data[1] & 0x7f;
    const head = { 126: 4, 127: 10 }[short] ?? 2;
    if (data.length < head)
      return null;
    const size = { 4: () => data.readUInt16BE(2), 10: () => Number(data.readBigUInt64BE(2)) }[head]?.() ?? short;
    if (data.length < head + size)
      return null;
    this.#data = data.subarray(head + size);
    return { opcode: data[0] & 0x0f, payload: data.subarray(head, head + size) };
  }

  /** What a client sends is masked (section 5.3); a ping has less than 126 bytes. */
  #answer(payload) {
    const mask = randomBytes(4);
    const masked = payload.map((byte, i) => byte ^ mask[i % 4]);
    this.#socket.write(Buffer.concat([Buffer.from([0x80 | pong, 0x80 | payload.length]), mask, masked]));
  }
}

const { values: options, positionals: [url] } = parseArgs({
  options: { until: { type: "string", default: "Infinity" }, print: { type: "boolean", default: false } },
  allowPositionals: true,
});
if (url === undefined || !(Number(options.until) > 0)) {
  process.stderr.write("page-client: error: ws://HOST:PORT/PATH [--until COUNT] [--print]\n");
  process.exit(2);
}

const counts = new Counts();
const different = new Set();
let connections = 0;

function end() {
  const { received, missed, missing, dropped, outages } = counts;
  const all = { payloads: received, different: different.size, missed, missing, dropped, outages, connections };
  (options.print ? process.stderr : process.stdout).write(`${JSON.stringify(all)}\n`, () => process.exit(0));
}

const codec = {
  take(payload) {
    different.add(payload);
    if (options.print)
      process.stdout.write(`${payload}\n`);
    if (different.size === Number(options.until))
      setImmediate(end);
    return true;
  },
};
const receiver = new Receiver(/** @type {any} */ (codec), counts, () => {});

new Connection({
  address() {
    const address = new URL(url);
    receiver.after.forEach((position) => address.searchParams.append("after", position));
    return address.href;
  },
  protocol: batchProtocol,
  onMessage: (data, protocol) => receiver.take(data, protocol),
  onState(state) {
    if (state !== "connected")
      return;
    connections += 1;
    receiver.connected();
  },
  env: {
    WebSocket, setTimeout, clearTimeout,
    refusal: async () => "",
    random: Math.random,
    now: () => performance.now(),
    onWake() {},
    onReturn() {},
  },
}).start();
process.on("SIGTERM", end);
process.on("SIGINT", end);
