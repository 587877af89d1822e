// SPDX-License-Identifier: MIT
import { Tool, addressOf } from "./processes.mjs";

const any = "tcp://127.0.0.1:*";

/** Waves of three topics, `count` points each at 100 Hz, the newest at `end`. */
export function waves(count, end) {
  return Array.from({ length: count }, (_, i) => {
    const x = end - (count - 1 - i) / 100;
    return ["north", "east", "south"].map((topic, k) => [topic, JSON.stringify({ x, y: k + Math.sin(x + k) })]);
  }).flat();
}

/** A server with a publisher of messages that the test writes. */
export class Stream {
  /** Where the page is. */
  url;
  sent = 0;
  #server;
  #feed;
  #flags = [];

  /** @param {string[]} flags more of zws2browser's */
  static async start(flags = []) {
    const stream = new Stream();
    stream.#flags = flags;
    await stream.#serve("127.0.0.1:0");
    return stream;
  }

  /** Ends the server and its publisher, and starts others where the page was. */
  async restart() {
    await this.stop();
    await this.#serve(new URL(this.url).host);
  }

  /** Publishes messages, each a list of frames. @param {string[][]} messages */
  send(...messages) {
    this.sent += messages.length;
    this.#feed.write(messages.map((frames) => `${JSON.stringify({ t: 0, frames })}\n`).join(""));
  }

  async stop() {
    await this.#feed.stop();
    await this.#server.stop();
  }

  async #serve(http) {
    this.#server = new Tool("zws2browser", ["--bind", any, "--ws", "127.0.0.1:0", "--http", http, ...this.#flags]);
    const ready = await this.#server.ready();
    this.url = addressOf(ready, "http");
    this.#feed = new Tool("zfeed",
      ["-v", "--format", "envelope", "--wait-peers", "1", "--connect", addressOf(ready, "bind")]);
  }
}
