// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { describePage } from "./page_suite.mjs";
import { reverseProxy } from "./reverse_proxy.mjs";
import { SleepyChromium, freeze } from "./sleepy_chromium.mjs";

const pad = "x".repeat(20_000);

/** Runs in the page: its clock can be put forward, as the machine's can. */
function makeClockMovable() {
  const { now } = Date;
  globalThis.clockAhead_ms = 0;
  Date.now = () => now() + globalThis.clockAhead_ms;
}

describePage("a page that slept, or was held up, goes on and tells what it lost", (suite) => {
  /** Waits until a server's metrics have a line that matches. */
  const metric = async ({ url }, pattern) => {
    while (!pattern.test(await (await fetch(`${url}metrics`)).text()));
  };
  /** Sends large messages, a second apart for them, more than a log of 64 KiB and the sockets have room for. */
  const flood = (stream, from) => stream.send(...Array.from({ length: 400 }, (_, i) =>
    ["a", JSON.stringify({ t: from + i, v: i, pad })]));
  /** Ten messages with times up to then. */
  const ten = (end) => Array.from({ length: 10 }, (_, i) => ["a", JSON.stringify({ t: end - 9 + i, v: i })]);

  test("a slow page is told what it lost", async () => {
    const stream = await suite.start(["--log-size", "65536"]);
    const page = await suite.open();
    const debug = await page.tab.context().newCDPSession(page.tab);
    await debug.send("Debugger.enable");
    await debug.send("Debugger.pause"); // holds the page up, and with it the connection
    flood(stream, 1763870400);
    await metric(stream, /_dropped\S* [1-9]/);
    await debug.send("Debugger.disable");
    await page.tab.waitForFunction((sent) => {
      const { received, dropped } = document.querySelector("#stats").dataset;
      return Number(received) + Number(dropped) === sent;
    }, stream.sent);
    assert.notEqual((await page.stats()).dropped, "0");
  });

  test("a frozen tab shows what is new when it wakes, a gap, and how many are lost", async () => {
    const stream = await suite.start(["--log-size", "65536", "--history-memory", "0"]);
    const page = await suite.open("?window=all&style=line");
    const start = Math.floor(Date.now() / 1000) - 420;
    stream.send(...ten(start));
    await page.points(10);
    page.forgive(/Page entered Back-Forward Cache/);
    const wake = await freeze(page); // Chromium closes its connection
    flood(stream, start + 1);
    await metric(stream, /_received_total 410$/m);
    await wake();
    await page.points(11, start + 399);
    stream.send(...ten(start + 410));
    await page.points(21, start + 409);
    const { received, missed, outages } = await page.stats();
    assert.deepEqual([Number(received) + Number(missed), outages], [stream.sent, "0"]);
    await page.tab.waitForFunction((missed) =>
      document.querySelector("#stats").textContent.includes(`, ${missed} lost while not connected, `), missed);
    const parts = [[0.06, 0.1], [0.2, 0.8], [0.96, 1]];
    const inked = await Promise.all(parts.map(async (part) => await page.ink(...part) > 0));
    assert.deepEqual(inked, [true, false, true]);
    await page.picture("woken");
  });

  for (const [what, sleep] of [
    ["tab was frozen", async (page) => (await freeze(page))()],
    ["machine was suspended", (page) => page.tab.evaluate(() => { globalThis.clockAhead_ms = 600_000; })],
  ]) {
    test(`a connection that died while the ${what} is replaced, and no message comes twice`, async () => {
      const stream = await suite.start();
      const proxy = await reverseProxy(stream.url, "/live");
      try {
        const page = await suite.blank();
        page.forgive(/Page entered Back-Forward Cache/);
        await page.tab.addInitScript(makeClockMovable);
        await page.tab.goto(proxy.url);
        await page.status(/^Connected$/);
        const now = Math.floor(Date.now() / 1000);
        stream.send(...ten(now - 30));
        await page.points(10);
        proxy.fallSilent();
        stream.send(...ten(now - 20));
        await metric(stream, /_received_total 20$/m);
        await sleep(page);
        await page.points(20, now - 21);
        stream.send(...ten(now - 10));
        await page.points(30, now - 11);
        const { received, dropped, outages, points } = await page.stats();
        assert.deepEqual([received, dropped, outages, points], ["30", "0", "0", "30"]);
      } finally {
        proxy.close();
      }
    });
  }

  test("a clock here that jumps is told, and the window stays with the data", async () => {
    const stream = await suite.start();
    const page = await suite.blank();
    await page.tab.addInitScript(makeClockMovable);
    await page.tab.goto(`${stream.url}?window=60`);
    await page.status(/^Connected$/);
    const send = () => stream.send(["a", "1"]);
    send();
    await page.points(1);
    for (const [ahead, told] of [[3600, "1.0 h ahead of"], [-3600, "1.0 h behind"]]) {
      await page.tab.evaluate((ahead) => { globalThis.clockAhead_ms = 1000 * ahead; }, ahead);
      send();
      await page.received(stream.sent);
      await page.tab.waitForFunction((told) => document.querySelector("#stats").textContent
        .includes(`. The clock here is ${told} the server's`), told);
      const [from, to] = await page.span();
      assert.ok(Math.abs(to - Date.now() / 1000) < 30 && to - from < 61, `${from} to ${to}`);
      assert.ok(Number((await page.stats()).lag) < 60);
    }
    await page.tab.evaluate(() => { globalThis.clockAhead_ms = 0; });
    send();
    await page.tab.waitForFunction(() => !document.querySelector("#stats").textContent.includes("clock"));
  });
}, { launch: () => SleepyChromium.launch() });
