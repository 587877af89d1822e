// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { after, afterEach, before, describe, test } from "node:test";
import { Stream } from "./stream.mjs";
import { WatchedPage, launchChromium, whyNoChromium } from "./watched_page.mjs";

const artefacts = process.env.ZWS_ARTEFACTS ?? "build/artefacts";
const skip = whyNoChromium();
const desktop = { viewport: { width: 1200, height: 800 } };
const samples = 4096;
const fs = 48_000;

/** Tones of 3 kHz and, rising from message to message, another one, in a little noise. */
function tones(message) {
  const other = 5000 + 100 * message;
  return Array.from({ length: samples }, (_, n) => {
    const noise = ((n * 7919 + message * 104_729) % 1000) / 1e6;
    return Math.sin((2 * Math.PI * 3000 * n) / fs) + 0.1 * Math.sin((2 * Math.PI * other * n) / fs) + noise;
  });
}

describe("the page shows more than lines over time", { skip }, () => {
  let browser;
  let stream;
  const opened = [];

  const open = async (query = "", options = desktop) => {
    stream ??= await Stream.start();
    const page = await WatchedPage.open(browser, options);
    opened.push(page);
    await page.tab.goto(`${stream.url}${query}`);
    await page.status(/^Connected$/);
    return page;
  };
  const picture = (page, name) => page.tab.screenshot({ path: join(artefacts, `${name}.png`) });
  /** Waits until the plots are of these kinds, from top to bottom. */
  const kinds = (page, ...expected) => page.tab.waitForFunction((expected) => expected
    === [...document.querySelectorAll(".plot")].map(({ dataset }) => dataset.kind).join(), expected.join());
  /** Moves the pointer to a part of the curves' area of a plot, and waits for what the cursor says there. */
  const read = async (page, plot, [x, y], title) => {
    const [left, top, width, height] = await page.tab.evaluate((plot) => {
      const panel = document.querySelectorAll(".panel")[plot];
      const flot = globalThis.jQuery(panel).data("plot");
      const { left, top } = panel.getBoundingClientRect();
      return [left + flot.getPlotOffset().left, top + flot.getPlotOffset().top, flot.width(), flot.height()];
    }, plot);
    await page.tab.mouse.move(left + x * width, top + y * height);
    await page.tab.waitForFunction(({ source }) => new RegExp(source).test(
      document.querySelector(".cursor-box:not([hidden]) .cursor-time")?.textContent), { source: title.source });
    return page.tab.$$eval(".cursor-row", (rows) => rows.map((row) =>
      [row.querySelector(".cursor-name").textContent, Number(row.querySelector(".cursor-value").textContent)]));
  };
  const send = async (page, ...messages) => {
    for (const message of messages) { // each at a time of its own
      stream.send(message);
      await page.received(stream.sent);
    }
  };

  before(async () => {
    mkdirSync(artefacts, { recursive: true });
    browser = await launchChromium();
  });

  after(() => browser?.close());

  afterEach(async () => {
    const pages = opened.splice(0);
    const errors = pages.flatMap((page) => page.errors);
    for (const page of pages)
      await page.close();
    await stream.stop(); // first: after a fault, too, the test is to end
    stream = undefined;
    assert.deepEqual(errors, []);
  });

  test("a message of samples is a waveform, and what a person chooses besides, also in the address", async () => {
    const page = await open();
    const t = Math.floor(Date.now() / 1000);
    const wave = (i) => ["adc", JSON.stringify({ t: t + i / 10, fs, v: tones(i) })];
    await send(page, ...Array.from({ length: 20 }, (_, i) => wave(i)));
    await kinds(page, "lines", "waveform");
    await page.label("80");
    await page.label("ms");
    const [[name, value]] = await read(page, 1, [0.5, 0.5], /^42\.\d+ ms$/);
    assert.ok(name === "adc v" && Math.abs(value) <= 1.11, `${name} ${value}`);
    await picture(page, "waveform");
    await page.tab.selectOption(".plot[data-kind=waveform] [aria-label='Shown as']", "spectrum");
    await kinds(page, "lines", "spectrum");
    await page.label("kHz");
    const [[, level]] = await read(page, 1, [3 / 24, 0.5], /^(2\.99\d+|3|3\.00\d+) kHz$/);
    assert.ok(Math.abs(level) < 1.5, `${level} dB`);
    await page.tab.selectOption("[aria-label=Amplitude]", "linear");
    await page.tab.selectOption("[aria-label=Average]", "16");
    await page.tab.selectOption("[aria-label=Window]", "flat-top");
    await page.tab.waitForFunction(() => location.search === "?kind=spectrum%3Aadc+v&fft=flat-top%2Clinear%2C16");
    await page.tab.mouse.move(0, 0);
    const [[, amplitude]] = await read(page, 1, [3 / 24, 0.5], /kHz$/);
    assert.ok(Math.abs(amplitude - 1) < 0.02, `${amplitude}`);
    await picture(page, "spectrum-linear");
    const other = await open(new URL(page.tab.url()).search);
    await kinds(other, "lines", "spectrum");
    await page.tab.selectOption(".plot[data-kind=spectrum] [aria-label='Shown as']", "lines");
    await kinds(page, "lines", "lines");
  });

  for (const theme of ["light", "dark"]) {
    test(`a waterfall beside a spectrum, at the times of all plots: ${theme}`, async () => {
      const page = await open(`?kind=spectrum:left&kind=waterfall:right&theme=${theme}&fft=4`);
      const t = Math.floor(Date.now() / 1000);
      const wave = (topic, i) => [topic, JSON.stringify({ t: t + i / 5, fs, v: tones(i) })];
      const messages = Array.from({ length: 60 }, (_, i) => [wave("a", i), ["load", JSON.stringify({ t: t + i / 5, v: i % 9 })]]);
      await page.tab.close();
      opened.pop();
      const seen = await open(`?kind=spectrum:left&kind=waterfall:a+v&hide=a+fs&theme=${theme}&fft=4`);
      await send(seen, ...messages.flat());
      await kinds(seen, "waterfall", "lines");
      await picture(seen, `waterfall-${theme}`);
    });
  }
});
