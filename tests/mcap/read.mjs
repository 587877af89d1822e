// SPDX-License-Identifier: MIT
// Usage: node read.mjs [--torn] FILE... Prints what @mcap/core finds in a recording as JSON, all checks on: a line for
// each message in the order of the file, and then one for the summary. With --torn the file may end anywhere, and has
// no summary. Exits 1 where something is not as MCAP wants it.
import { McapIndexedReader, McapStreamReader } from "@mcap/core";
import { decompress } from "fzstd";
import { readFileSync } from "node:fs";

const torn = process.argv[2] === "--torn";
const decompressHandlers = { zstd: (chunk, size) => decompress(chunk, new Uint8Array(Number(size))) };

function fail(reason) {
  throw new Error(reason);
}

/** A message as it is printed. */
function shown(message, channel) {
  return {
    topic: channel.topic,
    encoding: channel.messageEncoding,
    frames: channel.metadata.get("zws:frames"),
    sequence: message.sequence,
    logTime: String(message.logTime),
    publishTime: String(message.publishTime),
    data: Buffer.from(message.data).toString("base64"),
  };
}

/** All from start to end; the CRC of each chunk is checked. */
function streamed(bytes) {
  const reader = new McapStreamReader({ validateCrcs: true, decompressHandlers });
  reader.append(bytes);
  const channels = new Map();
  const messages = [];
  const kinds = new Map();
  for (let record; (record = reader.nextRecord()) !== undefined; ) {
    kinds.set(record.type, (kinds.get(record.type) ?? 0) + 1);
    if (record.type === "Channel") {
      channels.set(record.id, record);
    } else if (record.type === "Message") {
      const channel = channels.get(record.channelId) ?? fail(`a message comes before its channel ${record.channelId}`);
      messages.push(shown(record, channel));
    }
  }
  if (!torn && (!reader.done() || reader.bytesRemaining() > 0)) {
    fail("does not end with its footer");
  }
  return { messages, kinds };
}

/** The messages by the indexes, which are to be those that are there. */
async function indexed(bytes, expected) {
  const readable = {
    size: async () => BigInt(bytes.length),
    read: async (offset, size) => new Uint8Array(bytes.buffer, bytes.byteOffset + Number(offset), Number(size)),
  };
  const reader = await McapIndexedReader.Initialize({ readable, decompressHandlers });
  const found = [];
  for await (const message of reader.readMessages()) {
    found.push(shown(message, reader.channelsById.get(message.channelId)));
  }
  const inOrder = [...expected].sort((one, other) => (BigInt(one.logTime) < BigInt(other.logTime) ? -1
    : BigInt(one.logTime) > BigInt(other.logTime) ? 1 : 0));
  if (JSON.stringify(found) !== JSON.stringify(inOrder)) {
    fail("the indexes do not name what is there");
  }
  return reader;
}

/** The lines of a file. */
async function linesOf(bytes) {
  const { messages, kinds } = streamed(bytes);
  if (torn) {
    return [...messages, { chunks: kinds.get("Chunk") ?? 0, closed: kinds.has("Footer") }];
  }
  const reader = await indexed(bytes, messages);
  const { statistics } = reader;
  const summary = {
    library: reader.header.library,
    messages: Number(statistics.messageCount),
    channels: statistics.channelCount,
    chunks: statistics.chunkCount,
    start: String(statistics.messageStartTime),
    end: String(statistics.messageEndTime),
    counts: Object.fromEntries([...statistics.channelMessageCounts].map(([id, count]) => [id, Number(count)])),
    compression: [...new Set(reader.chunkIndexes.map((index) => index.compression))],
    summaryOffsets: reader.summaryOffsetsByOpcode.size,
  };
  return [...messages, summary];
}

for (const path of process.argv.slice(torn ? 3 : 2)) {
  const lines = await linesOf(readFileSync(path));
  process.stdout.write(lines.map((line) => JSON.stringify(line) + "\n").join(""));
}
