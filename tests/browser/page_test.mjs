// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Chain, value } from "./chain.mjs";
import { describePage } from "./page_suite.mjs";
import { reverseProxy } from "./reverse_proxy.mjs";

const now = () => Date.now() / 1000;

describePage("the page", (suite) => {
  let chain;

  before(async () => { chain = await Chain.start(); });

  after(() => chain?.stop());

  for (const name of ["", "graph.html"]) {
    test(`/${name} draws the article's wave`, async () => {
      const page = await suite.visit(`${chain.url}${name}`);
      await page.status(/^Connected$/);
      const first = await page.points(5);
      assert.ok(Math.abs(first.x - now()) < 30, `time: ${first.x}`);
      assert.ok(Math.abs(first.y - value(first.x)) < 1e-6, `value: ${first.y}, not ${value(first.x)}`);
      const next = await page.points(5, first.x + 0.5);
      assert.ok(Math.abs(next.y - value(next.x)) < 1e-6, `value: ${next.y}, not ${value(next.x)}`);
      assert.ok(await page.ink() > 300, "no line is drawn");
    });
  }

  test("all pages get the same points", async () => {
    const pages = [await suite.visit(chain.url), await suite.visit(chain.url)];
    const [one, two] = await Promise.all(pages.map((page) => page.points(3)));
    const later = Math.max(one.x, two.x);
    for (const page of pages) {
      const { x, y } = await page.points(3, later);
      assert.ok(Math.abs(y - value(x)) < 1e-6);
    }
  });

  test("the last 100 points are kept, in light and dark, wide and narrow", async () => {
    await chain.produce("--rate", "25", "--period", "3");
    const page = await suite.visit(chain.url, { viewport: { width: 1000, height: 560 }, colorScheme: "light" });
    const full = await page.points(100, now() + 4); // nothing else is in sight
    assert.ok(await page.ink() > 1000);
    await page.picture("page");
    await page.tab.emulateMedia({ colorScheme: "dark" });
    const dark = await page.points(100, now());
    assert.equal(dark.points, 100);
    assert.ok(await page.ink() > 1000, "no line in the colour of the dark page");
    await page.picture("page-dark");
    await page.tab.setViewportSize({ width: 360, height: 640 });
    await page.tab.waitForFunction(() => document.querySelector("#placeholder canvas").clientWidth < 360);
    await page.points(100, now());
    assert.ok(await page.tab.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "it does not fit");
    await page.picture("page-narrow");
    await chain.produce();
  });

  test("it works under the prefix of a reverse proxy", async () => {
    const proxy = await reverseProxy(chain.url, "/plots/live");
    try {
      const page = await suite.visit(proxy.url);
      await page.status(/^Connected$/);
      await page.points(3);
    } finally {
      proxy.close();
    }
  });

  test("a reverse proxy that does not know WebSocket is named", async () => {
    const proxy = await reverseProxy(chain.url, "/plots/live", false);
    try {
      const page = await suite.visit(proxy.url);
      await page.status(/^Closed, reconnecting in \d+ s: .*not as WebSocket: a proxy in front has/);
      page.forgive(/WebSocket|426/);
    } finally {
      proxy.close();
    }
  });

  test("a reverse proxy that does not pass on Host is named", async () => {
    const proxy = await reverseProxy(chain.url, "/plots/live", true, false);
    try {
      const page = await suite.visit(proxy.url);
      await page.status(/^Not Connected: .* A proxy in front has to pass on Host$/);
      page.forgive(/403/);
    } finally {
      proxy.close();
    }
  });

  test("malformed messages are counted and passed over; times are the browser's", async () => {
    const page = await suite.blank({ timezoneId: "Asia/Kolkata" });
    await page.tab.route(/\/series$/, (route) => route.fulfill({ status: 404 })); // no past but this:
    page.forgive(/404/);
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
  });

  test("it reconnects when the server comes back", async () => {
    const page = await suite.visit(chain.url);
    await page.status(/^Connected$/);
    const before = await page.points(3);
    const { host } = new URL(chain.url);
    assert.equal(await chain.server.stop(), 0);
    await page.status(/^Closed, reconnecting in \d+ s$/);
    await page.tab.waitForFunction(() => document.title.startsWith("✕"));
    await chain.serve(host);
    await page.status(/^Connected$/);
    const later = await page.points(3, before.x + 0.5);
    assert.ok(Math.abs(later.y - value(later.x)) < 1e-6, `value: ${later.y} at ${later.x}, before ${before.x}`);
    page.forgiveAbsence();
  });
}, { tab: {} });
