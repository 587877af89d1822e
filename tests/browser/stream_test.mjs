// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, afterEach, before, describe, test } from "node:test";
import axe from "axe-core";
import { Stream, waves } from "./stream.mjs";
import { WatchedPage, launchChromium, whyNoChromium } from "./watched_page.mjs";

const artefacts = process.env.ZWS_ARTEFACTS ?? "build/artefacts";
const skip = whyNoChromium();
const desktop = { viewport: { width: 1200, height: 700 } };

describe("the page shows any stream", { skip }, () => {
  let browser;
  let stream;
  const opened = [];

  const open = async (query = "", options = desktop) => {
    const page = await WatchedPage.open(browser, options);
    opened.push(page);
    await page.tab.goto(`${stream.url}${query}`);
    await page.status(/^Connected$/);
    return page;
  };
  const picture = (page, name) => page.tab.screenshot({ path: join(artefacts, `${name}.png`) });
  const at = (page, part) => page.at(part);
  const span = (page) => page.span();

  before(async () => {
    mkdirSync(artefacts, { recursive: true });
    browser = await launchChromium();
  });

  after(() => browser?.close());

  afterEach(async () => {
    const pages = opened.splice(0);
    const seen = pages.map(({ errors, hosts }) => ({ errors: [...errors], hosts: [...hosts] }));
    for (const page of pages)
      await page.close();
    await stream.stop(); // first: after a fault, too, the test is to end
    for (const { errors, hosts } of seen) {
      assert.deepEqual(errors, []);
      assert.deepEqual(hosts, [new URL(stream.url).host]);
    }
  });

  test("three topics are three named series, with the right values under the cursor", async () => {
    stream = await Stream.start();
    const page = await open();
    const end = Math.floor(Date.now() / 1000);
    stream.send(...waves(1000, end));
    await page.received(3000);
    assert.deepEqual(await page.series(), ["north", "east", "south"]);
    const { received, dropped, malformed, points } = await page.stats();
    assert.deepEqual([received, dropped, malformed, points].map(Number), [3000, 0, 0, 3000]);
    await page.tab.mouse.move(...await at(page, 0.9));
    await page.tab.waitForSelector(".cursor-row");
    const x = Number(await page.tab.$eval("#placeholder", ({ dataset }) => dataset.cursorX));
    const values = await page.tab.$$eval(".cursor-value", (cells) => cells.map((cell) => Number(cell.textContent)));
    values.forEach((value, k) => {
      const nearest = end - Math.round((end - x) * 100) / 100;
      assert.ok(Math.abs(value - (k + Math.sin(nearest + k))) < 0.02, `series ${k}: ${value} at ${x}`);
    });
    await picture(page, "cursor");
  });

  test("whatever stands in a payload, its neighbours are understood", async () => {
    stream = await Stream.start();
    const page = await open();
    stream.send(["a", "1"], ["a", '{"broken": '], ["a", "2"], ["b", "[1763870400,5]"], ["3"],
      ["c", '{"t":1763870400000,"v":1,"w":2}']);
    await page.received(6);
    assert.equal((await page.stats()).malformed, "1");
    await page.tab.waitForFunction(() => document.querySelectorAll(".legend-label").length === 5);
    assert.deepEqual(await page.series(), ["a", "b", "value", "c v", "c w"]);
  });

  test("large values have all their digits, along the axis too, and integers that are rounded are told", async () => {
    stream = await Stream.start();
    const page = await open();
    const end = Math.floor(Date.now() / 1000);
    const values = Array.from({ length: 9 }, (_, i) => [end - 8 + i, 1420405751.4301 + i / 10_000]);
    stream.send(["hydrogen", JSON.stringify(values)]);
    await page.label("1420405751.4308");
    const labels = await page.labels();
    assert.deepEqual(labels.filter(({ left }) => left < 0), []);
    await page.tab.waitForFunction(() => document.querySelector(".legend-value")?.textContent === "1420405751.4309");
    await page.tab.mouse.move(...await at(page, 1));
    await page.tab.waitForFunction(() => document.querySelector(".cursor-value")?.textContent === "1420405751.4309");
    await picture(page, "digits");
    await page.choose("#values", "fixed");
    await page.tab.focus("#max");
    await page.tab.keyboard.press("ArrowUp");
    await page.tab.waitForFunction(() => /min=1420405751.43/.test(location.search));
    stream.send(["id", "9007199254740993"]);
    await page.tab.waitForFunction(
      () => /, 1 with integers beyond 2⁵³, shown rounded/.test(document.querySelector("#stats").textContent));
  });

  test("labels of times stand where their times are, and a day that is not today is told", async () => {
    stream = await Stream.start();
    const page = await open();
    const noon = new Date(2025, 10, 23, 12).getTime() / 1000;
    stream.send(["a", JSON.stringify([[noon + 0.437, 0], [noon + 4.999, 0], [noon + 5, 1], [noon + 9.6, 1]])]);
    await page.label("12:00:05");
    const labels = await page.labels();
    const place = await page.tab.evaluate((time) => {
      const plot = globalThis.jQuery(".panel").data("plot");
      return plot.getPlotOffset().left + plot.getXAxes()[0].p2c(time);
    }, noon + 5);
    const { left, right } = labels.find(({ text }) => text === "12:00:05");
    assert.ok(Math.abs((left + right) / 2 - place) < 1, `${left} to ${right}, not at ${place}`);
    const date = labels.find(({ text }) => text === "2025-11-23");
    const first = labels.find(({ text }) => text === "12:00:01");
    assert.ok(date.y > first.y && Math.abs(date.left + date.right - first.left - first.right) < 1);
    await page.tab.mouse.move(...await at(page, 0.5));
    await page.tab.waitForFunction(
      () => /^2025-11-23 12:00:0/.test(document.querySelector(".cursor-time")?.textContent));
    await page.tab.waitForFunction(() => / d behind$/.test(document.querySelector("#stats").textContent));
    await picture(page, "times");
  });

  test("a load average has a scale that fits; a lone y from 0 to 5 has one if a person wants it", async () => {
    stream = await Stream.start();
    const page = await open();
    const send = (values) => stream.send(
      ...values.map((y, i) => [JSON.stringify({ x: Date.now() / 1000 - 10 + i, y })]));
    send([0.31, 0.32, 0.33, 0.34]);
    await page.label("0.320");
    send([0.5, 1, 4]);
    await page.label("5");
    await page.choose("#values", "fit");
    await page.tab.waitForFunction(() => location.search === "?values=auto");
    await page.label("0.5");
    await page.menu("view_menu");
    await page.tab.check("#log");
    await page.menu("view_menu");
    await page.tab.uncheck("#log");
    await page.choose("#values", "auto");
    await page.tab.waitForFunction(() => location.search === "");
  });

  for (const [name, points] of [["a few", 10], ["many", 5000]]) {
    test(`an area below ${name} points below zero is below them`, async () => {
      stream = await Stream.start();
      const page = await open("?style=fill");
      const end = Math.floor(Date.now() / 1000);
      const line = Array.from({ length: points }, (_, i) => [end - 10 + 10 * i / (points - 1), -30 + i / points]);
      stream.send(["a", JSON.stringify(line)]);
      await page.points(points);
      assert.deepEqual([await page.isPainted(0.5, 0.1), await page.isPainted(0.5, 0.97)], [false, true]);
    });
  }

  test("a single point is seen, and the cursor reads it where it is", async () => {
    stream = await Stream.start();
    const page = await open("?style=line");
    const t = Math.floor(Date.now() / 1000);
    stream.send(["a", JSON.stringify({ t, v: 1 })]);
    await page.points(1);
    assert.ok(await page.ink(0.9, 1) > 8, "no dot");
    assert.equal(await page.tab.evaluate(
      () => getComputedStyle(document.querySelector("#placeholder"), "::after").content), "none", "it waits no longer");
    const read = (text) => page.tab.waitForFunction(
      (text) => document.querySelector(".cursor-value")?.textContent === text, text);
    await page.tab.mouse.move(...await at(page, 0.5));
    await read("–");
    await page.tab.mouse.move(...await at(page, 1));
    await read("1");
    const other = await open("?from=1&to=2");
    await other.hint(/^No data at these times$/);
  });

  test("many stacked plots have room, a name each, and one axis of time", async () => {
    stream = await Stream.start();
    const page = await open("?layout=stack");
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
    await picture(page, "stacked-17");
  });

  test("series of unlike sizes have plots of their own, until a person wants one", async () => {
    stream = await Stream.start();
    const page = await open();
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

  test("many series are listed as a tree, in which they are found, hidden, moved and coloured", async () => {
    stream = await Stream.start();
    const page = await open();
    const t = Math.floor(Date.now() / 1000);
    const hosts = Array.from({ length: 20 }, (_, k) => `rack${k >> 2}/host${k & 3}`);
    stream.send(...hosts.flatMap((host, k) => Array.from({ length: 9 }, (_, i) =>
      [host, JSON.stringify({ t: t - 9 + i, load: k + i, "<b>net</b>": 1e6 * (i + k) })])));
    await page.received(180);
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
    assert.deepEqual(await plots(), [20, 20]);
    await page.tab.click(".tree-swatch >> nth=0");
    await page.tab.selectOption("#series_menu select", "new");
    await page.tab.waitForFunction(() => document.querySelectorAll(".plot").length === 3);
    assert.deepEqual(await plots(), [1, 19, 20]);
    await page.tab.click("#series_menu .palette-colour >> nth=3");
    await page.tab.waitForFunction(() => location.search.includes("colour=4%3Arack1%2Fhost0+load"));
    await page.tab.keyboard.press("Escape");
    await page.tab.dragAndDrop(".tree-row >> nth=1", ".plot >> nth=0");
    await page.tab.waitForFunction(() => location.search.includes("plot=1%3Arack1%2Fhost1+load"));
    assert.deepEqual(await plots(), [2, 18, 20]);
    await page.tab.fill("#series input[type=search]", "");
    await picture(page, "list");
    const same = await open(await page.tab.evaluate(() => location.search));
    await same.tab.waitForFunction(() => document.querySelectorAll(".plot").length === 3);
  });

  test("a plot has an axis, a unit and a height of its own", async () => {
    stream = await Stream.start();
    const page = await open("?layout=stack");
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

  test("a table has the figures of what is seen, and differences between cursor and mark", async () => {
    stream = await Stream.start();
    const t = Math.floor(Date.now() / 1000);
    const page = await open(`?from=${t - 90}&to=${t - 10}`);
    stream.send(...Array.from({ length: 101 }, (_, i) => ["a", JSON.stringify({ t: t - 100 + i, v: 3 * i })]));
    await page.received(101);
    const table = () => page.tab.$$eval("#figures tr", (rows) =>
      rows.map((row) => [...row.children].map((cell) => cell.textContent)));
    const hasTable = (wanted) => page.tab.waitForFunction((wanted) => JSON.stringify(
      [...document.querySelectorAll("#figures tr")].map((row) => [...row.children].map((cell) => cell.textContent))
    ) === wanted, JSON.stringify(wanted));
    await page.tab.keyboard.press("t");
    const heads = ["Series", "Last", "Least", "Mean", "Greatest", "Deviation", "Points"];
    const deviation = String(Number((3 * Math.sqrt((81 ** 2 - 1) / 12)).toPrecision(9)));
    const figures = ["a", "270", "30", "150", "270", deviation, "81"];
    await hasTable([heads, figures]);
    await page.tab.mouse.move(...await at(page, 0.25));
    await page.tab.keyboard.press("m");
    await page.tab.waitForSelector(".mark-line.mark");
    await page.tab.mouse.move(...await at(page, 0.75));
    await page.tab.waitForFunction(
      () => /^In \d+ s$/.test(document.querySelectorAll("#figures tr:first-child th")[9]?.textContent));
    const [names, values] = await table();
    assert.match(names[9], /^In \d+ s$/);
    const [cursor, mark, change, slope] = values.slice(7).map(Number);
    assert.equal(change, cursor - mark);
    assert.ok(Math.abs(slope - 3) < 0.2, String(slope));
    await picture(page, "figures");
    await page.tab.keyboard.press("n");
    await page.tab.keyboard.type("pump <b>on</b>");
    await page.tab.keyboard.press("Enter");
    await page.tab.waitForFunction(() => document.querySelector(".mark-line.note")?.textContent === "pump <b>on</b>");
    await page.tab.waitForFunction(() => /mark=.*note=.*table=1|table=1&mark=.*note=/.test(location.search));
    await page.tab.reload();
    await page.tab.waitForFunction(() => document.querySelector(".mark-line.note")?.textContent === "pump <b>on</b>");
  });

  test("values beyond their limits are told, marked, and may raise an alarm", async () => {
    stream = await Stream.start();
    const page = await open("?limit=10..80%3Atemp&alarm=notify");
    await page.tab.evaluate(() => {
      globalThis.told = [];
      globalThis.Notification = class {
        static permission = "granted";
        constructor(text) {
          globalThis.told.push(text);
        }
      };
    });
    const t = Date.now() / 1000;
    stream.send(...[20, 50, 81, 90, 60, 79, 5].map((v, i) => ["temp", JSON.stringify({ t: t - 7 + i, v })]));
    await page.received(7);
    await page.tab.waitForFunction(
      () => /^[^.]*\. temp < 10 since /.test(document.querySelector("#stats").textContent));
    await page.tab.waitForFunction(() => document.querySelectorAll(".mark-line.alarm").length === 2);
    const marks = await page.tab.$$eval(".mark-line.alarm", (all) => all.map((mark) => mark.textContent));
    assert.deepEqual(marks, ["temp > 80", "temp < 10"]);
    assert.deepEqual(await page.tab.evaluate(() => globalThis.told), ["temp > 80"]); // the second one comes too soon
    await picture(page, "limits");
    await page.tab.keyboard.press("s");
    await page.tab.click(".tree-swatch");
    await page.tab.fill("#series_menu input[aria-label='Good values from']", "");
    await page.tab.keyboard.press("Tab");
    await page.tab.waitForFunction(() => location.search.includes("limit=..80%3Atemp"));
    await page.tab.waitForFunction(() => document.querySelectorAll(".mark-line.alarm").length === 1);
  });

  test("a trigger holds what is seen where a series crosses a level", async () => {
    stream = await Stream.start();
    const page = await open("?window=4&trigger=rise,0,normal,0.25%3Aa");
    const t = Math.floor(Date.now() / 1000);
    const square = (i) => JSON.stringify({ t: t - 40 + i, v: i % 10 < 5 ? -1 : 1 });
    stream.send(...Array.from({ length: 40 }, (_, i) => ["a", square(i)]));
    await page.received(40);
    const seen = (from, to) => page.tab.waitForFunction(([from, to]) => {
      const { dataset } = document.querySelector("#placeholder");
      return Math.abs(dataset.from - from) < 1e-6 && Math.abs(dataset.to - to) < 1e-6;
    }, [from, to]);
    await seen(t - 6.5, t - 2.5);
    await page.tab.waitForSelector(".mark-line.mark");
    await picture(page, "trigger");
    stream.send(["a", JSON.stringify({ t, v: -1 })], ["a", JSON.stringify({ t: t + 1, v: 1 })]);
    await page.received(42);
    await seen(t - 6.5, t - 2.5);
    stream.send(["a", JSON.stringify({ t: t + 4, v: 1 })]);
    await seen(t - 0.5, t + 3.5);
    await page.tab.keyboard.press("l"); // it waits for the next one, and shows what comes
    await seen(t, t + 4);
  });

  test("the page is named, and a layout of the server is seen until an address says something else", async () => {
    const file = join(artefacts, "served_layout.json");
    writeFileSync(file, JSON.stringify({ view: { layout: "stack", hide: ["south"], note: "1700000000:built" } }));
    stream = await Stream.start(["--title", "Wind <farm>", "--layout", file]);
    const page = await open();
    assert.equal(await page.tab.textContent("h1"), "Wind <farm>");
    assert.equal(await page.tab.title(), "Wind <farm>");
    stream.send(...waves(100, Math.floor(Date.now() / 1000)));
    await page.received(300);
    const plots = (count) => page.tab.waitForFunction(
      (count) => document.querySelectorAll(".plot").length === count, count);
    await plots(2);
    await page.tab.waitForFunction(() => location.search === "");
    await page.choose("#layout", "one");
    await plots(1);
    await page.tab.waitForFunction(() => location.search === "?layout=one");
    await page.tab.reload();
    await page.received(300);
    await plots(1);
    await page.menu("save_menu");
    const [kept] = await Promise.all([page.tab.waitForEvent("download"), page.tab.click("#keep")]);
    await kept.saveAs(join(artefacts, "layout.json"));
    const { view } = JSON.parse(readFileSync(join(artefacts, "layout.json"), "utf8"));
    assert.deepEqual(view, { layout: ["one"], hide: ["south"], note: ["1700000000:built"] });
    const other = await open("?layout=stack&hide=");
    await other.received(300);
    await other.tab.waitForFunction(() => document.querySelectorAll(".plot").length === 3);
    await other.tab.setInputFiles("#layout_file", join(artefacts, "layout.json"));
    await other.tab.waitForFunction(() => document.querySelectorAll(".plot").length === 1);
    await other.tab.waitForSelector('.legend-entry[aria-pressed="false"] >> text=south');
  });

  test("in a frame of another page the plots are alone", async () => {
    stream = await Stream.start();
    const page = await WatchedPage.open(browser, desktop);
    opened.push(page);
    await page.tab.goto(`${stream.url}?embed`);
    stream.send(...waves(100, Math.floor(Date.now() / 1000)));
    await page.received(300);
    for (const selector of ["h1", ".toolbar", "#stats", "#conn_status"])
      assert.equal(await page.tab.locator(selector).isVisible(), false, selector);
    const box = await page.tab.locator("#placeholder").boundingBox();
    assert.ok(box.height > 600, String(box.height));
    await picture(page, "embed");
  });

  test("a stream that has gone silent says so", async () => {
    stream = await Stream.start();
    const page = await open();
    await page.tab.clock.install();
    await page.tab.clock.resume();
    stream.send(["a", "1"]);
    await page.received(1);
    await page.tab.clock.fastForward(30_000);
    await page.tab.waitForFunction(
      () => /no message for (29|3\d) s/.test(document.querySelector("#stats").textContent));
  });

  test("a clock that is wrong here is told, and does not make the stream old", async () => {
    stream = await Stream.start();
    const page = await WatchedPage.open(browser, desktop);
    opened.push(page);
    await page.tab.clock.install({ time: Date.now() + 3_600_000 });
    await page.tab.clock.resume();
    await page.tab.goto(stream.url);
    await page.status(/^Connected$/);
    stream.send(["a", "1"]);
    await page.received(1);
    await page.tab.waitForFunction(() => {
      const { dataset, textContent } = document.querySelector("#stats");
      return Number(dataset.lag) < 60
        && /The clock here is (1\.0 h|59 min|60 min) ahead of the server's/.test(textContent);
    });
  });

  test("series are called what a person calls them, everywhere", async () => {
    stream = await Stream.start();
    const page = await open("?list=1&table=1");
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
    stream = await Stream.start();
    const page = await open("?derive=twice+%3D+a+*+2");
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

  test("a person writes a formula, is told what is wrong with it, and removes it", async () => {
    stream = await Stream.start();
    const page = await open("?list=1");
    stream.send(...Array.from({ length: 20 }, (_, i) => ["a", JSON.stringify({ v: 2 * i })]));
    await page.received(20);
    await page.tab.fill(".formula input", "twice = a *");
    await page.tab.keyboard.press("Enter");
    const told = await page.tab.$eval(".formula input", (input) => input.validationMessage);
    assert.match(told, /column 12/);
    await page.tab.fill(".formula input", "twice = a * 2");
    await page.tab.keyboard.press("Enter");
    const valueOf = (name, value) => page.tab.waitForFunction(([name, value]) =>
      [...document.querySelectorAll(".tree-row")].some((row) => row.querySelector(".tree-name").title === name
        && row.querySelector(".tree-value").textContent === value), [name, value]);
    await valueOf("twice", "76");
    await page.tab.waitForFunction(() => location.search.includes("derive=twice+%3D+a+*+2"));
    await page.tab.click(".tree-row:has-text('twice') .tree-swatch");
    await page.tab.click("#series_menu >> text=Remove this formula");
    await page.tab.waitForFunction(() => !location.search.includes("derive="));
    await page.tab.waitForFunction(() => document.querySelectorAll(".tree-row").length === 1);
  });

  test("times are told in UTC where a person wants it", async () => {
    stream = await Stream.start();
    const page = await open("?zone=utc", { ...desktop, timezoneId: "Asia/Kolkata" });
    const t = Math.floor(Date.now() / 1000);
    stream.send(...Array.from({ length: 10 }, (_, i) => ["a", JSON.stringify({ t: t - 9 + i, v: i })]));
    await page.received(10);
    await page.tab.mouse.move(...await at(page, 0.5));
    const text = await page.tab.textContent(".cursor-time");
    assert.match(text, /Z$/);
    const seen = Number(await page.tab.$eval("#placeholder", ({ dataset }) => dataset.cursorX));
    assert.equal(text.slice(-13, -5), new Date(seen * 1000).toISOString().slice(11, 19));
    await page.choose("#zone", "local");
    await page.tab.keyboard.press("Escape");
    await page.tab.mouse.move(...await at(page, 0.6));
    await page.tab.waitForFunction(() => !document.querySelector(".cursor-time").textContent.endsWith("Z"));
  });

  test("what was paused for stays, however much comes, and is not drawn again for that", async () => {
    stream = await Stream.start();
    const page = await open();
    const flood = async (messages) => {
      for (let i = 0; i < messages; ++i) {
        stream.send(["flood", JSON.stringify(Array(100_000).fill(i))]);
        await page.received(stream.sent);
      }
    };
    const points = () => page.tab.$eval("#placeholder", ({ dataset }) => Number(dataset.points));
    await flood(2);
    await page.points(200_000);
    await page.tab.click("#pause");
    const frames = () => page.tab.evaluate(() => new Promise((tell) => requestAnimationFrame(() =>
      requestAnimationFrame(() => tell(Number(document.querySelector("#placeholder").dataset.frames))))));
    const drawn = await frames();
    await flood(21);
    assert.equal(await frames(), drawn);
    await page.tab.focus("#placeholder");
    await page.tab.keyboard.press("+");
    await page.tab.waitForFunction(
      (drawn) => Number(document.querySelector("#placeholder").dataset.frames) > drawn, drawn);
    assert.ok(await points() > 100_000, `${await points()} points`);
    await page.tab.keyboard.press("Home");
    await page.tab.waitForFunction(() => /No room for all points before [\d:.-]+: 2,000,000 are kept/.test(
      document.querySelector("#stats").textContent));
  });

  test("an empty plot says what there is instead of numbers", async () => {
    stream = await Stream.start();
    const page = await open();
    await page.hint(/^Waiting for data: no message from tcp:.* yet\. Does a publisher run there\?$/);
    stream.send(["state", "[1,\n 2"], ["state", '{"<b>RUNNING</b>'], ["state", "{}"], ["state", '{"<b>RUNNING</b>']);
    await page.hint(/^4 messages, not understood\. The last one: \{"<b>RUNNING<\/b>$/);
    await picture(page, "no-number");
    stream.send(["load", "1"]);
    await page.points(1);
    await page.tab.click(".legend-entry");
    await page.hint(/^All series are hidden$/);
  });

  test("a series whose clock is off stands beside the others, is marked, and goes back to its times", async () => {
    stream = await Stream.start();
    const page = await open();
    const send = () => {
      const t = Date.now() / 1000;
      stream.send(["right", JSON.stringify({ t, v: 1 })], ["ahead", JSON.stringify({ t: t + 3600, v: 2 })],
        ["counter", JSON.stringify({ t: Math.round((t % 1000) * 1000), v: 3 })]);
    };
    const timer = setInterval(send, 200);
    try {
      await page.clocks(["clock +1.0 h", "at arrival"]);
      await page.received(60);
      const [from, to] = await span(page);
      assert.ok(Math.abs(to - Date.now() / 1000) < 30 && to - from < 61, `${from} to ${to}`);
      await picture(page, "clocks");
      await page.tab.click(".legend-clock:not([hidden]) >> nth=0");
      await page.clocks(["at arrival"]);
      await page.tab.waitForFunction(
        () => Number(document.querySelector("#placeholder").dataset.to) > Date.now() / 1000 + 3000);
    } finally {
      clearInterval(timer);
    }
  });

  for (const [name, points] of [["a few", 10], ["many", 5000]]) {
    test(`a pause between ${name} points is a gap, below it too`, async () => {
      stream = await Stream.start();
      const page = await open("?style=fill");
      const end = Math.floor(Date.now() / 1000);
      const line = (until) => Array.from({ length: points }, (_, i) => [until - 10 + 10 * i / (points - 1), 1]);
      stream.send(["a", JSON.stringify([...line(end - 40), ...line(end)])]);
      await page.points(2 * points);
      const painted = [0.1, 0.5, 0.9].map((x) => page.isPainted(x, 0.6));
      assert.deepEqual(await Promise.all(painted), [true, false, true]);
      await picture(page, `pause-${points}`);
    });
  }

  test("formulas in the address are series, in the legend and under the cursor, and faults are told", async () => {
    stream = await Stream.start();
    const formulas = ["celsius = (f - 32) / 1.8", "rate(celsius)", "spread = max(f, 3s) - min(f, 3s)", "f/g", "mean(",
      "x = none * 2"];
    const page = await open(`?${formulas.map((text) => `derive=${encodeURIComponent(text)}`).join("&")}`);
    const end = Math.floor(Date.now() / 1000);
    const fahrenheit = (t) => 50 + 9 * (t - end);
    const times = Array.from({ length: 11 }, (_, i) => end - 10 + i);
    stream.send(["f", JSON.stringify(times.map((t) => [t, fahrenheit(t)]))]);
    stream.send(["g", JSON.stringify(times.map((t) => [t - 0.5, 2]))], ["g", JSON.stringify([[end, 2]])]);
    await page.received(3);
    const wanted = { f: "50", celsius: "10", "rate(celsius)": "5", spread: "18", g: "2", "f/g": "25" };
    await page.tab.waitForFunction((wanted) => {
      const entries = [...document.querySelectorAll(".legend-entry")].map((entry) => [
        entry.querySelector(".legend-label").textContent, entry.querySelector(".legend-value").textContent]);
      return JSON.stringify(Object.fromEntries(entries.sort())) === wanted;
    }, JSON.stringify(Object.fromEntries(Object.entries(wanted).sort())));
    await page.tab.mouse.move(...await at(page, 0.5));
    await page.tab.waitForSelector(".cursor-row");
    const x = Math.round(Number(await page.tab.$eval("#placeholder", ({ dataset }) => dataset.cursorX)));
    const rows = Object.fromEntries(await page.tab.$$eval(".cursor-row", (cells) => cells.map((cell) =>
      [cell.querySelector(".cursor-name").textContent, Number(cell.querySelector(".cursor-value").textContent)])));
    assert.equal(rows.celsius, Number(((fahrenheit(x) - 32) / 1.8).toFixed(9)));
    assert.deepEqual([rows["rate(celsius)"], rows.spread], [5, 18]);
    const remarks = await page.tab.$eval("#stats", ({ textContent }) => textContent);
    assert.match(remarks, /Formula "mean\(": column 6: a name or a number is expected/);
    assert.match(remarks, /Formula "x = none \* 2": there is no series "none"/);
    await page.tab.click(".legend-entry >> nth=0");
    await page.tab.waitForFunction(() => /hide=f/.test(location.search));
    assert.deepEqual(new URL(page.tab.url()).searchParams.getAll("derive"), formulas);
    await picture(page, "formulas");
  });

  test("names from the stream are text", async () => {
    stream = await Stream.start();
    const page = await open();
    const name = '<img src=x onerror="document.title=1"><b>bold</b>';
    stream.send([name, "1"], [name, "2"]);
    await page.received(2);
    await page.tab.mouse.move(...await at(page, 0.5));
    await page.tab.waitForSelector(".cursor-row");
    assert.deepEqual(await page.series(), [name]);
    assert.equal(await page.tab.locator("main img, main b").count(), 0);
  });

  test("how far the newest point is behind", async () => {
    stream = await Stream.start();
    const page = await open();
    const x = Math.floor(Date.now() / 1000) - 100;
    stream.send(["a", `{"t":${x},"v":1}`]);
    await page.received(1);
    const least = Date.now() / 1000 - x;
    await page.tab.waitForFunction((least) => Number(document.querySelector("#stats").dataset.lag) >= least, least);
    assert.ok(Number((await page.stats()).lag) <= Date.now() / 1000 - x);
    assert.match(await page.tab.textContent("#stats"), /, (1 point|0 points)\/s, 2 min behind$/);
  });

  for (const [name, points] of [["a few", 10], ["many", 5000]]) {
    test(`lines of ${name} points have gaps where there was no value, and where the connection was lost`, async () => {
      stream = await Stream.start();
      const page = await open();
      const end = Math.floor(Date.now() / 1000);
      /** A line over 10 s that ends so many seconds before now. */
      const line = (age) => Array.from({ length: points }, (_, i) => [end - age - 10 + 10 * i / (points - 1), 1]);
      stream.send(["a", JSON.stringify([...line(40), [end - 30, null], ...line(20)])]);
      await page.points(2 * points);
      const parts = [[0.1, 0.3], [0.45, 0.6], [0.75, 0.95]];
      const inked = () => Promise.all(parts.map(async ([from, to]) => await page.ink(from, to) > 20));
      assert.deepEqual(await inked(), [true, false, true], "no value");
      await stream.restart();
      await page.status(/^Connected$/);
      stream.send(["a", JSON.stringify(line(0))]);
      await page.points(3 * points);
      parts.splice(0, 3, [0.1, 0.2], [0.3, 0.4], [0.47, 0.57], [0.66, 0.76], [0.85, 0.95]);
      assert.deepEqual(await inked(), [true, false, true, false, true], "no connection");
      await picture(page, `gaps-${points}`);
      const expected = /^WebSocket connection to .* failed|^Error during WebSocket/;
      page.errors = page.errors.filter((error) => !expected.test(error));
    });
  }

  test("paused nothing moves and nothing is lost; Live goes on", async () => {
    stream = await Stream.start();
    const page = await open();
    const end = Math.floor(Date.now() / 1000);
    stream.send(...waves(500, end));
    await page.received(1500);
    await page.tab.keyboard.press("Space");
    await page.tab.waitForSelector('#pause[aria-pressed="true"]');
    const before = await page.drawn();
    stream.send(...waves(500, end + 5));
    await page.received(3000);
    assert.equal((await page.drawn()).points, before.points);
    await page.tab.click("#live");
    await page.tab.waitForFunction(
      (points) => Number(document.querySelector("#placeholder").dataset.points) === points, 3000);
  });

  test("a zoomed view stays where it was put while data comes, by wheel, drag and keys", async () => {
    stream = await Stream.start();
    const page = await open();
    const end = Math.floor(Date.now() / 1000);
    stream.send(...waves(2000, end));
    await page.received(6000);
    const all = await page.drawn();
    await page.tab.mouse.move(...await at(page, 0.8));
    for (let i = 0; i < 4; ++i)
      await page.tab.mouse.wheel(0, -300);
    await page.tab.waitForFunction(
      (points) => Number(document.querySelector("#placeholder").dataset.points) < points, all.points);
    const zoomed = await page.drawn();
    await page.tab.waitForFunction(() => /from=[\d.]+&to=[\d.]+/.test(location.search));
    stream.send(...waves(100, end + 1));
    await page.received(6300);
    assert.deepEqual((await page.drawn()).points, zoomed.points);
    const times = await span(page);
    await page.tab.mouse.down();
    await page.tab.mouse.move(...await at(page, 0.3), { steps: 4 });
    await page.tab.mouse.up();
    await page.tab.waitForFunction((before) =>
      Number(document.querySelector("#placeholder").dataset.from) !== before, times[0]);
    await page.tab.focus("#placeholder");
    await page.tab.keyboard.press("ArrowLeft");
    await page.tab.keyboard.press("-");
    await page.tab.keyboard.press(",");
    await page.tab.waitForFunction(() => /north .*, east/.test(document.querySelector("#cursor_values").textContent));
    await picture(page, "zoomed");
    const [from] = await span(page);
    await page.tab.waitForFunction((from) => location.search.includes(`from=${from}&`), from);
    const [url, points] = [page.tab.url(), (await page.drawn()).points];
    const other = await open(new URL(url).search.concat("&history=10000"));
    await other.tab.waitForFunction(
      (points) => Number(document.querySelector("#placeholder").dataset.points) >= points, points);
    await page.tab.keyboard.press("l");
    await page.tab.waitForFunction(() => document.querySelector("#live").disabled);
    await page.tab.waitForFunction(() => !location.search.includes("from="));
  });

  test("a wheel zooms though the browser refuses to write the address", async () => {
    stream = await Stream.start();
    const page = await open();
    stream.send(...waves(2000, Math.floor(Date.now() / 1000)));
    await page.received(6000);
    await page.tab.evaluate(() => {
      globalThis.replaceState = history.replaceState;
      history.replaceState = () => { throw new DOMException("too many calls", "SecurityError"); };
    });
    await page.tab.mouse.move(...await at(page, 0.8));
    const before = await span(page);
    await page.tab.mouse.wheel(0, -300);
    await page.tab.waitForFunction((before) =>
      Number(document.querySelector("#placeholder").dataset.from) > before, before[0]);
    await page.tab.evaluate(() => { history.replaceState = globalThis.replaceState; });
    await page.tab.waitForFunction(() => location.search.includes("from="));
  });

  test("Home and Live, Pause, zoom and Resume, and keys with Caps Lock do what they say", async () => {
    stream = await Stream.start();
    const page = await open("?window=5");
    const { keyboard } = page.tab;
    const end = Math.floor(Date.now() / 1000);
    stream.send(...waves(2000, end));
    await page.received(6000);
    const showsFrom = (age) => page.tab.waitForFunction((from) =>
      Math.abs(Number(document.querySelector("#placeholder").dataset.from) - from) < 0.02, end - age);
    await showsFrom(5);
    await page.tab.focus("#placeholder");
    await keyboard.press("Home");
    await showsFrom(19.99);
    await page.tab.waitForFunction(() => document.querySelector("#window").value === "all");
    await page.tab.click("#live");
    await showsFrom(5);
    await page.tab.waitForFunction(() => location.search === "?window=5" && document.querySelector("#live").disabled);

    await page.tab.focus("#placeholder");
    await keyboard.press("=");
    await showsFrom(4.5);
    await keyboard.press("L"); // as with Caps Lock
    await showsFrom(5);

    await page.tab.click("#pause");
    await page.tab.focus("#placeholder");
    await keyboard.press("Home");
    await showsFrom(19.99);
    await keyboard.press("+");
    await page.tab.waitForFunction(() => document.querySelector("#window").value === "fixed");
    await page.tab.click("#pause");
    await showsFrom(5);
    stream.send(...waves(100, end + 1));
    await showsFrom(4);
    assert.equal(await page.tab.textContent("#pause"), "Pause");
  });

  test("series are shown and hidden by buttons, plots stacked, values fixed or logarithmic", async () => {
    stream = await Stream.start();
    const page = await open();
    stream.send(...waves(500, Math.floor(Date.now() / 1000)));
    await page.received(1500);
    await page.tab.click(".legend-entry >> nth=1");
    await page.tab.waitForSelector('.legend-entry[aria-pressed="false"] >> text=east');
    await page.tab.waitForFunction(() => Number(document.querySelector("#placeholder").dataset.points) === 1000);
    await page.tab.waitForFunction(() => location.search.includes("hide=east"));
    await page.tab.click(".legend-entry >> nth=1");
    await page.choose("#layout", "stack");
    await page.tab.waitForFunction(() => document.querySelectorAll(".panel canvas.flot-base").length === 3);
    await picture(page, "stacked");
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
    await picture(page, "log");
  });

  test("axe-core finds nothing, in light and dark, whatever is open", async () => {
    stream = await Stream.start();
    const page = await open("?list=1&table=1&layout=stack");
    stream.send(...waves(20, Math.floor(Date.now() / 1000)));
    await page.received(60);
    await page.tab.waitForSelector(".tree-row");
    await page.tab.evaluate(axe.source);
    const check = async (what) => {
      const { violations } = await page.tab.evaluate(() => globalThis.axe.run());
      assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html)}`), [], what);
    };
    for (const colorScheme of ["light", "dark"]) {
      await page.tab.emulateMedia({ colorScheme });
      await check("list and table");
      for (const menu of ["view_menu", "save_menu", "keys_help"]) {
        await page.menu(menu);
        await check(menu);
      }
      await page.tab.keyboard.press("Escape");
      await page.tab.click(".tree-swatch >> nth=0");
      await check("menu of a series");
      await page.tab.keyboard.press("Escape");
      await page.tab.click(".plot-head button >> nth=0");
      await check("menu of a plot");
      await page.tab.keyboard.press("Escape");
    }
  });

  test("what is seen can be taken away as CSV and PNG", async () => {
    stream = await Stream.start();
    const page = await open();
    stream.send(["a", "[[1763870400,0.5],[1763870401,1.5]]"], ["a", "[[1763870402,null],[1763870403,2]]"]);
    await page.received(2);
    await page.tab.waitForFunction(() => document.querySelector("#placeholder").dataset.points === "4");
    await page.menu("save_menu");
    const [csv] = await Promise.all([page.tab.waitForEvent("download"), page.tab.click("#csv")]);
    assert.equal(readFileSync(await csv.path(), "utf8").replaceAll("\r", ""),
      "series,time,value\na,1763870400,0.5\na,1763870401,1.5\na,1763870402,\na,1763870403,2\n");
    await page.menu("save_menu");
    const [png] = await Promise.all([page.tab.waitForEvent("download"), page.tab.click("#png")]);
    const path = join(artefacts, "export.png");
    await png.saveAs(path);
    assert.ok(readFileSync(path).length > 2000);
  });

  test("too many series are told, and bounded", async () => {
    stream = await Stream.start();
    const page = await open();
    stream.send(...Array.from({ length: 506 }, (_, i) => [`topic ${i}`, "1"]));
    await page.received(506);
    await page.tab.waitForFunction(
      () => /6 more series are not shown/.test(document.querySelector("#stats").textContent));
    assert.equal((await page.series()).length, 500);
  });

  test("a slow page is told what it lost", async () => {
    stream = await Stream.start(["--log-size", "65536"]);
    const page = await open();
    const large = "x".repeat(20_000);
    const debug = await page.tab.context().newCDPSession(page.tab);
    await debug.send("Debugger.enable");
    await debug.send("Debugger.pause"); // holds the page up, and with it the connection
    for (let i = 0; i < 400; ++i)
      stream.send(["a", `{"x":${1763870400 + i},"y":${i},"pad":"${large}"}`]);
    while (!/_dropped\S* [1-9]/.test(await (await fetch(`${stream.url}metrics`)).text()));
    await debug.send("Debugger.disable");
    await page.tab.waitForFunction((sent) => {
      const { received, dropped } = document.querySelector("#stats").dataset;
      return Number(received) + Number(dropped) === sent;
    }, 400);
    assert.notEqual((await page.stats()).dropped, "0");
  });

  test("on a phone, with fingers, at two pixels a pixel, in the dark", async () => {
    stream = await Stream.start();
    const viewport = { width: 390, height: 760 };
    const phone = { viewport, deviceScaleFactor: 2, hasTouch: true, isMobile: true, colorScheme: "dark" };
    const page = await open("", phone);
    stream.send(...waves(1000, Math.floor(Date.now() / 1000)));
    const before = await page.points(3000);
    assert.equal(await page.tab.$eval("#placeholder canvas", (canvas) => canvas.width / canvas.clientWidth), 2);
    assert.ok(await page.tab.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "it does not fit");
    const client = await page.tab.context().newCDPSession(page.tab);
    const fingers = (x) => x.map((x, id) => ({ x, y: 400, id }));
    await client.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: fingers([180, 220]) });
    for (const x of [[160, 240], [120, 280], [80, 320]])
      await client.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: fingers(x) });
    await client.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
    await page.tab.waitForFunction(
      (points) => Number(document.querySelector("#placeholder").dataset.points) < points, before.points);
    await picture(page, "phone");
    await page.choose("#theme", "light");
    await page.tab.waitForFunction(() => document.documentElement.dataset.theme === "light");
    await picture(page, "phone-light");
  });
});
