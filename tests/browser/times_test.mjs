// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { describePage, desktop } from "./page_suite.mjs";

describePage("times are shown as they are", (suite) => {
  test("labels of times stand where their times are, and a day that is not today is told", async () => {
    const stream = await suite.start();
    const page = await suite.open();
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
    await page.tab.mouse.move(...await page.at(0.5));
    await page.tab.waitForFunction(
      () => /^2025-11-23 12:00:0/.test(document.querySelector(".cursor-time")?.textContent));
    await page.tab.waitForFunction(() => / d behind$/.test(document.querySelector("#stats").textContent));
    await page.picture("times");
  });

  test("a stream that has gone silent says so", async () => {
    const stream = await suite.start();
    const page = await suite.open();
    await page.tab.clock.install();
    await page.tab.clock.resume();
    stream.send(["a", "1"]);
    await page.received(1);
    await page.tab.clock.fastForward(30_000);
    await page.tab.waitForFunction(
      () => /no message for (29|3\d) s/.test(document.querySelector("#stats").textContent));
  });

  test("a clock that is wrong here is told, and does not make the stream old", async () => {
    const stream = await suite.start();
    const page = await suite.blank();
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

  test("times are told in UTC where a person wants it", async () => {
    const stream = await suite.start();
    const page = await suite.open("?zone=utc", { ...desktop, timezoneId: "Asia/Kolkata" });
    const t = Math.floor(Date.now() / 1000);
    stream.send(...Array.from({ length: 10 }, (_, i) => ["a", JSON.stringify({ t: t - 9 + i, v: i })]));
    await page.received(10);
    await page.tab.mouse.move(...await page.at(0.5));
    const text = await page.tab.textContent(".cursor-time");
    assert.match(text, /Z$/);
    const seen = Number(await page.tab.$eval("#placeholder", ({ dataset }) => dataset.cursorX));
    assert.equal(text.slice(-13, -5), new Date(seen * 1000).toISOString().slice(11, 19));
    await page.choose("#zone", "local");
    await page.tab.keyboard.press("Escape");
    await page.tab.mouse.move(...await page.at(0.6));
    await page.tab.waitForFunction(() => !document.querySelector(".cursor-time").textContent.endsWith("Z"));
  });

  test("a series whose clock is off stands beside the others, is marked, and goes back to its times", async () => {
    const stream = await suite.start();
    const page = await suite.open();
    const send = () => {
      const t = Date.now() / 1000;
      stream.send(["right", JSON.stringify({ t, v: 1 })], ["ahead", JSON.stringify({ t: t + 3600, v: 2 })],
        ["counter", JSON.stringify({ t: Math.round((t % 1000) * 1000), v: 3 })]);
    };
    const timer = setInterval(send, 200);
    try {
      await page.clocks(["clock +1.0 h", "at arrival"]);
      await page.received(60);
      const [from, to] = await page.span();
      assert.ok(Math.abs(to - Date.now() / 1000) < 30 && to - from < 61, `${from} to ${to}`);
      await page.picture("clocks");
      await page.tab.click(".clock-mark:not([hidden]) >> nth=0");
      await page.clocks(["at arrival"]);
      await page.tab.waitForFunction(
        () => Number(document.querySelector("#placeholder").dataset.to) > Date.now() / 1000 + 3000);
    } finally {
      clearInterval(timer);
    }
  });

  test("a list of many series marks clocks that are off, too", async () => {
    const stream = await suite.start();
    const page = await suite.open();
    const columns = (t, names) => JSON.stringify(Object.fromEntries([["t", t], ...names.map((name) => [name, 1])]));
    const names = Array.from({ length: 13 }, (_, i) => `c${i}`);
    const send = () => stream.send(["right", columns(Date.now() / 1000, names)],
      ["ahead", columns(Date.now() / 1000 + 3600, ["a"])]);
    const timer = setInterval(send, 200);
    try {
      await page.tab.waitForSelector(".tree-row");
      await page.clocks(["clock +1.0 h"]);
      const boxes = await page.tab.$$eval(".tree-row:has(.clock-mark:not([hidden])) > *", (all) => all.map((one) => {
        const { width, left, right } = one.getBoundingClientRect();
        const list = one.closest(".tree").getBoundingClientRect();
        return one.className === "tree-name" ? width > 20 : left >= list.left && right <= list.right;
      }));
      assert.ok(boxes.length > 5 && boxes.every(Boolean), String(boxes));
      await page.picture("clocks-list");
      await page.tab.click(".clock-mark:not([hidden])");
      await page.clocks([]);
      await page.tab.waitForFunction(
        () => Number(document.querySelector("#placeholder").dataset.to) > Date.now() / 1000 + 3000);
    } finally {
      clearInterval(timer);
    }
  });

  for (const [name, points] of [["a few", 10], ["many", 5000]]) {
    test(`a pause between ${name} points is a gap, below it too`, async () => {
      const stream = await suite.start();
      const page = await suite.open("?style=fill");
      const end = Math.floor(Date.now() / 1000);
      const line = (until) => Array.from({ length: points }, (_, i) => [until - 10 + 10 * i / (points - 1), 1]);
      stream.send(["a", JSON.stringify([...line(end - 40), ...line(end)])]);
      await page.points(2 * points);
      const painted = [0.1, 0.5, 0.9].map((x) => page.isPainted(x, 0.6));
      assert.deepEqual(await Promise.all(painted), [true, false, true]);
      await page.picture(`pause-${points}`);
    });
  }

  test("how far the newest point is behind", async () => {
    const stream = await suite.start();
    const page = await suite.open();
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
      const stream = await suite.start();
      const page = await suite.open();
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
      await page.picture(`gaps-${points}`);
      page.forgiveAbsence();
    });
  }
});
