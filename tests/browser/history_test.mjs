// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { describePage } from "./page_suite.mjs";

const now = () => Math.floor(Date.now() / 1000);
/** A point each second, up to `end`. */
const seconds = (count, end) => Array.from({ length: count }, (_, i) =>
  ["a", JSON.stringify({ t: end - (count - 1 - i), v: 100 + Math.sin(i / 40) + (i % 1000 === 500 ? 9 : 0) })]);

describePage("the page goes back in time", (suite) => {
  /** The points that the page has between two times, or all. */
  const kept = async (page, name) => {
    const csv = await save(page, "csv");
    return csv.trim().split("\r\n").slice(1).map((line) => line.split(",")).filter(([series]) => series === name)
      .map(([, time, value]) => [Number(time), Number(value)]);
  };
  const save = async (page, kind) => {
    await page.menu("save_menu");
    const [download] = await Promise.all([page.tab.waitForEvent("download"), page.tab.click(`#${kind}`)]);
    return readFileSync(await download.path(), "utf8");
  };
  /** Waits until the server has got as many points as were sent. */
  const stored = async (stream, count) => {
    for (let has = 0; has < count;) {
      const all = await (await fetch(`${stream.url}series`)).json();
      has = all.reduce((sum, one) => sum + one.count, 0);
    }
  };

  test("what came before the page was opened is there at once, and goes on without a seam", async () => {
    const stream = await suite.start();
    const end = now();
    const points = seconds(200, end);
    stream.send(...points);
    await stored(stream, 200);
    const page = await suite.open("?history=0&window=60");
    await page.points(61);
    stream.send(...seconds(5, end + 5));
    await page.points(61, end + 4);
    const all = await kept(page, "a");
    const times = all.map(([time]) => time).filter((time) => time > end - 50);
    assert.deepEqual(times, Array.from({ length: 55 }, (_, i) => end - 49 + i));
  });

  test("a day is seen in columns at once, and looking closer brings the points as they were", async () => {
    const stream = await suite.start();
    const end = now();
    stream.send(["a", JSON.stringify(seconds(86_400, end).map(([, text]) => Object.values(JSON.parse(text))))]);
    await stored(stream, 86_400);
    const page = await suite.open("?history=0&window=86400");
    await page.points(2000);
    const [from, to] = await page.span();
    assert.ok(Math.abs(to - end) < 120 && Math.abs(from - end + 86_400) < 120, `from ${from} to ${to}`);
    await page.picture("history-day");
    const lines = (await save(page, "csv")).trim().split("\r\n");
    assert.equal(lines[0], "series,time,value,count,min,max,first,last,gaps");
    const counted = lines.slice(1).reduce((sum, line) => sum + Number(line.split(",")[3] || 1), 0);
    assert.ok(Math.abs(counted - 86_400) < 200, `${counted} points are counted`);
    const middle = end - 40_000;
    await page.tab.goto(`${stream.url}?history=0&from=${middle - 30}&to=${middle + 30}`);
    await page.points(61);
    const near = (await kept(page, "a")).filter(([time]) => Math.abs(time - middle) <= 30);
    const all = seconds(86_400, end).map(([, text]) => JSON.parse(text));
    const wanted = all.filter(({ t }) => Math.abs(t - middle) <= 30);
    assert.deepEqual(near, wanted.map(({ t, v }) => [t, v]));
  });

  test("who scrolls and zooms back sees what was before, and nothing that was let go", async () => {
    const stream = await suite.start();
    const end = now();
    stream.send(["a", JSON.stringify(seconds(3000, end).map(([, text]) => Object.values(JSON.parse(text))))]);
    await stored(stream, 3000);
    const page = await suite.open("?history=0&window=60");
    await page.points(61);
    const empty = await page.points(1);
    assert.ok(empty.points < 200);
    await page.tab.focus("#placeholder");
    for (let i = 0; i < 12; ++i)
      await page.tab.keyboard.press("-"); // 60 s times 1.25 to the 12
    await page.points(400);
    for (let i = 0; i < 5; ++i)
      await page.tab.keyboard.press("ArrowLeft");
    await page.points(800);
    await page.menu("view_menu");
    await page.tab.click("#clear");
    await page.tab.waitForFunction(() => document.querySelector("#placeholder").dataset.points === "0");
    await page.tab.keyboard.press("Escape");
    await page.tab.focus("#placeholder");
    await page.tab.keyboard.press("ArrowLeft");
    stream.send(...seconds(1, now()));
    await page.received(1);
    await page.tab.keyboard.press("End");
    await page.points(1);
    assert.equal((await page.drawn()).points, 1);
  });

  test("a server that comes back has what it had in its folder, and the page what came meanwhile", async () => {
    const folder = mkdtempSync(join(tmpdir(), "zws-history-"));
    try {
      const stream = await suite.start(["--history-dir", folder]);
      const end = now();
      stream.send(...seconds(100, end));
      await stored(stream, 100);
      const page = await suite.open("?history=0&window=120");
      await page.points(100);
      page.forgiveAbsence();
      await stream.restart();
      const after = seconds(20, end + 20);
      stream.send(...after.slice(0, 10));
      await stored(stream, 110);
      await page.status(/^Connected$/);
      stream.send(...after.slice(10));
      await page.points(100, end + 19);
      await page.tab.waitForFunction(() => Number(document.querySelector("#placeholder").dataset.points) >= 120);
      const times = (await kept(page, "a")).map(([time]) => time);
      assert.deepEqual(times, Array.from({ length: 120 }, (_, i) => end - 99 + i));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
