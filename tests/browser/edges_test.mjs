// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { describePage } from "./page_suite.mjs";
import { Tool, addressOf } from "./processes.mjs";
import { reverseProxy } from "./reverse_proxy.mjs";

const any = "tcp://127.0.0.1:*";

/** Two servers that show the same stream, whose messages are numbered before they come to either. */
class Edges {
  #relay;
  #feed;
  #servers = [];

  static async start() {
    const edges = new Edges();
    edges.#relay = new Tool("zrelay", ["--in-bind", any, "--out-bind", any, "--position"]);
    const [into, outOf] = (await edges.#relay.ready()).match(/tcp:[^ ,]+/g);
    for (let i = 0; i < 2; ++i)
      edges.#servers.push(new Tool("zws2browser",
        ["--connect", outOf, "--ws", "127.0.0.1:0", "--http", "127.0.0.1:0"]));
    edges.urls = await Promise.all(edges.#servers.map(async (server) => addressOf(await server.ready(), "http")));
    edges.#feed = new Tool("zfeed", ["-v", "--format", "envelope", "--wait-peers", "1", "--connect", into]);
    while (!await edges.#haveAll("some"))
      edges.send("some", 1);
    return edges;
  }

  /** Publishes messages. */
  send(topic, count) {
    const payload = JSON.stringify({ t: Date.now() / 1000, v: 1 });
    this.#feed.write(`${JSON.stringify({ t: 0, frames: [topic, payload] })}\n`.repeat(count));
  }

  async #haveAll(topic) {
    const known = await Promise.all(this.urls.map(async (url) => (await fetch(`${url}series`)).text()));
    return known.every((text) => text.includes(topic));
  }

  async stop() {
    for (const tool of [this.#feed, ...this.#servers, this.#relay])
      await tool.stop();
  }
}

describePage("a page whose stream comes from several servers", (suite) => {
  test("goes on at another one where it was, by positions alone", async () => {
    const edges = suite.serve(await Edges.start());
    const proxy = await reverseProxy(edges.urls[0], "/live");
    try {
      const page = await suite.visit(`${proxy.url}?history=0&topic=a`);
      page.forgive(/^WebSocket connection to .* failed/);
      await page.status(/^Connected$/);
      let sent = 0;
      const send = (count) => {
        edges.send("a", count);
        edges.send("hidden", 1);
        sent += count;
      };
      for (const url of [edges.urls[1], edges.urls[0], edges.urls[1]]) {
        send(50);
        await page.received(sent);
        proxy.turnTo(url);
        await page.status(/^Closed/);
        send(30);
      }
      send(1);
      await page.received(sent);
      edges.send("a", 1);
      await page.received(sent + 1); // what came twice has come by then
      const { received, dropped, missed, missing, outages } = await page.stats();
      assert.deepEqual([Number(received), dropped, missed, missing, outages], [sent + 1, "0", "0", "0", "0"]);
    } finally {
      proxy.close();
    }
  });
});
