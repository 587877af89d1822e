// SPDX-License-Identifier: MIT
import { Tool, addressOf } from "./processes.mjs";

const any = "tcp://127.0.0.1:*";

/** A server with a publisher of messages that the test writes. */
export class Stream {
  /** Where the page is. */
  url;
  sent = 0;
  #server;
  #feed;

  /** @param {string[]} flags more of zws2browser's */
  static async start(flags = []) {
    const stream = new Stream();
    stream.#server = new Tool("zws2browser", ["--bind", any, "--http", "127.0.0.1:0", "--ws", "127.0.0.1:0", ...flags]);
    const ready = await stream.#server.ready();
    stream.url = addressOf(ready, "http");
    stream.#feed = new Tool("zfeed", ["-v", "--format", "envelope", "--wait-peers", "1", "--connect", addressOf(ready, "bind")]);
    return stream;
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
}
