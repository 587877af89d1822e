// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { Chain, value } from "./chain.mjs";
import { launchFirefox, whyNoFirefox } from "./firefox.mjs";
import { describePage, desktop } from "./page_suite.mjs";
import { waves } from "./stream.mjs";

/** Runs in the page. */
function countRefusedWrites() {
  const { replaceState } = history;
  globalThis.refusedWrites = 0;
  history.replaceState = function (...args) {
    try {
      replaceState.apply(this, args);
    } catch (error) {
      globalThis.refusedWrites += 1;
      throw error;
    }
  };
}

describePage("the page in Firefox", (suite) => {
  const open = async (source) => {
    const page = await suite.blank();
    await page.tab.addInitScript(countRefusedWrites);
    await page.tab.goto(source.url);
    await page.status(/^Connected$/);
    return page;
  };
  /** For it, Playwright writes a style into the page, which the page forbids. */
  const picture = (page, name) => {
    assert.deepEqual(page.errors, []);
    page.forgive(/blocked an inline style \(style-src-elem\)/);
    return page.picture(name);
  };
  /** The page of three topics, `seconds` of each, up to now, which is `end`. */
  const openWaves = async (seconds) => {
    const stream = await suite.start();
    const page = await open(stream);
    const end = Math.floor(Date.now() / 1000);
    stream.send(...waves(100 * seconds, end));
    await page.received(300 * seconds);
    await page.points(300 * seconds);
    return { stream, page, end };
  };

  test("it draws the article's wave, and reconnects when the server comes back", async () => {
    const source = suite.serve(await Chain.start());
    const page = await open(source);
    const first = await page.points(5);
    assert.ok(Math.abs(first.y - value(first.x)) < 1e-6, `value: ${first.y}, not ${value(first.x)}`);
    assert.ok(await page.ink() > 300, "no line is drawn");
    const { host } = new URL(source.url);
    assert.equal(await source.server.stop(), 0);
    await page.status(/^Closed, reconnecting in \d+ s$/);
    await source.serve(host);
    await page.status(/^Connected$/);
    const later = await page.points(5, first.x + 0.5);
    assert.ok(Math.abs(later.y - value(later.x)) < 1e-6, `value: ${later.y}, not ${value(later.x)}`);
    page.forgiveAbsence();
    page.forgive(/can’t establish a connection to the server at ws:/);
    await picture(page, "firefox");
  });

  test("three topics are three named series, with the right values under the cursor", async () => {
    const { page, end } = await openWaves(10);
    assert.deepEqual(await page.series(), ["north", "east", "south"]);
    await page.tab.mouse.move(...await page.at(0.9));
    await page.tab.waitForSelector(".cursor-row");
    const x = Number(await page.tab.$eval("#placeholder", ({ dataset }) => dataset.cursorX));
    const values = await page.tab.$$eval(".cursor-value", (cells) => cells.map((cell) => Number(cell.textContent)));
    assert.equal(values.length, 3);
    values.forEach((value, k) => {
      const nearest = end - Math.round((end - x) * 100) / 100;
      assert.ok(Math.abs(value - (k + Math.sin(nearest + k))) < 0.02, `series ${k}: ${value} at ${x}`);
    });
    await picture(page, "firefox-cursor");
  });

  test("a wheel zooms some hundred times, and Firefox does not refuse to write the address", async () => {
    const { page } = await openWaves(20);
    const [from, to] = await page.span();
    await page.tab.mouse.move(...await page.at(0.8));
    await Promise.all(Array.from({ length: 300 }, () => page.tab.mouse.wheel(0, -4)));
    await page.tab.waitForFunction(([from, span]) => {
      const { dataset } = document.querySelector("#placeholder");
      return Number(dataset.from) > from && Number(dataset.to) - Number(dataset.from) < span;
    }, [from, (to - from) * 1.0015 ** -1000]);
    await page.tab.waitForFunction(() => location.search.includes(
      `from=${document.querySelector("#placeholder").dataset.from}&`));
    assert.equal(await page.tab.evaluate(() => globalThis.refusedWrites), 0);
  });

  test("it is dragged; Space pauses and goes on, L goes live", async () => {
    const { stream, page, end } = await openWaves(20);
    const showsUntil = (time) => page.tab.waitForFunction((time) =>
      Math.abs(Number(document.querySelector("#placeholder").dataset.to) - time) < 0.02, time);
    await showsUntil(end);
    await page.tab.mouse.move(...await page.at(0.4));
    await page.tab.mouse.down();
    await page.tab.mouse.move(...await page.at(0.8), { steps: 4 });
    await page.tab.mouse.up();
    await page.tab.waitForFunction((end) => Number(document.querySelector("#placeholder").dataset.to) < end - 5, end);
    stream.send(...waves(100, end + 1));
    await page.received(stream.sent);
    await page.tab.keyboard.press("l");
    await showsUntil(end + 1);

    await page.tab.keyboard.press("Space");
    await page.tab.waitForSelector('#pause[aria-pressed="true"]');
    stream.send(...waves(100, end + 2));
    await page.received(stream.sent);
    assert.equal((await page.span())[1], end + 1);
    await page.tab.keyboard.press("Space");
    await page.tab.waitForSelector('#pause[aria-pressed="false"]');
    await showsUntil(end + 2);
  });
}, { tab: desktop, launch: launchFirefox, skip: whyNoFirefox() });
