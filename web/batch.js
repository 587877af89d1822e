// SPDX-License-Identifier: MIT

/** The WebSocket subprotocol of batches: zws(7). */
export const batchProtocol = "zws.batch.v1";

const header_bytes = 20;
const is_clock = 0xffffffff;
const is_binary = 0x80000000;
const utf8 = new TextDecoder();

/**
 * Reads one batch.
 *
 * @param {ArrayBuffer} buffer the data of one WebSocket message of zws.batch.v1
 * @param {(text: ?string, topic: string, arrived: number) => void} onMessage is called for each message: its payload,
 *     null where that is no text; its topic, "" where it has none; when it came to the server, Unix seconds
 * @returns {{first: number, time: number, count: number}} the running number of the first message, when the batch was
 *     closed in Unix seconds, and how many messages it has
 * @throws {RangeError} where the buffer is no batch
 */
export function decodeBatch(buffer, onMessage) {
  const view = new DataView(buffer);
  const first = Number(view.getBigUint64(0, true));
  const time = view.getFloat64(8, true);
  const count = view.getUint32(16, true);
  const topics = [""];
  let arrived = time;
  let at = header_bytes;
  while (at < view.byteLength) {
    const topic = view.getUint32(at, true);
    at += 4;
    if (topic === is_clock) {
      arrived = view.getFloat64(at, true);
      at += 8;
      continue;
    }
    if (topic === topics.length) {
      const size = view.getUint32(at, true);
      topics.push(utf8.decode(new Uint8Array(buffer, at + 4, size)));
      at += 4 + size;
    } else if (topic > topics.length)
      throw new RangeError(`topic ${topic} of ${topics.length - 1}`);
    const coded = view.getUint32(at, true);
    const size = coded & ~is_binary;
    const payload = new Uint8Array(buffer, at + 4, size);
    at += 4 + size;
    onMessage(coded >= is_binary ? null : utf8.decode(payload), topics[topic], arrived);
  }
  return { first, time, count };
}
