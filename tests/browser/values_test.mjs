// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { describePage } from "./page_suite.mjs";
import { waves } from "./stream.mjs";

describePage("values are shown as they are", (suite) => {
  test("three topics are three named series, with the right values under the cursor", async () => {
    const stream = await suite.start();
    const page = await suite.open();
    const end = Math.floor(Date.now() / 1000);
    stream.send(...waves(1000, end));
    await page.received(3000);
    assert.deepEqual(await page.series(), ["north", "east", "south"]);
    const { received, dropped, malformed, points } = await page.stats();
    assert.deepEqual([received, dropped, malformed, points].map(Number), [3000, 0, 0, 3000]);
    await page.tab.mouse.move(...await page.at(0.9));
    await page.tab.waitForSelector(".cursor-row");
    const x = Number(await page.tab.$eval("#placeholder", ({ dataset }) => dataset.cursorX));
    const values = await page.tab.$$eval(".cursor-value", (cells) => cells.map((cell) => Number(cell.textContent)));
    values.forEach((value, k) => {
      const nearest = end - Math.round((end - x) * 100) / 100;
      assert.ok(Math.abs(value - (k + Math.sin(nearest + k))) < 0.02, `series ${k}: ${value} at ${x}`);
    });
    await page.picture("cursor");
  });

  test("whatever stands in a payload, its neighbours are understood", async () => {
    const stream = await suite.start();
    const page = await suite.open();
    stream.send(["a", "1"], ["a", '{"broken": '], ["a", "2"], ["b", "[1763870400,5]"], ["3"],
      ["c", '{"t":1763870400000,"v":1,"w":2}']);
    await page.received(6);
    assert.equal((await page.stats()).malformed, "1");
    await page.tab.waitForFunction(() => document.querySelectorAll(".legend-label").length === 5);
    assert.deepEqual(await page.series(), ["a", "b", "value", "c v", "c w"]);
  });

  test("large values have all their digits, along the axis too, and integers that are rounded are told", async () => {
    const stream = await suite.start();
    const page = await suite.open();
    const end = Math.floor(Date.now() / 1000);
    const values = Array.from({ length: 9 }, (_, i) => [end - 8 + i, 1420405751.4301 + i / 10_000]);
    stream.send(["hydrogen", JSON.stringify(values)]);
    await page.label("1420405751.4308");
    const labels = await page.labels();
    assert.deepEqual(labels.filter(({ left }) => left < 0), []);
    await page.tab.waitForFunction(() => document.querySelector(".legend-value")?.textContent === "1420405751.4309");
    await page.tab.mouse.move(...await page.at(1));
    await page.tab.waitForFunction(() => document.querySelector(".cursor-value")?.textContent === "1420405751.4309");
    await page.picture("digits");
    await page.choose("#values", "fixed");
    await page.tab.focus("#max");
    await page.tab.keyboard.press("ArrowUp");
    await page.tab.waitForFunction(() => /min=1420405751.43/.test(location.search));
    stream.send(["id", "9007199254740993"]);
    await page.tab.waitForFunction(
      () => /, 1 with integers beyond 2⁵³, shown rounded/.test(document.querySelector("#stats").textContent));
  });

  test("a load average has a scale that fits; a lone y from 0 to 5 has one if a person wants it", async () => {
    const stream = await suite.start();
    const page = await suite.open();
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
      const stream = await suite.start();
      const page = await suite.open("?style=fill");
      const end = Math.floor(Date.now() / 1000);
      const line = Array.from({ length: points }, (_, i) => [end - 10 + 10 * i / (points - 1), -30 + i / points]);
      stream.send(["a", JSON.stringify(line)]);
      await page.points(points);
      assert.deepEqual([await page.isPainted(0.5, 0.1), await page.isPainted(0.5, 0.97)], [false, true]);
    });
  }

  test("a single point is seen, and the cursor reads it where it is", async () => {
    const stream = await suite.start();
    const page = await suite.open("?style=line");
    const t = Math.floor(Date.now() / 1000);
    stream.send(["a", JSON.stringify({ t, v: 1 })]);
    await page.points(1);
    assert.ok(await page.ink(0.9, 1) > 8, "no dot");
    assert.equal(await page.tab.evaluate(
      () => getComputedStyle(document.querySelector("#placeholder"), "::after").content), "none", "it waits no longer");
    const read = (text) => page.tab.waitForFunction(
      (text) => document.querySelector(".cursor-value")?.textContent === text, text);
    await page.tab.mouse.move(...await page.at(0.5));
    await read("–");
    await page.tab.mouse.move(...await page.at(1));
    await read("1");
    const other = await suite.open("?from=1&to=2");
    await other.hint(/^No data at these times$/);
  });

  test("a person writes a formula, is told what is wrong with it, and removes it", async () => {
    const stream = await suite.start();
    const page = await suite.open("?list=1");
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

  test("formulas in the address are series, in the legend and under the cursor, and faults are told", async () => {
    const stream = await suite.start();
    const formulas = ["celsius = (f - 32) / 1.8", "rate(celsius)", "spread = max(f, 3s) - min(f, 3s)", "f/g", "mean(",
      "x = none * 2"];
    const page = await suite.open(`?${formulas.map((text) => `derive=${encodeURIComponent(text)}`).join("&")}`);
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
    await page.tab.mouse.move(...await page.at(0.5));
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
    await page.picture("formulas");
  });

  test("names from the stream are text", async () => {
    const stream = await suite.start();
    const page = await suite.open();
    const name = '<img src=x onerror="document.title=1"><b>bold</b>';
    stream.send([name, "1"], [name, "2"]);
    await page.received(2);
    await page.tab.mouse.move(...await page.at(0.5));
    await page.tab.waitForSelector(".cursor-row");
    assert.deepEqual(await page.series(), [name]);
    assert.equal(await page.tab.locator("main img, main b").count(), 0);
  });
});
