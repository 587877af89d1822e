// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import axe from "axe-core";
import { describePage } from "./page_suite.mjs";
import { waves } from "./stream.mjs";
import { artefact } from "./watched_page.mjs";

describePage("the page is seen and heard", (suite) => {
  test("the page is named, and a layout of the server is seen until an address says something else", async () => {
    const file = artefact("served_layout.json");
    writeFileSync(file, JSON.stringify({ view: { layout: "stack", hide: ["south"], note: "1700000000:built" } }));
    const stream = await suite.start(["--title", "Wind <farm>", "--layout", file]);
    const page = await suite.open();
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
    await kept.saveAs(artefact("layout.json"));
    const { view } = JSON.parse(readFileSync(artefact("layout.json"), "utf8"));
    assert.deepEqual(view, { layout: ["one"], hide: ["south"], note: ["1700000000:built"] });
    const other = await suite.open("?layout=stack&hide=");
    await other.received(300);
    await other.tab.waitForFunction(() => document.querySelectorAll(".plot").length === 3);
    await other.tab.setInputFiles("#layout_file", artefact("layout.json"));
    await other.tab.waitForFunction(() => document.querySelectorAll(".plot").length === 1);
    await other.tab.waitForSelector('.legend-entry[aria-pressed="false"] >> text=south');
  });

  test("in a frame of another page the plots are alone", async () => {
    const stream = await suite.start();
    const page = await suite.blank();
    await page.tab.goto(`${stream.url}?embed`);
    stream.send(...waves(100, Math.floor(Date.now() / 1000)));
    await page.received(300);
    for (const selector of ["h1", ".toolbar", "#stats", "#conn_status"])
      assert.equal(await page.tab.locator(selector).isVisible(), false, selector);
    const box = await page.tab.locator("#placeholder").boundingBox();
    assert.ok(box.height > 600, String(box.height));
    await page.picture("embed");
  });

  test("an empty plot says what there is instead of numbers", async () => {
    const stream = await suite.start();
    const page = await suite.open();
    await page.hint(/^Waiting for data: no message from tcp:.* yet\. Does a publisher run there\?$/);
    stream.send(["state", "[1,\n 2"], ["state", '{"<b>RUNNING</b>'], ["state", "{}"], ["state", '{"<b>RUNNING</b>']);
    await page.hint(/^4 messages, not understood\. The last one: \{"<b>RUNNING<\/b>$/);
    await page.picture("no-number");
    stream.send(["load", "1"]);
    await page.points(1);
    await page.tab.click(".legend-entry");
    await page.hint(/^All series are hidden$/);
  });

  test("axe-core finds nothing, in light and dark, whatever is open", async () => {
    const stream = await suite.start();
    const page = await suite.open("?list=1&table=1&layout=stack");
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
    const stream = await suite.start();
    const page = await suite.open();
    stream.send(["a", "[[1763870400,0.5],[1763870401,1.5]]"], ["a", "[[1763870402,null],[1763870403,2]]"]);
    await page.received(2);
    await page.tab.waitForFunction(() => document.querySelector("#placeholder").dataset.points === "4");
    await page.menu("save_menu");
    const [csv] = await Promise.all([page.tab.waitForEvent("download"), page.tab.click("#csv")]);
    assert.equal(readFileSync(await csv.path(), "utf8").replaceAll("\r", ""),
      "series,time,value\na,1763870400,0.5\na,1763870401,1.5\na,1763870402,\na,1763870403,2\n");
    await page.menu("save_menu");
    const [png] = await Promise.all([page.tab.waitForEvent("download"), page.tab.click("#png")]);
    const path = artefact("export.png");
    await png.saveAs(path);
    assert.ok(readFileSync(path).length > 2000);
  });

  test("on a phone, with fingers, at two pixels a pixel, in the dark", async () => {
    const stream = await suite.start();
    const viewport = { width: 390, height: 760 };
    const phone = { viewport, deviceScaleFactor: 2, hasTouch: true, isMobile: true, colorScheme: "dark" };
    const page = await suite.open("?layout=one", phone); // fingers are on curves, and not between two plots
    stream.send(...waves(1000, Math.floor(Date.now() / 1000)));
    const before = await page.points(3000);
    assert.equal(await page.tab.evaluate(() => {
      const canvas = document.querySelector("#placeholder canvas"); // of this moment: others come with the next picture
      return canvas.width / canvas.clientWidth;
    }), 2);
    assert.ok(await page.tab.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "it does not fit");
    const client = await page.tab.context().newCDPSession(page.tab);
    const fingers = (x) => x.map((x, id) => ({ x, y: 400, id }));
    await client.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: fingers([180, 220]) });
    for (const x of [[160, 240], [120, 280], [80, 320]])
      await client.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: fingers(x) });
    await client.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
    await page.tab.waitForFunction(
      (points) => Number(document.querySelector("#placeholder").dataset.points) < points, before.points);
    await page.picture("phone");
    await page.choose("#theme", "light");
    await page.tab.waitForFunction(() => document.documentElement.dataset.theme === "light");
    await page.picture("phone-light");
    await page.tab.keyboard.press("Escape");
    for (const width of [320, 360, 390]) {
      await page.tab.setViewportSize({ width, height: 700 });
      const [whole, seen, select] = await page.tab.$eval(".toolbar", (bar) =>
        [bar.scrollWidth, bar.clientWidth, bar.querySelector("select").clientWidth]);
      assert.ok(whole <= seen && select > 45, `the bar has ${whole} pixels of ${seen}, the window of time ${select}`);
    }
  });

  test("along the axes text is as large as a person wants it", async () => {
    const stream = await suite.start();
    const t = Math.floor(Date.now() / 1000);
    stream.send(...waves(1000, t), ["robot", JSON.stringify({ t, state: "RUNNING", msg: "a line" })]);
    const widthOf = async (pixels) => {
      const page = await suite.blank();
      await page.tab.addInitScript((size) => document.addEventListener("readystatechange", () => {
        document.documentElement.style.fontSize = size;
      }), `${pixels}px`);
      await page.tab.goto(`${stream.url}?layout=one`);
      await page.label("robot state");
      await page.picture(`text-${pixels}`);
      const { left, right } = (await page.labels()).find(({ text }) => /^\d\d:\d\d:\d\d$/.test(text));
      const [axis, whole] = await page.tab.evaluate(() => [document.querySelector(".time-axis").clientHeight,
        document.documentElement.scrollWidth <= innerWidth]);
      assert.ok(whole, "it does not fit");
      assert.equal(axis, 6 + 30 * pixels / 16);
      return right - left;
    };
    const [usual, large] = [await widthOf(16), await widthOf(32)];
    assert.ok(Math.abs(large / usual - 2) < 0.1, `${large} and ${usual} pixels`);
  });

  test("on a phone a finger scrolls to plots that are out of sight, and still moves in time", async () => {
    const stream = await suite.start();
    const phone = { viewport: { width: 390, height: 760 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true };
    const page = await suite.open("?layout=stack", phone);
    const t = Math.floor(Date.now() / 1000);
    const row = (i) => Object.fromEntries(Array.from({ length: 10 }, (_, k) => [`c${k}`, i + k]));
    stream.send(...Array.from({ length: 20 }, (_, i) => ["host", JSON.stringify({ t: t - 20 + i, ...row(i) })]));
    await page.points(200);
    const client = await page.tab.context().newCDPSession(page.tab);
    const touch = (type, ...touchPoints) => client.send("Input.dispatchTouchEvent", { type, touchPoints });
    const swipe = async (across, up) => {
      const box = await page.tab.locator(".panel >> nth=3").boundingBox();
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 3];
      await touch("touchStart", { x, y });
      for (let i = 1; i <= 10; ++i)
        await touch("touchMove", { x: x + across * i / 10, y: y + up * i / 10 });
      await touch("touchEnd");
    };
    const { to } = await page.tab.$eval("#placeholder", ({ dataset }) => ({ ...dataset }));
    await swipe(0, -200);
    await page.tab.waitForFunction(() => scrollY > 100);
    assert.equal((await page.tab.$eval("#placeholder", ({ dataset }) => ({ ...dataset }))).to, to);
    await swipe(100, 0);
    await page.tab.waitForFunction((to) => Number(document.querySelector("#placeholder").dataset.to) < to, Number(to));
  });

  test("a long press on a series in the list opens its menu, a tap does not", async () => {
    const stream = await suite.start();
    const viewport = { width: 390, height: 760 };
    const page = await suite.open("?list=1", { viewport, deviceScaleFactor: 2, hasTouch: true, isMobile: true });
    stream.send(...waves(20, Math.floor(Date.now() / 1000)));
    await page.points(60);
    const client = await page.tab.context().newCDPSession(page.tab);
    const name = page.tab.locator(".tree-name >> text=east");
    const touch = async (type, by = 0) => {
      const { x, y } = await name.boundingBox();
      const touchPoints = ["touchEnd", "touchCancel"].includes(type) ? [] : [{ x: x + 5, y: y + 5 + by, id: 1 }];
      await client.send("Input.dispatchTouchEvent", { type, touchPoints });
    };
    const isHeld = () => page.tab.waitForSelector(".tree-row.held >> text=east", { timeout: 5000 });
    /** Chromium cancels a touch that a busy page does not take within a second: people try again. */
    const hold = async () => {
      for (await touch("touchStart"); !await isHeld().catch(() => null); await touch("touchStart"))
        await touch("touchCancel");
    };
    const isOpen = () => page.tab.locator("#series_menu").isVisible();
    await hold();
    await touch("touchEnd");
    await page.tab.waitForSelector("#series_menu strong >> text=east");
    await page.picture("long-press");
    await page.tab.keyboard.press("Escape");
    assert.equal(await isOpen(), false);
    await touch("touchStart");
    await touch("touchEnd");
    await hold();
    await touch("touchMove", 30);
    await touch("touchEnd");
    await page.tab.waitForFunction(() => document.querySelector(".tree-row.held") === null);
    assert.equal(await isOpen(), false);
  });
});
