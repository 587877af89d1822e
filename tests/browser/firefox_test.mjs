// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { after, afterEach, before, describe, test } from "node:test";
import { Chain, value } from "./chain.mjs";
import { launchFirefox, whyNoFirefox } from "./firefox.mjs";
import { Stream, waves } from "./stream.mjs";
import { WatchedPage } from "./watched_page.mjs";

const artefacts = process.env.ZWS_ARTEFACTS ?? "build/artefacts";
const skip = whyNoFirefox();
if (skip)
  console.log(skip);

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

describe("the page in Firefox", { skip }, () => {
  let browser;
  /** @type {Chain | Stream} what serves the page, and publishes */
  let source;
  let page;

  const open = async () => {
    page = await WatchedPage.open(browser, { viewport: { width: 1200, height: 700 } });
    await page.tab.addInitScript(countRefusedWrites);
    await page.tab.goto(source.url);
    await page.status(/^Connected$/);
  };
  /** Is the last that a test does: for it, Playwright writes a style into the page, which the page forbids. */
  const picture = (name) => page.tab.screenshot({ path: join(artefacts, `${name}.png`) });
  const assertFaultless = () => {
    assert.deepEqual(page.errors, []);
    assert.deepEqual([...page.hosts], [new URL(source.url).host]);
  };
  /** Opens the page of three topics, `seconds` of them that end now. @returns {Promise<number>} the newest time */
  const openWaves = async (seconds) => {
    source = await Stream.start();
    await open();
    const end = Math.floor(Date.now() / 1000);
    source.send(...waves(100 * seconds, end));
    await page.received(300 * seconds);
    await page.points(300 * seconds);
    return end;
  };

  before(async () => {
    mkdirSync(artefacts, { recursive: true });
    browser = await launchFirefox();
  });

  after(() => browser?.close());

  afterEach(async () => {
    await page?.close();
    await source?.stop();
  });

  test("it draws the article's wave, and reconnects when the server comes back", async () => {
    source = await Chain.start();
    await open();
    const first = await page.points(5);
    assert.ok(Math.abs(first.y - value(first.x)) < 1e-6, `value: ${first.y}, not ${value(first.x)}`);
    assert.ok(await page.ink() > 300, "no line is drawn");
    assertFaultless();
    const { host } = new URL(source.url);
    assert.equal(await source.server.stop(), 0);
    await page.status(/^Closed, reconnecting in \d+ s$/);
    await source.serve(host);
    await page.status(/^Connected$/);
    const later = await page.points(5, first.x + 0.5);
    assert.ok(Math.abs(later.y - value(later.x)) < 1e-6, `value: ${later.y}, not ${value(later.x)}`);
    for (const error of page.errors)
      assert.match(error, /can’t establish a connection to the server at ws:/, "what else went wrong");
    await picture("firefox");
  });

  test("three topics are three named series, with the right values under the cursor", async () => {
    const end = await openWaves(10);
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
    assertFaultless();
    await picture("firefox-cursor");
  });

  test("a wheel zooms some hundred times, and Firefox does not refuse to write the address", async () => {
    await openWaves(20);
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
    assertFaultless();
  });

  test("it is dragged; Space pauses and goes on, L goes live", async () => {
    const end = await openWaves(20);
    const showsUntil = (time) => page.tab.waitForFunction((time) =>
      Math.abs(Number(document.querySelector("#placeholder").dataset.to) - time) < 0.02, time);
    await showsUntil(end);
    await page.tab.mouse.move(...await page.at(0.4));
    await page.tab.mouse.down();
    await page.tab.mouse.move(...await page.at(0.8), { steps: 4 });
    await page.tab.mouse.up();
    await page.tab.waitForFunction((end) => Number(document.querySelector("#placeholder").dataset.to) < end - 5, end);
    source.send(...waves(100, end + 1));
    await page.received(source.sent);
    await page.tab.keyboard.press("l");
    await showsUntil(end + 1);

    await page.tab.keyboard.press("Space");
    await page.tab.waitForSelector('#pause[aria-pressed="true"]');
    source.send(...waves(100, end + 2));
    await page.received(source.sent);
    assert.equal((await page.span())[1], end + 1);
    await page.tab.keyboard.press("Space");
    await page.tab.waitForSelector('#pause[aria-pressed="false"]');
    await showsUntil(end + 2);
    assertFaultless();
  });
});
