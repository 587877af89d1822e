// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { describePage } from "./page_suite.mjs";
import { waves } from "./stream.mjs";

describePage("series are listed and shared out among plots", (suite) => {
  test("many stacked plots have room, a name each, and one axis of time", async () => {
    const stream = await suite.start();
    const page = await suite.open("?layout=stack");
    const t = Math.floor(Date.now() / 1000);
    const names = Array.from({ length: 17 }, (_, k) => `c${k}`);
    const row = (i) => Object.fromEntries(names.map((name, k) => [name, i * 10 ** (k % 6)]));
    stream.send(...Array.from({ length: 20 }, (_, i) => ["host", JSON.stringify({ t: t - 20 + i, ...row(i) })]));
    await page.points(17 * 20);
    const panels = await page.tab.$$eval(".plot", (all) => all.map((plot) =>
      ({ height: plot.querySelector(".panel").clientHeight, title: plot.querySelector(".plot-names").textContent })));
    assert.deepEqual(panels.map(({ title }) => title), names.map((name) => `host ${name}`));
    assert.ok(panels.every(({ height }) => height >= 75), JSON.stringify(panels));
    assert.ok(await page.tab.evaluate(() => document.documentElement.scrollHeight > innerHeight));
    assert.ok(new Set((await page.labelTexts()).filter((text) => /:/.test(text))).size > 2);
    const axes = await page.tab.$$eval(".time-axis", (all) => all.map((axis) => axis.getBoundingClientRect().bottom));
    assert.equal(axes.length, 1);
    assert.ok(axes[0] <= 700, "it stays in sight, though the page is longer");
    await page.picture("stacked-17");
  });

  test("series of unlike sizes have plots of their own, until a person wants one", async () => {
    const stream = await suite.start();
    const page = await suite.open();
    const t = Math.floor(Date.now() / 1000);
    const row = (i) =>
      ({ t: t - 100 + i, free: 5e6 + 1e5 * Math.sin(i), user: 20 + 9 * Math.sin(i), system: 5 + i % 9 });
    stream.send(...Array.from({ length: 100 }, (_, i) => ["vmstat", JSON.stringify(row(i))]));
    await page.received(100);
    const heads = (texts) => page.tab.waitForFunction((texts) => JSON.stringify(
      [...document.querySelectorAll(".plot-head:not([hidden]) .plot-names:not([hidden])")]
        .map((head) => head.textContent)) === texts,
    JSON.stringify(texts));
    await heads(["vmstat free", "vmstat uservmstat system"]);
    await page.choose("#layout", "one");
    await heads([]);
    await page.tab.waitForFunction(() => location.search === "?layout=one");
    await page.choose("#layout", "auto");
    await heads(["vmstat free", "vmstat uservmstat system"]);
  });

  test("two hundred series are listed as a tree, in which they are found, hidden, moved and coloured", async () => {
    const stream = await suite.start();
    const page = await suite.open();
    const t = Math.floor(Date.now() / 1000);
    const hosts = Array.from({ length: 100 }, (_, k) => `rack${k >> 2}/host${k & 3}`);
    stream.send(...hosts.flatMap((host, k) => Array.from({ length: 9 }, (_, i) =>
      [host, JSON.stringify({ t: t - 9 + i, load: k + i, "<b>net</b>": 1e6 * (i + k) })])));
    await page.received(900);
    const names = hosts.flatMap((host) => [`${host} load`, `${host} <b>net</b>`]);
    const shows = (wanted) => page.tab.waitForFunction((wanted) => JSON.stringify(
      [...document.querySelectorAll(".tree-name")].map(({ title }) => title)) === wanted, JSON.stringify(wanted));
    await shows(names);
    await page.tab.fill("#series input[type=search]", "RACK1 load");
    await shows(names.filter((name) => /rack1.*load/.test(name)));
    await page.tab.uncheck("#series summary >> nth=0 >> input");
    await page.tab.waitForFunction(() => location.search.split("hide=").length === 5);
    await page.tab.check("#series summary >> nth=0 >> input");
    await page.tab.waitForFunction(() => !location.search.includes("hide="));
    const plots = () => page.tab.$$eval(".plot-names", (all) => all.map(({ title }) => title.split(", ").length));
    assert.deepEqual(await plots(), [100, 100]);
    await page.tab.click(".tree-swatch >> nth=0");
    await page.tab.selectOption("#series_menu select", "new");
    await page.tab.waitForFunction(() => document.querySelectorAll(".plot").length === 3);
    assert.deepEqual(await plots(), [1, 99, 100]);
    await page.tab.click("#series_menu .palette-colour >> nth=3");
    await page.tab.waitForFunction(() => location.search.includes("colour=4%3Arack1%2Fhost0+load"));
    await page.tab.keyboard.press("Escape");
    await page.tab.dragAndDrop(".tree-row >> nth=1", ".plot >> nth=0");
    await page.tab.waitForFunction(() => location.search.includes("plot=1%3Arack1%2Fhost1+load"));
    assert.deepEqual(await plots(), [2, 98, 100]);
    await page.tab.fill("#series input[type=search]", "");
    await page.tab.focus("#series summary >> nth=0");
    await page.tab.keyboard.press("Space");
    await page.tab.waitForSelector("#series details:not([open])", { state: "attached" });
    await page.tab.keyboard.press("Space");
    await page.tab.waitForFunction(() => document.querySelector("#series details:not([open])") === null);
    assert.equal(await page.tab.getAttribute("#pause", "aria-pressed"), "false");
    await page.picture("series-200");
    await page.tab.focus(".tree-swatch >> nth=0");
    await page.tab.keyboard.press("Enter");
    await page.tab.keyboard.press("Tab");
    assert.equal(await page.tab.evaluate(() => document.activeElement.closest(".menu")?.id), "series_menu");
    await page.tab.keyboard.press("Escape");
    assert.equal(await page.tab.evaluate(() => document.activeElement.className), "tree-swatch");
    const same = await suite.open(await page.tab.evaluate(() => location.search));
    await same.tab.waitForFunction(() => document.querySelectorAll(".plot").length === 3);
  });

  test("a plot has an axis, a unit and a height of its own", async () => {
    const stream = await suite.start();
    const page = await suite.open("?layout=stack");
    stream.send(...waves(100, Math.floor(Date.now() / 1000)));
    await page.received(300);
    await page.tab.click(".plot-head button >> nth=1");
    await page.tab.fill("#plot_menu input[aria-label=Minimum]", "-3");
    await page.tab.fill("#plot_menu input[aria-label=Maximum]", "7");
    await page.tab.fill("#plot_menu label:has-text('Unit') input", "m/s");
    await page.tab.click("#plot_menu >> text=Higher");
    await page.tab.waitForFunction(
      () => decodeURIComponent(location.search).includes("axis=1:-3..7;unit=m%2Fs;height=1.5"));
    await page.tab.keyboard.press("Escape");
    const ranges = await page.tab.$$eval(".panel", (all) => all.map((panel) => {
      const [{ min, max }] = globalThis.jQuery(panel).data("plot").getYAxes();
      return [panel.previousSibling.textContent, min, max];
    }));
    const east = ranges.find(([head]) => head.startsWith("east"));
    assert.ok(east[0].includes("[m/s]"), east[0]);
    assert.deepEqual(east.slice(1), [-3, 7]);
    assert.ok(ranges.filter((one) => one !== east).every(([, min, max]) => max - min < 5), JSON.stringify(ranges));
  });

  test("a plot is made higher and lower by its lower edge, with the pointer and with keys", async () => {
    const stream = await suite.start();
    const page = await suite.open("?layout=stack");
    stream.send(...waves(100, Math.floor(Date.now() / 1000)));
    await page.received(300);
    const plot = page.tab.locator(".plot:has-text('east')");
    const handle = plot.locator(".plot-handle");
    await handle.waitFor();
    const isHigh = (wanted) => page.tab.waitForFunction((wanted) => {
      const plot = [...document.querySelectorAll(".plot")].find(({ textContent }) => textContent.startsWith("east"));
      const { clientHeight } = plot.querySelector("canvas.flot-base");
      return Math.abs(clientHeight - wanted) < 3;
    }, wanted);
    const inAddress = async () => (await page.tab.waitForFunction(() =>
      Number(/axis=1:height=([\d.]+)/.exec(decodeURIComponent(location.search))?.[1]))).jsonValue();
    const drag = async (y) => {
      const box = await handle.boundingBox();
      const [x, from] = [box.x + box.width / 2, box.y + box.height / 2];
      await page.tab.mouse.move(x, from);
      await page.tab.mouse.down();
      await page.tab.mouse.move(x, from + y, { steps: 4 });
    };
    const before = await plot.locator("canvas.flot-base").evaluate(({ clientHeight }) => clientHeight);
    await drag(70);
    await isHigh(before + 70);
    assert.doesNotMatch(page.tab.url(), /axis/);
    await page.picture("handle");
    await page.tab.mouse.up();
    const dragged = await inAddress();
    assert.ok(dragged > 1.5 && dragged < 3, String(dragged));
    await isHigh(before + 70);
    await drag(-30);
    await page.tab.mouse.up();
    await isHigh(before + 40);

    assert.ok(await handle.evaluate((element) => element === document.activeElement), "it has the focus still");
    const value = Number(await handle.getAttribute("aria-valuenow"));
    for (let i = 0; i < 4; ++i)
      await page.tab.keyboard.press("ArrowDown");
    await page.tab.keyboard.press("ArrowUp");
    await page.tab.waitForFunction((least) => Number(document.activeElement.ariaValueNow) > least, 1.3 * value);
    await page.tab.waitForFunction(() => decodeURIComponent(location.search)
      .includes(`height=${Number(document.activeElement.ariaValueNow) / 100}`));
    const high = await inAddress();
    await page.tab.reload();
    await page.received(300);
    assert.equal(await inAddress(), high);
    assert.equal(await handle.getAttribute("aria-valuenow"), String(Math.round(100 * high)));
    await handle.dblclick();
    await page.tab.waitForFunction(() => !location.search.includes("axis="));
    await isHigh(before);
    const lone = await suite.open("?layout=one");
    await lone.points(300);
    assert.equal(await lone.tab.locator(".plot-handle").isVisible(), false, "there is no other plot");
  });

  test("series are called what a person calls them, everywhere", async () => {
    const stream = await suite.start();
    const page = await suite.open("?list=1&table=1");
    stream.send(...waves(20, Math.floor(Date.now() / 1000)));
    await page.received(60);
    await page.tab.click(".tree-swatch >> nth=0");
    await page.tab.fill("#series_menu label:has-text('Called') input", "<i>N</i>: wind");
    await page.tab.keyboard.press("Enter");
    await page.tab.keyboard.press("Escape");
    const called = (selector) => page.tab.waitForFunction((selector) =>
      [...document.querySelectorAll(selector)].some(({ textContent }) => textContent === "<i>N</i>: wind"), selector);
    await called(".tree-name");
    await called("#figures th");
    await page.tab.mouse.move(...await page.at(0.5));
    await called(".cursor-name");
    await page.tab.keyboard.press("s");
    await called(".legend-label");
    await page.tab.waitForFunction(() => location.search.includes("label=") && location.search.includes("list=0"));
    await page.tab.reload();
    await page.received(60);
    await called(".legend-label");
    await page.choose("#layout", "stack");
    await called(".plot-name");
  });

  test("all points can be forgotten, and new ones come", async () => {
    const stream = await suite.start();
    const page = await suite.open("?derive=twice+%3D+a+*+2");
    stream.send(["a", "1"], ["state", "RUNNING"], ["log", "a line of a log"]);
    await page.received(3);
    await page.tab.waitForFunction(() => document.querySelectorAll(".legend-entry").length === 3);
    await page.tab.waitForSelector(".log-row");
    await page.menu("view_menu");
    await page.tab.click("#clear");
    await page.tab.waitForFunction(() => document.querySelectorAll(".legend-entry").length === 0);
    await page.tab.waitForFunction(() => document.querySelectorAll(".log-row:not([hidden])").length === 0);
    stream.send(["a", "5"], ["state", "IDLE"]);
    await page.tab.waitForFunction(() => [...document.querySelectorAll(".legend-value")]
      .map(({ textContent }) => textContent).sort().join() === "10,5,IDLE");
  });

  test("series are shown and hidden by buttons, plots stacked, values fixed or logarithmic", async () => {
    const stream = await suite.start();
    const page = await suite.open();
    stream.send(...waves(500, Math.floor(Date.now() / 1000)));
    await page.received(1500);
    await page.tab.click(".legend-entry >> nth=1");
    await page.tab.waitForSelector('.legend-entry[aria-pressed="false"] >> text=east');
    await page.tab.waitForFunction(() => Number(document.querySelector("#placeholder").dataset.points) === 1000);
    await page.tab.waitForFunction(() => location.search.includes("hide=east"));
    await page.tab.click(".legend-entry >> nth=1");
    await page.choose("#layout", "stack");
    await page.tab.waitForFunction(() => document.querySelectorAll(".panel canvas.flot-base").length === 3);
    await page.picture("stacked");
    await page.choose("#layout", "one");
    await page.choose("#values", "fixed");
    await page.tab.fill("#min", "-5");
    await page.tab.fill("#max", "5");
    await page.tab.keyboard.press("Tab");
    await page.tab.waitForFunction(() => /min=-5&max=5/.test(location.search));
    await page.choose("#values", "auto");
    await page.menu("view_menu");
    await page.tab.check("#log");
    await page.tab.waitForFunction(() => /log=1/.test(location.search));
    for (const style of ["points", "fill", "both", "line"])
      await page.choose("#style", style);
    await page.picture("log");
  });

  test("too many series are told, and bounded", async () => {
    const stream = await suite.start();
    const page = await suite.open();
    stream.send(...Array.from({ length: 506 }, (_, i) => [`topic ${i}`, "1"]));
    await page.received(506);
    await page.tab.waitForFunction(
      () => /6 more series are not shown/.test(document.querySelector("#stats").textContent));
    assert.equal((await page.series()).length, 500);
  });
});
