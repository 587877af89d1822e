// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { after, afterEach, before, describe, test } from "node:test";
import { Chain, value } from "./chain.mjs";
import { reverseProxy } from "./reverse_proxy.mjs";
import { WatchedPage, launchChromium, whyNoChromium } from "./watched_page.mjs";

const artefacts = process.env.ZWS_ARTEFACTS ?? "build/artefacts";

const now = () => Date.now() / 1000;
const skip = whyNoChromium();
if (skip)
  console.log(skip);

describe("the page", { skip }, () => {
  let browser;
  let chain;
  const opened = [];

  const open = async (url, options) => {
    const page = await WatchedPage.open(browser, options);
    opened.push(page);
    await page.tab.goto(url);
    return page;
  };
  const picture = (page, name) => page.tab.screenshot({ path: join(artefacts, `${name}.png`) });

  before(async () => {
    mkdirSync(artefacts, { recursive: true });
    chain = await Chain.start();
    browser = await launchChromium();
  });

  after(async () => {
    await browser?.close();
    await chain?.stop();
  });

  afterEach(async () => {
    for (const page of opened.splice(0))
      await page.close();
  });

  for (const name of ["", "graph.html"]) {
    test(`/${name} draws the article's wave`, async () => {
      const page = await open(`${chain.url}${name}`);
      await page.status(/^Connected$/);
      const first = await page.points(5);
      assert.ok(Math.abs(first.x - now()) < 30, `time: ${first.x}`);
      assert.ok(Math.abs(first.y - value(first.x)) < 1e-6, `value: ${first.y}, not ${value(first.x)}`);
      const next = await page.points(5, first.x + 0.5);
      assert.ok(Math.abs(next.y - value(next.x)) < 1e-6, `value: ${next.y}, not ${value(next.x)}`);
      assert.ok(await page.ink() > 300, "no line is drawn");
      assert.deepEqual(page.errors, []);
      assert.deepEqual([...page.hosts], [new URL(chain.url).host]);
    });
  }

  test("all pages get the same points", async () => {
    const pages = [await open(chain.url), await open(chain.url)];
    const [one, two] = await Promise.all(pages.map((page) => page.points(3)));
    const later = Math.max(one.x, two.x);
    for (const page of pages) {
      const { x, y } = await page.points(3, later);
      assert.ok(Math.abs(y - value(x)) < 1e-6);
    }
  });

  test("the last 100 points are kept, in light and dark, wide and narrow", async () => {
    await chain.produce("--rate", "25", "--period", "3");
    const page = await open(chain.url, { viewport: { width: 1000, height: 560 }, colorScheme: "light" });
    const full = await page.points(100, now() + 4); // nothing else is in sight
    assert.ok(await page.ink() > 1000);
    await picture(page, "page");
    await page.tab.emulateMedia({ colorScheme: "dark" });
    const dark = await page.points(100, now());
    assert.equal(dark.points, 100);
    assert.ok(await page.ink() > 1000, "no line in the colour of the dark page");
    await picture(page, "page-dark");
    await page.tab.setViewportSize({ width: 360, height: 640 });
    await page.tab.waitForFunction(() => document.querySelector("#placeholder canvas").clientWidth < 360);
    await page.points(100, now());
    assert.ok(await page.tab.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "it does not fit");
    await picture(page, "page-narrow");
    assert.deepEqual(page.errors, []);
    await chain.produce();
  });

  test("it works under the prefix of a reverse proxy", async () => {
    const proxy = await reverseProxy(chain.url, "/plots/live");
    try {
      const page = await open(proxy.url);
      await page.status(/^Connected$/);
      await page.points(3);
      assert.deepEqual(page.errors, []);
      assert.deepEqual([...page.hosts], [new URL(proxy.url).host]);
    } finally {
      proxy.close();
    }
  });

  test("a reverse proxy that does not know WebSocket is named", async () => {
    const proxy = await reverseProxy(chain.url, "/plots/live", false);
    try {
      const page = await open(proxy.url);
      await page.status(/^Closed, reconnecting in \d+ s: .*not as WebSocket: a proxy in front has/);
      page.errors.splice(0);
    } finally {
      proxy.close();
    }
  });

  test("malformed messages are counted and passed over; times are the browser's", async () => {
    const page = await WatchedPage.open(browser, { timezoneId: "Asia/Kolkata" });
    opened.push(page);
    await page.tab.routeWebSocket(/\/ws\?/, (socket) => {
      const point = (x, y) => socket.send(JSON.stringify({ x, y }));
      point(1763870400, 1);
      for (const malformed of ["", "{", "null", '{"id":"a"}', "<>", Buffer.from([0xff, 0x00])])
        socket.send(malformed);
      point(1763870404, 2);
      point(1763870408, 3);
    });
    await page.tab.goto(chain.url);
    assert.deepEqual(await page.points(3), { points: 3, x: 1763870408, y: 3 });
    const labels = await page.labelTexts();
    assert.ok(labels.includes("09:30:04"), `04:00:04 UTC is 09:30:04 there, not one of ${labels}`);
    await page.tab.waitForFunction(() =>
      document.querySelector("#stats").textContent.startsWith("9 messages, 6 not understood,"));
    assert.deepEqual(page.errors, []);
  });

  test("it reconnects when the server comes back", async () => {
    const page = await open(chain.url);
    await page.status(/^Connected$/);
    const before = await page.points(3);
    assert.deepEqual(page.errors, []);
    const { host } = new URL(chain.url);
    assert.equal(await chain.server.stop(), 0);
    await page.status(/^Closed, reconnecting in \d+ s$/);
    await page.tab.waitForFunction(() => document.title.startsWith("✕"));
    await chain.serve(host);
    await page.status(/^Connected$/);
    const later = await page.points(3, before.x + 0.5);
    assert.ok(Math.abs(later.y - value(later.x)) < 1e-6, `value: ${later.y} at ${later.x}, before ${before.x}`);
    for (const error of page.errors)
      assert.match(error, /^WebSocket connection to .* failed|^Error during WebSocket/, "what else went wrong");
  });
});
