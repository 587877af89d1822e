// SPDX-License-Identifier: MIT

/** The WebSocket subprotocol of batches: zws(7). */
export const batchProtocol = "zws.batch.v2";

const header_bytes = 44;
const [is_clock, is_hidden, is_missing] = [0xffffffff, 0xfffffffe, 0xfffffffd];
const is_binary = 0x80000000;
const utf8 = new TextDecoder();
const strict_utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const bytes_as_text = new TextDecoder("latin1");

/** One batch, as zws(7) describes it. */
export class Batch {
  /** @type {number} the running number of its first message */
  first;
  /** @type {number} when it was closed, Unix seconds */
  time;
  /** @type {number} how many messages it has */
  count;
  /** @type {string} of the positions of its messages, in hexadecimal digits */
  epoch;
  /** @type {number} all from here on, up to before `end`, are those of its messages, or were passed over */
  begin;
  /** @type {number} */
  end;
  #buffer;

  /**
   * @param {ArrayBuffer} buffer the data of one WebSocket message of zws.batch.v2
   * @throws {RangeError} where it is too short for a batch
   */
  constructor(buffer) {
    const view = new DataView(buffer);
    this.first = Number(view.getBigUint64(0, true));
    this.time = view.getFloat64(8, true);
    this.count = view.getUint32(16, true);
    this.epoch = view.getBigUint64(20, true).toString(16);
    this.begin = Number(view.getBigUint64(28, true));
    this.end = Number(view.getBigUint64(36, true));
    this.#buffer = buffer;
  }

  /**
   * @param {(text: ?string, topic: string, arrived: number, sequence: number) => void} onMessage is called for each
   *     message: its payload, null if that is not text; its topic, "" if it has none; when it came to the server, Unix
   *     seconds; its number in the epoch
   * @param {(count: number, last: number) => void} onMissing is called where messages did not come to the server: how
   *     many, and the number of the last one
   * @throws {RangeError} if the rest of the buffer is not a batch
   */
  forEach(onMessage, onMissing) {
    const texts = new BatchTexts(this.#buffer);
    const view = new DataView(this.#buffer);
    const topics = [""];
    let arrived = this.time;
    let sequence = this.begin;
    let at = header_bytes;
    while (at < view.byteLength) {
      const topic = view.getUint32(at, true);
      at += 4;
      if (topic === is_clock) {
        arrived = view.getFloat64(at, true);
        at += 8;
        continue;
      }
      if (topic === is_hidden || topic === is_missing) {
        const skipped = Number(view.getBigUint64(at, true));
        at += 8;
        sequence += skipped;
        if (topic === is_missing)
          onMissing(skipped, sequence - 1);
        continue;
      }
      if (topic === topics.length) {
        const size = view.getUint32(at, true);
        topics.push(texts.name(at + 4, size));
        at += 4 + size;
      } else if (topic > topics.length)
        throw new RangeError(`topic ${topic} of ${topics.length - 1}`);
      const coded = view.getUint32(at, true);
      const size = coded & ~is_binary;
      const text = coded >= is_binary ? texts.skip(at + 4, size) : texts.at(at + 4, size);
      at += 4 + size;
      onMessage(text, topics[topic], arrived, sequence);
      sequence += 1;
    }
  }
}

/** Parts of a buffer as text. Decoding it once, as if each byte were a character, costs a tenth of decoding each. */
class BatchTexts {
  #bytes;
  #characters;

  constructor(buffer) {
    this.#bytes = new Uint8Array(buffer);
    this.#characters = bytes_as_text.decode(buffer);
  }

  skip(begin, size) {
    if (begin + size > this.#bytes.length)
      throw new RangeError(`${size} bytes at ${begin} of ${this.#bytes.length}`);
    return null;
  }

  /** Names that are not the same bytes are not the same text: bytes that are not UTF-8 are \xff. */
  name(begin, size) {
    this.skip(begin, size);
    const bytes = this.#bytes.subarray(begin, begin + size);
    try {
      return strict_utf8.decode(bytes);
    } catch {
      const escaped = (byte) => (byte < 0x80 ? String.fromCharCode(byte) : `\\x${byte.toString(16)}`);
      return [...bytes].map(escaped).join("");
    }
  }

  at(begin, size) {
    this.skip(begin, size);
    const end = begin + size;
    for (let i = begin; i < end; ++i) {
      if (this.#bytes[i] >= 0x80)
        return utf8.decode(this.#bytes.subarray(begin, end));
    }
    return this.#characters.slice(begin, end);
  }
}
