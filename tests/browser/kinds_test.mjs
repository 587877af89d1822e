// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { describePage } from "./page_suite.mjs";

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

const patience_ms = 30_000;

describePage("the page shows more than lines over time", (suite) => {
  /** Waits until the plots are of these kinds, from top to bottom. */
  const kinds = (page, ...expected) => page.tab.waitForFunction((expected) => expected
    === [...document.querySelectorAll(".plot")].map(({ dataset }) => dataset.kind).join(), expected.join());
  /** Moves the pointer to a part of the curves' area of a plot, and waits for what the cursor says there. */
  const read = async (page, plot, [x, y], title) => {
    const area = () => page.tab.evaluate((plot) => {
      const panel = document.querySelectorAll(".panel")[plot];
      const flot = globalThis.jQuery(panel).data("plot");
      const { left, top } = panel.getBoundingClientRect();
      return [left + flot.getPlotOffset().left, top + flot.getPlotOffset().top, flot.width(), flot.height()];
    }, plot);
    const said = () => page.tab.evaluate(() =>
      document.querySelector(".cursor-box:not([hidden]) .cursor-time")?.textContent);
    const end = Date.now() + patience_ms;
    do { // the area may move meanwhile
      const [left, top, width, height] = await area();
      await page.tab.mouse.move(left + x * width, top + y * height);
    } while (!title.test(await said()) && Date.now() < end);
    assert.match(await said(), title);
    return page.tab.$$eval(".cursor-row", (rows) => rows.map((row) =>
      [row.querySelector(".cursor-name").textContent, Number(row.querySelector(".cursor-value").textContent)]));
  };
  /** The frequency that is the brightest one in the waterfall at a part of its width. */
  const brightest = (page, part) => page.tab.evaluate((part) => {
    const plot = globalThis.jQuery(".plot[data-kind=waterfall] .panel").data("plot");
    const { left, top } = plot.getPlotOffset();
    const canvas = plot.getCanvas();
    const copy = new OffscreenCanvas(1, plot.height()).getContext("2d", { willReadFrequently: true });
    copy.drawImage(canvas, -(left + part * plot.width()), -top);
    const { data } = copy.getImageData(0, 0, 1, plot.height());
    const lightness = Array.from({ length: plot.height() }, (_, y) => data[4 * y] + data[4 * y + 1] + data[4 * y + 2]);
    const row = lightness.indexOf(Math.max(...lightness.slice(110))); // below the scale
    return plot.getYAxes()[0].c2p(row + 0.5);
  }, part);
  const send = async (stream, page, ...messages) => {
    for (const message of messages) { // each at a time of its own
      stream.send(message);
      await page.received(stream.sent);
    }
  };

  test("a message of samples is a waveform, and what a person chooses besides, also in the address", async () => {
    const stream = await suite.start();
    const page = await suite.open();
    const t = Math.floor(Date.now() / 1000) - 2;
    const wave = (i) => ["adc", JSON.stringify({ t: t + i / 10, fs, v: tones(i) })];
    stream.send(...Array.from({ length: 20 }, (_, i) => wave(i)));
    await page.received(20);
    await kinds(page, "lines", "waveform");
    await page.label("80");
    await page.label("ms");
    const [[name, value]] = await read(page, 1, [0.5, 0.5], /^42\.\d+ ms$/);
    assert.ok(name === "adc v" && Math.abs(value) <= 1.11, `${name} ${value}`);
    await page.picture("waveform");
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
    await page.picture("spectrum-linear");
    const other = await suite.open(new URL(page.tab.url()).search);
    await kinds(other, "lines", "spectrum");
    await page.tab.selectOption(".plot[data-kind=spectrum] [aria-label='Shown as']", "lines");
    await kinds(page, "lines", "lines");
  });

  for (const theme of ["light", "dark"]) {
    test(`a waterfall and a spectrum of what came, ${theme}`, async () => {
      const stream = await suite.start();
      const page = await suite.open(`?kind=waterfall:a+v&kind=spectrum:b+v&hide=a+fs&hide=b+fs&theme=${theme}&fft=4`);
      const t = Math.floor(Date.now() / 1000) - 12;
      const wave = (topic, i) => [topic, JSON.stringify({ t: t + i / 5, fs, v: tones(i) })];
      stream.send(...Array.from({ length: 60 }, (_, i) =>
        [wave("a", i), wave("b", i), ["load", JSON.stringify({ t: t + i / 5, v: i % 9 })]]).flat());
      await page.received(180);
      await kinds(page, "waterfall", "spectrum", "lines");
      const areas = await page.tab.evaluate(() => [...document.querySelectorAll(".panel")].map((panel) => {
        const plot = globalThis.jQuery(panel).data("plot");
        return `${plot.getPlotOffset().left} ${plot.width()}`;
      }));
      assert.equal(new Set(areas).size, 1, "times are below each other");
      const middle = await brightest(page, 0.5);
      assert.ok(Math.abs(middle - 3000) < 200, `${middle} Hz`);
      const [[name, level]] = await read(page, 0, [0.5, 1 - 3000 / 24_000], /:\d\d(\.\d+)?, 3\d{3} Hz|, 2\d{3} Hz/);
      assert.ok(name === "a v" && Math.abs(level) < 30, `${name} ${level} dB`);
      await page.picture(`waterfall-${theme}`);
    });
  }

  test("x and y of an object are an orbit, round as it is, and the window says which part of it is seen", async () => {
    const stream = await suite.start();
    const page = await suite.open();
    const t = Math.floor(Date.now() / 1000) - 10;
    stream.send(...Array.from({ length: 200 }, (_, i) => ["orbit", JSON.stringify(
      { t: t + i / 20, x: 3 * Math.cos(i / 31), y: 3 * Math.sin(i / 31), phase: i % 7 })]));
    await page.received(200);
    await kinds(page, "xy", "lines");
    const [across, up, width] = await page.tab.evaluate(() => {
      const plot = globalThis.jQuery(".panel").data("plot");
      const [[x], [y]] = [plot.getXAxes(), plot.getYAxes()];
      return [(x.max - x.min) / plot.width(), (y.max - y.min) / plot.height(), plot.width()];
    });
    assert.ok(Math.abs(across / up - 1) < 1e-6, `${across} and ${up} a pixel`);
    const rows = await read(page, 0, [0.5 + 3 / (across * width), 0.5], /, /);
    assert.deepEqual(rows.map(([name]) => name), ["orbit x", "orbit y"]);
    await page.picture("orbit");
    const seen = () => page.tab.$eval("#placeholder", ({ dataset }) => Number(dataset.points));
    const all = await seen();
    for (let i = 0; i < 4; ++i)
      await page.tab.mouse.wheel(0, -300);
    await page.tab.waitForFunction((all) => Number(document.querySelector("#placeholder").dataset.points) < all, all);
    await page.tab.selectOption("[aria-label=Axes]", "fit");
    await page.tab.waitForFunction(() => /xy=fit/.test(location.search));
    await page.tab.selectOption(".plot[data-kind=xy] [aria-label='Shown as']", "lines");
    await kinds(page, "lines");
  });

  test("a series of single values has the spectrum of what is seen of it", async () => {
    const stream = await suite.start();
    const page = await suite.open("?kind=spectrum:vibration&fft=flat-top,linear,1&window=all");
    const t = Math.floor(Date.now() / 1000) - 20;
    stream.send(...Array.from({ length: 2000 }, (_, i) =>
      ["vibration", JSON.stringify({ t: t + i / 100, v: 3 * Math.sin((2 * Math.PI * 12.5 * i) / 100) })]));
    await page.received(2000);
    await kinds(page, "spectrum");
    await page.label("Hz");
    const [[name, amplitude]] = await read(page, 0, [0.25, 0.5], /^12\.[45]\d* Hz$/);
    assert.ok(name === "vibration" && Math.abs(amplitude - 3) < 0.1, `${name} ${amplitude}`);
    await page.tab.selectOption("[aria-label='Shown as']", "lines");
    await kinds(page, "lines");
  });

  test("any series of a plot can be shown over each other", async () => {
    const stream = await suite.start();
    const page = await suite.open("?theme=dark");
    const t = Math.floor(Date.now() / 1000) - 10;
    stream.send(...Array.from({ length: 100 }, (_, i) => ["motor", JSON.stringify(
      { t: t + i / 10, speed: 20 + i / 10, torque: 30 * Math.exp(-i / 40), power: 10 + (i % 20) })]));
    await page.received(100);
    await kinds(page, "lines");
    await page.tab.selectOption("[aria-label='Shown as']", "xy");
    await kinds(page, "xy");
    await page.tab.waitForFunction(() => new URLSearchParams(location.search).getAll("kind").join()
      === "xy:motor speed,xy:motor torque,xy:motor power");
    await page.picture("xy-dark");
  });

  test("sweeps of an analyzer are shown over what they were swept over", async () => {
    const stream = await suite.start();
    const page = await suite.open();
    const sweep = (i) => Array.from({ length: 401 }, (_, k) =>
      [88e6 + 50_000 * k, -90 + 60 * Math.exp(-((k - 200 + i) ** 2) / 50)]);
    await send(stream, page, ...Array.from({ length: 5 }, (_, i) => ["analyzer", JSON.stringify(sweep(i))]));
    await kinds(page, "waveform");
    await page.label("96 M");
    const [[, level]] = await read(page, 0, [196 / 400, 0.5], /^97800000|97[789]\d{5}/);
    assert.ok(level > -40, `${level}`);
    await page.picture("sweep");
  });
}, { tab: desktop });
