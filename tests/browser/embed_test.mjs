// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import http from "node:http";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { Tool, addressOf } from "./processes.mjs";
import { WatchedPage, launchChromium, whyNoChromium } from "./watched_page.mjs";

const secret = "correct-horse";

/** A web server with a page that has another one in a frame: http://HOST:PORT/?ADDRESS shows that address. */
class Dashboard {
  static async start() {
    const dashboard = new Dashboard();
    dashboard.server = http.createServer((request, response) => {
      const address = decodeURIComponent(request.url.replace(/^\/\??/, ""));
      response.writeHead(200, { "Content-Type": "text/html" });
      response.end(`<!doctype html><link rel="icon" href="data:,"><iframe src="${address}"></iframe>`);
    }).listen(0, "127.0.0.1");
    await once(dashboard.server, "listening");
    return dashboard;
  }

  /** @param {string} host "127.0.0.1", or "localhost", which is another site */
  origin(host) {
    return `http://${host}:${this.server.address().port}`;
  }

  stop() {
    this.server.close();
    this.server.closeAllConnections();
  }
}

const skip = whyNoChromium();
if (skip)
  console.log(skip);

describe("the page in a frame of another site", { skip }, () => {
  let browser;
  let dashboard;
  let folder;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "zws-embed-"));
    writeFileSync(join(folder, "token"), secret);
    dashboard = await Dashboard.start();
    browser = await launchChromium();
  });

  after(async () => {
    await browser?.close();
    dashboard?.stop();
    rmSync(folder, { recursive: true });
  });

  /**
   * Shows the page of a server in one of a dashboard, on a host, and calls `look` with that and the frame. Waits
   * meanwhile for what `told` makes of the tab.
   */
  async function embedded({ host = "localhost", options = [], query = "embed", told = () => {} }, look = () => {}) {
    const server = new Tool("zws2browser", ["--bind", "tcp://127.0.0.1:*", "--http", "127.0.0.1:0",
      "--ws", "127.0.0.1:0", ...options]);
    const page = await WatchedPage.open(browser);
    try {
      const address = `${addressOf(await server.ready(), "http")}?${query}`;
      const url = `${dashboard.origin(host)}/?${encodeURIComponent(address)}`;
      await Promise.all([told(page.tab), page.tab.goto(url)]);
      await look(page, page.tab.frames()[1]);
    } finally {
      await page.close();
      await server.stop();
    }
  }

  const isConnected = (frame) =>
    frame.waitForFunction(() => document.querySelector("#conn_status")?.textContent === "Connected");

  /** The browser tells that it does not show the frame. */
  const refusal = (tab) =>
    tab.waitForEvent("console", (message) => message.text().includes("frame-ancestors"));

  test("is refused", () => embedded({ told: refusal }));

  test("is refused where others are allowed", () =>
    embedded({ options: ["--allow-embed", dashboard.origin("127.0.0.1")], told: refusal }));

  for (const allowed of ["its origin", "*"]) {
    test(`is live where ${allowed} is allowed`, async () => {
      const options = ["--allow-embed", allowed === "*" ? "*" : dashboard.origin("localhost")];
      await embedded({ options }, async ({ errors }, frame) => {
        await isConnected(frame);
        assert.deepEqual(errors, []);
      });
    });
  }

  const withToken = () => ["--allow-embed", "*", "--token-file", join(folder, "token")];
  const query = `embed&token=${secret}`;

  test("is live with a token on another port of the same host", () =>
    embedded({ host: "127.0.0.1", options: withToken(), query }, async ({ errors }, frame) => {
      await isConnected(frame);
      assert.deepEqual(errors, []);
      assert.doesNotMatch(frame.url(), /token/);
    }));

  test("has no cookie with the token on another host", () =>
    embedded({ options: withToken(), query, told: (tab) =>
      tab.waitForResponse((answer) => answer.status() === 401 && answer.url().endsWith("?embed")) }));
});
