// SPDX-License-Identifier: MIT
// Usage: node write.mjs FILE < WHAT. Writes a recording with @mcap/core. WHAT is JSON: "options" of its McapWriter,
// "zstd" for chunks compressed by zstd(1), "channels" (topic, encoding, metadata, schema), "messages" (each a list: the
// number of its channel, its time in nanoseconds as text, its data in base64), and "torn" for a file without its end.
import { McapWriter, TempBuffer } from "@mcap/core";
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";

function zstd(data) {
  const done = spawnSync("zstd", ["-q", "-c"], { input: data, maxBuffer: 1 << 30 });
  if (done.status !== 0) {
    throw new Error(`zstd: ${done.error ?? done.stderr}`);
  }
  return { compression: "zstd", compressedData: new Uint8Array(done.stdout) };
}

const what = JSON.parse(readFileSync(0));
const buffer = new TempBuffer();
const writer = new McapWriter({ writable: buffer, ...what.options, ...(what.zstd ? { compressChunk: zstd } : {}) });
await writer.start({ profile: "", library: "write.mjs" });
const channels = [];
for (const { topic, encoding, metadata, schema } of what.channels) {
  const schemaId = schema === undefined ? 0
    : await writer.registerSchema({ name: schema, encoding: "ros2msg", data: Buffer.from("uint8 x") });
  channels.push(await writer.registerChannel({
    topic, schemaId, messageEncoding: encoding, metadata: new Map(Object.entries(metadata ?? {})),
  }));
}
for (const [sequence, [channel, time, data]] of what.messages.entries()) {
  await writer.addMessage({
    channelId: channels[channel], sequence, logTime: BigInt(time), publishTime: 0n, data: Buffer.from(data, "base64"),
  });
}
await writer.addAttachment({
  logTime: 0n, createTime: 0n, name: "note", mediaType: "text/plain", data: Buffer.from("hi"),
});
if (!what.torn) {
  await writer.end();
}
writeFileSync(process.argv[2], buffer.get());
