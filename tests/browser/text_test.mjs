// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import axe from "axe-core";
import { describePage } from "./page_suite.mjs";

const desktop = { viewport: { width: 1200, height: 760 } };
const states = ["IDLE", "STARTING", "RUNNING", "PAUSED", "DOOR_FAULT"];

/** A minute of a robot that ends then: states, a door, a speed and what it logs. */
function robot(end) {
  return Array.from({ length: 600 }, (_, i) => {
    const t = end - 60 + i / 10;
    const state = states[Math.floor(i / 80) % 5];
    const speed = state === "RUNNING" ? 1 + Math.sin(i / 9) : 0;
    const log = { level: ["info", "warn", "error"][i % 3], msg: `step ${i}: the arm is at <b>${i % 12}</b>` };
    return ["robot", JSON.stringify({ t, state, door: i % 170 < 40, speed, ...(i % 37 === 0 && log) })];
  });
}

describePage("the page shows states, and lines of logs", (suite) => {
  const textsOf = (page, selector) => page.tab.$$eval(selector, (all) => all.map(({ textContent }) => textContent));
  const lines = (page) => textsOf(page, ".log-row:not([hidden]) .log-text");
  const count = (page, pattern) => page.tab.waitForFunction(
    (source) => new RegExp(source).test(document.querySelector(".log-count")?.textContent), pattern.source);
  /** What is drawn in a lane at a height of the panel, in pixels: the places where its colour changes, and colours. */
  const colours = (page, y) => page.tab.evaluate((y) => {
    const canvas = document.querySelector("canvas.lanes");
    const ratio = canvas.width / canvas.clientWidth;
    const copy = new OffscreenCanvas(canvas.width, 1).getContext("2d", { willReadFrequently: true });
    copy.drawImage(canvas, 0, -Math.round(y * ratio));
    const { data } = copy.getImageData(0, 0, canvas.width, 1);
    const found = [];
    for (let x = 0; x < canvas.width; ++x) {
      const colour = [...data.slice(4 * x, 4 * x + 4)].join();
      if (found.at(-1)?.colour !== colour)
        found.push({ x: x / ratio, colour });
    }
    return found;
  }, y);

  /** Waits until so many pixels are marked along the axis of time. */
  const marked = (page, least, most) => page.tab.waitForFunction(([least, most]) => {
    const canvas = document.querySelector(".time-axis");
    const { data } = canvas.getContext("2d", { willReadFrequently: true }).getImageData(0, 2, canvas.width, 1);
    const pixels = [...data].filter((channel, at) => at % 4 === 3 && channel > 200).length;
    return pixels >= least && pixels <= most;
  }, [least, most]);

  test("a robot: states and booleans in lanes, numbers in a plot, lines in a list, in light and dark", async () => {
    const stream = await suite.start();
    const page = await suite.open();
    const end = Math.floor(Date.now() / 1000);
    stream.send(...robot(end));
    await page.received(600);
    for (const text of [...states, "true", "false", "robot state", "robot door"])
      await page.label(text);
    const kinds = await page.tab.$$eval(".plot", (all) => all.map(({ dataset }) => dataset.kind));
    assert.deepEqual(kinds, ["lanes", "lines"]);
    assert.deepEqual(await textsOf(page, ".legend-value"), ["false", "0.45021249", "RUNNING"]);
    const { malformed, points } = await page.stats();
    assert.deepEqual([malformed, points], ["0", "1800"]);
    await count(page, /^17 lines$/);
    await marked(page, 17, 51);
    const muted = await page.tab.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue("--muted"));
    const colours = await page.tab.$$eval(".legend-swatch line", (all) =>
      all.map((line) => line.getAttribute("stroke")));
    assert.deepEqual(colours.map((colour) => colour === muted), [true, false, true]); // door, speed, state
    await page.picture("robot");
    const box = await page.tab.locator("#placeholder .panel").first().boundingBox();
    await page.tab.mouse.move(box.x + box.width * 0.6, box.y + box.height / 2);
    await page.tab.waitForFunction(() => [...document.querySelectorAll(".cursor-row")].some((row) =>
      /^robot state(DOOR_FAULT|PAUSED)$/.test(row.textContent)));
    for (const colorScheme of ["dark", "light"]) {
      await page.tab.emulateMedia({ colorScheme });
      await page.tab.evaluate(axe.source);
      const { violations } = await page.tab.evaluate(() => globalThis.axe.run());
      const serious = violations.filter(({ impact }) => ["serious", "critical"].includes(impact));
      assert.deepEqual(serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html)}`), []);
      await page.picture(`robot-${colorScheme}`);
    }
  });

  for (const [name, value] of [["small", 1], ["large", 1_420_405_751.4301]]) {
    test(`lanes stand exactly above curves with ${name} values, at any density of pixels`, async () => {
      const stream = await suite.start();
      const page = await suite.open("", { ...desktop, deviceScaleFactor: 2 });
      const end = Math.floor(Date.now() / 1000);
      stream.send(...Array.from({ length: 41 }, (_, i) => ["", JSON.stringify(
        { t: end - 40 + i, state: i < 25 ? "IDLE" : "RUNNING", value: value + i / 1e4 })]));
      await page.received(41);
      await page.tab.waitForFunction((end) => Number(document.querySelector("#placeholder").dataset.to) >= end, end);
      const { place, left, width } = await page.tab.evaluate((time) => {
        const plot = globalThis.jQuery('.plot[data-kind="lines"] .panel').data("plot");
        const { left } = plot.getPlotOffset();
        return { place: left + plot.getXAxes()[0].p2c(time), left, width: plot.width() };
      }, end - 15);
      const strip = (await colours(page, 5)).filter(({ colour }) => !/,0$/.test(colour) && !/^0,0,0/.test(colour));
      assert.ok(strip.some(({ x }) => Math.abs(x - place) <= 1), `${place}: ${JSON.stringify(strip)}`);
      assert.ok(Math.abs(strip[0].x - left) <= 1, `${left}: ${JSON.stringify(strip[0])}`);
      const last = (await colours(page, 5)).at(-1).x;
      assert.ok(Math.abs(last - left - width) <= 2, `${left + width}: ${last}`);
    });
  }

  test("a pause of the publisher is a gap, and its last state is not held for ever", async () => {
    const stream = await suite.start();
    const page = await suite.open("?window=100");
    const end = Math.floor(Date.now() / 1000);
    const at = (age) => ["state", JSON.stringify({ t: end - age, v: 1, s: "ON AIR" })];
    const seconds = [...Array(20).keys()];
    stream.send(...seconds.map((i) => at(100 - i)), ...seconds.map((i) => at(60 - i)),
      ["clock", JSON.stringify({ t: end, v: 1 })]);
    await page.received(41);
    await page.tab.waitForFunction((end) => Number(document.querySelector("#placeholder").dataset.to) >= end, end);
    const plot = await page.tab.evaluate(() => {
      const plot = globalThis.jQuery('.plot[data-kind="lines"] .panel').data("plot");
      return { left: plot.getPlotOffset().left, width: plot.width() };
    });
    const isSpan = ({ x, colour }, at, all) => colour.endsWith(",255") && all[at + 1]?.x - x > 2; // no line of the grid
    const filled = (await colours(page, 5))
      .map((part, at, all) => [(part.x - plot.left) / plot.width, isSpan(part, at, all)]);
    const stateAt = (part) => filled.findLast(([x]) => x <= part)[1];
    assert.deepEqual([0.1, 0.3, 0.5, 0.7, 0.9].map(stateAt), [true, false, true, false, false]);
  });

  test("a state that came once is seen, and goes on while nothing comes", async () => {
    const stream = await suite.start();
    const page = await suite.open();
    stream.send(["robot", '{"state":"CHARGING"}']);
    await page.label("CHARGING");
    const to = await page.tab.$eval("#placeholder", ({ dataset }) => Number(dataset.to));
    await page.tab.waitForFunction((to) => Number(document.querySelector("#placeholder").dataset.to) > to, to);
    assert.equal((await page.stats()).points, "1");
    await page.picture("state-alone");
  });

  test("on a phone, in the dark, it fits", async () => {
    const stream = await suite.start();
    const phone = { deviceScaleFactor: 2, hasTouch: true, isMobile: true, colorScheme: "dark" };
    const page = await suite.open("", { viewport: { width: 390, height: 760 }, ...phone });
    stream.send(...robot(Math.floor(Date.now() / 1000)));
    await count(page, /^17 lines$/);
    await marked(page, 34, 102);
    assert.ok(await page.tab.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "it does not fit");
    await page.picture("robot-phone");
  });

  test("a boolean can be shown as lines and back, numbers as steps, and CSV has words", async () => {
    const stream = await suite.start();
    const page = await suite.open();
    stream.send(...[0, 1, 2, 3].map((i) =>
      ["", JSON.stringify({ t: 1763870400 + i, on: i % 2 > 0, s: i < 3 ? "UP" : "DOWN" })]));
    await page.received(4);
    const kinds = (...wanted) => page.tab.waitForFunction((wanted) => JSON.stringify(
      [...document.querySelectorAll(".plot")].map(({ dataset }) => dataset.kind)) === wanted, JSON.stringify(wanted));
    await kinds("lanes");
    await page.tab.selectOption(".plot-head select", "lines");
    await kinds("lines", "lanes");
    await page.tab.waitForFunction(() => location.search.includes("kind=lines%3Aon"));
    await page.choose("#style", "steps");
    await page.tab.waitForFunction(() => location.search.includes("style=steps"));
    await page.picture("steps");
    await page.tab.keyboard.press("Escape");
    await page.tab.selectOption('.plot[data-kind="lines"] .plot-head select', "lanes");
    await kinds("lanes");
    await page.menu("save_menu");
    const [csv] = await Promise.all([page.tab.waitForEvent("download"), page.tab.click("#csv")]);
    assert.equal(readFileSync(await csv.path(), "utf8"), ["series,time,value",
      "on,1763870400,false", "on,1763870401,true", "on,1763870402,false", "on,1763870403,true",
      "s,1763870400,UP", "s,1763870401,UP", "s,1763870402,UP", "s,1763870403,DOWN", ""].join("\r\n"));
  });

  test("a stream of text alone is text, whatever is in it, and no empty grid", async () => {
    const stream = await suite.start();
    const page = await suite.open();
    const nasty = '<img src=x onerror="document.title=1"><b>bold</b>';
    const texts = ["2026-01-02 03:04:05 INFO all is well", `ERROR ${nasty}`, "Traceback:\n  at a\n  at b"];
    stream.send(...texts.map((text) => ["app", text]));
    await count(page, /^3 lines$/);
    assert.deepEqual(await lines(page), texts);
    assert.equal(await page.tab.locator("main img, main b").count(), 0);
    assert.equal(await page.tab.locator("#placeholder").isVisible(), false);
    const levels = await page.tab.$$eval(".log-row:not([hidden])", (rows) => rows.map(({ dataset }) => dataset.level));
    assert.deepEqual(levels, ["info", "error", ""]);
    assert.equal((await page.stats()).malformed, "0");
    await page.picture("text-alone");
    stream.send(["load", "1"]);
    await page.points(1);
    assert.ok(await page.tab.locator("#placeholder").isVisible());
  });

  test("lines are filtered by words or a regular expression, which is in the address", async () => {
    const stream = await suite.start();
    const page = await suite.open();
    stream.send(["app", "disk is full"], ["app", "disk is empty"], ["net", "no carrier here"]);
    await count(page, /^3 lines$/);
    await page.tab.fill(".log-head input[type=search]", "DISK full");
    await count(page, /^1 of 3 lines$/);
    assert.deepEqual(await lines(page), ["disk is full"]);
    await page.tab.fill(".log-head input[type=search]", "/full|carrier/");
    await count(page, /^2 of 3 lines$/);
    await page.tab.waitForFunction(() => new URLSearchParams(location.search).get("lines") === "/full|carrier/");
    await page.tab.fill(".log-head input[type=search]", "/(/");
    await page.tab.waitForSelector(".log-head input:invalid");
    const other = await suite.open("?lines=net&history=100");
    await count(other, /^1 of 3 lines$/);
  });

  test("a click on a line shows its time, and only lines of the times in sight are listed", async () => {
    const stream = await suite.start();
    const page = await suite.open("?window=10");
    const end = Math.floor(Date.now() / 1000);
    const line = (age) => ["app", JSON.stringify({ t: end - age, level: "error", msg: `${age} s ago` })];
    const points = Array.from({ length: 41 }, (_, i) => ["v", JSON.stringify({ t: end - 40 + i, v: i })]);
    stream.send(...points, line(35), line(5));
    await page.received(43);
    await count(page, /^1 of 2 lines$/);
    await page.tab.uncheck(".log-head input[type=checkbox]");
    await count(page, /^2 lines$/);
    await page.tab.click(".log-row >> text=35 s ago");
    await page.tab.waitForFunction((time) => {
      const { cursorX, from, to } = document.querySelector("#placeholder").dataset;
      return Math.abs(Number(cursorX) - time) < 0.01 && Number(from) < time && Number(to) > time;
    }, end - 35);
    await page.tab.waitForFunction(() => document.querySelector("#window").value === "fixed");
    await page.tab.check(".log-head input[type=checkbox]");
    await count(page, /^1 of 2 lines$/);
    assert.deepEqual(await lines(page), ["35 s ago"]);
    await marked(page, 1, 4);
  });

  test("thousands of lines cost few elements; the list follows, unless somebody scrolls", async () => {
    const stream = await suite.start();
    const page = await suite.open();
    const send = (from, to) => stream.send(
      ...Array.from({ length: to - from }, (_, i) => ["app", `line number ${from + i}`]));
    for (let i = 0; i < 24_000; i += 2000)
      send(i, i + 2000);
    await count(page, /^10,000 lines, 14,000 older ones are no longer kept$/);
    const hasText = (text) => page.tab.waitForFunction(
      (text) => document.querySelector(".log-rows").textContent.includes(text), text);
    await hasText("line number 23999");
    assert.ok(await page.tab.locator(".log-row").count() < 60);
    await page.tab.evaluate(() => { document.querySelector(".log-rows").scrollTop -= 22 * 2000; });
    await page.tab.waitForFunction(
      () => !document.querySelector(".log-rows").textContent.includes("line number 23999"));
    const before = await lines(page);
    send(24_000, 25_000);
    await count(page, /15,000 older/);
    assert.deepEqual(await lines(page), before);
    await page.tab.evaluate(() => { document.querySelector(".log-rows").scrollTop = 1e9; });
    await hasText("line number 24999");
    await page.tab.click("#pause");
    send(25_000, 25_100);
    await page.received(25_100);
    assert.ok(!(await lines(page)).includes("line number 25099"));
    await page.tab.click("#pause");
    await hasText("line number 25099");
  });
}, { tab: desktop });
