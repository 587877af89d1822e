// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { describePage } from "./page_suite.mjs";

describePage("a person measures, and is told", (suite) => {
  test("a table has the figures of what is seen, and differences between cursor and mark", async () => {
    const stream = await suite.start();
    const t = Math.floor(Date.now() / 1000);
    const page = await suite.open(`?from=${t - 90}&to=${t - 10}`);
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
    await page.tab.mouse.move(...await page.at(0.25));
    await page.tab.keyboard.press("m");
    await page.tab.waitForSelector(".mark-line.mark");
    await page.tab.mouse.move(...await page.at(0.75));
    await page.tab.waitForFunction(
      () => /^In \d+ s$/.test(document.querySelectorAll("#figures tr:first-child th")[9]?.textContent));
    const [names, values] = await table();
    assert.match(names[9], /^In \d+ s$/);
    const [cursor, mark, change, slope] = values.slice(7).map(Number);
    assert.equal(change, cursor - mark);
    assert.ok(Math.abs(slope - 3) < 0.2, String(slope));
    await page.picture("figures");
    await page.tab.keyboard.press("n");
    await page.tab.keyboard.type("pump <b>on</b>");
    await page.tab.keyboard.press("Enter");
    await page.tab.waitForFunction(() => document.querySelector(".mark-line.note")?.textContent === "pump <b>on</b>");
    await page.tab.waitForFunction(() => /mark=.*note=.*table=1|table=1&mark=.*note=/.test(location.search));
    await page.tab.reload();
    await page.tab.waitForFunction(() => document.querySelector(".mark-line.note")?.textContent === "pump <b>on</b>");
  });

  test("values beyond their limits are told, marked, and may raise an alarm", async () => {
    const stream = await suite.start();
    const page = await suite.open("?limit=10..80%3Atemp&alarm=notify");
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
    await page.picture("limits");
    assert.deepEqual(await page.tab.evaluate(() => {
      const [axis, plots, ...texts] = [".time-axis", "#placeholder", ".mark-line span"].flatMap((all) =>
        [...document.querySelectorAll(all)].map((one) => one.getBoundingClientRect()));
      return texts.map(({ right, bottom }) => right <= plots.right && bottom <= axis.top);
    }), [true, true], "texts of marks are whole");
    await page.tab.keyboard.press("s");
    await page.tab.click(".tree-swatch");
    await page.tab.fill("#series_menu input[aria-label='Good values from']", "");
    await page.tab.keyboard.press("Tab");
    await page.tab.waitForFunction(() => location.search.includes("limit=..80%3Atemp"));
    await page.tab.waitForFunction(() => document.querySelectorAll(".mark-line.alarm").length === 1);
  });

  test("a trigger holds what is seen where a series crosses a level", async () => {
    const stream = await suite.start();
    const page = await suite.open("?window=4&trigger=rise,0,normal,0.25%3Aa");
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
    await page.picture("trigger");
    stream.send(["a", JSON.stringify({ t, v: -1 })], ["a", JSON.stringify({ t: t + 1, v: 1 })]);
    await page.received(42);
    await seen(t - 6.5, t - 2.5);
    stream.send(["a", JSON.stringify({ t: t + 4, v: 1 })]);
    await seen(t - 0.5, t + 3.5);
    await page.tab.keyboard.press("l"); // it waits for the next one, and shows what comes
    await seen(t, t + 4);
  });
});
