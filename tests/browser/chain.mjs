// SPDX-License-Identifier: MIT
import { Tool, addressOf } from "./processes.mjs";

const any = "tcp://127.0.0.1:*";

/** The function of the article. @param {number} x Unix seconds */
export const value = (x) => 2.5 * (1 + Math.sin(x / 500));

/** zsine -> zrelay -> zws2browser, on ports of their own. */
export class Chain {
  static async start() {
    const chain = new Chain();
    chain.relay = new Tool("zrelay", ["--in-bind", any, "--out-bind", any]);
    const ready = await chain.relay.ready();
    chain.in = addressOf(ready, "in bind");
    chain.out = addressOf(ready, "out bind");
    await chain.serve("127.0.0.1:0");
    await chain.produce();
    return chain;
  }

  async serve(address) {
    this.server = new Tool("zws2browser", ["--connect", this.out, "--http", address, "--ws", "127.0.0.1:0"]);
    this.url = addressOf(await this.server.ready(), "http");
  }

  async produce(...args) {
    await this.sine?.stop();
    this.sine = new Tool("zsine", ["-v", "--connect", this.in, ...args]);
    await this.sine.ready();
  }

  async stop() {
    for (const tool of [this.sine, this.server, this.relay])
      await tool?.stop();
  }
}
