#!/usr/bin/env node
// SPDX-License-Identifier: MIT
// What the page costs in a real Chromium: frames a second, processor time, the longest frame, memory.
//
//   ZWS_BIN=build/release/bin node tests/bench/page/run.mjs [--case NAME]... [--minutes N] [--profile FOLDER]
import { join } from "node:path";
import { parseArgs } from "node:util";
import { nothing, sines, sweeps } from "./feeds.mjs";
import { MeasuredPage } from "./measure.mjs";

const { values: options } = parseArgs({
  options: {
    case: { type: "string", multiple: true, default: [] },
    minutes: { type: "string", default: "1" },
    profile: { type: "string" },
  },
});
const measured_s = 10;

/** @type {Record<string, {feed: () => Promise<import("./feeds.mjs").Feed>, query?: string, points: number,
 *     ratio?: number, hasCursor?: boolean}>} `points` have come before it is measured */
const cases = {
  "10": { feed: () => sines(1, 10), points: 120 },
  "10-minute": { feed: () => sines(1, 10), query: "?window=60", points: 650 },
  "100000": { feed: () => sines(10, 10_000), query: "?window=10", points: 1_500_000 },
  "100000-fill": { feed: () => sines(10, 10_000), query: "?window=10&style=fill", points: 1_500_000 },
  "100000-dpr2": { feed: () => sines(10, 10_000), query: "?window=10", points: 1_500_000, ratio: 2 },
  "100000-fill-dpr2": { feed: () => sines(10, 10_000), query: "?window=10&style=fill", points: 1_500_000, ratio: 2 },
  "64x100-cursor": { feed: () => sines(64, 100), query: "?window=60", points: 400_000, hasCursor: true },
  "200x50-cursor": { feed: () => sines(200, 50), query: "?window=60", points: 650_000, hasCursor: true },
};

async function withPage({ feed, query = "", points = 0, ratio = 1, hasCursor = false }, act) {
  const running = await feed();
  const page = await MeasuredPage.open(`${running.url}${query}`, ratio);
  try {
    await page.points(points);
    if (hasCursor)
      await page.tab.mouse.move(640, 400);
    return await act(page);
  } finally {
    await page.close();
    await running.stop();
  }
}

async function measureCase(name) {
  return withPage(cases[name], async (page) => {
    const figures = await page.figures(measured_s);
    if (options.profile)
      await page.profile(measured_s, join(options.profile, `${name}.cpuprofile`));
    return figures;
  });
}

/** Late points, as what is there grows to all that is kept, and after. */
async function measureSweeps() {
  const rows = {};
  await withPage({ feed: () => sweeps(100_000), query: "?window=all" }, async (page) => {
    for (const points of [200_000, 1_000_000, 2_500_000, 4_500_000]) {
      await page.points(points);
      rows[`sweeps-${points}`] = await page.figures(measured_s);
    }
    if (options.profile)
      await page.profile(measured_s, join(options.profile, "sweeps.cpuprofile"));
  });
  return rows;
}

/** A million points, while 100,000 more come each second. */
async function measureCsv() {
  const view = { feed: () => sines(10, 10_000), query: "?window=10", points: 1_500_000 };
  return withPage(view, async (page) => {
    const begin = performance.now();
    const longest = await page.longestFrame(async () => {
      await page.tab.click("button[popovertarget=save_menu]");
      const [download] = await Promise.all([page.tab.waitForEvent("download"), page.tab.click("#csv")]);
      await download.path();
    });
    return { "seconds": ((performance.now() - begin) / 1000).toFixed(1), "longest ms": longest };
  });
}

/** Memory at full rate beside that of the page without data. */
async function measureMemory() {
  const shown = ["renderer MiB", "Chromium MiB", "heap MiB", "frames/s"];
  const show = (text, figures) => console.log(`${text}: ${shown.map((name) => `${figures[name]} ${name}`).join(", ")}`);
  await withPage({ feed: nothing }, async (page) => show("empty page", await page.figures(5)));
  const full = { feed: () => sines(10, 10_000), query: "?window=10", points: 3_000_000 };
  await withPage(full, async (page) => {
    for (let left = Number(options.minutes) * 60; left > 0; left -= 30)
      show("at full rate", await page.figures(Math.min(30, left)));
  });
}

const isWanted = (name) => options.case.length === 0 || options.case.includes(name);
const rows = {};
for (const name of Object.keys(cases).filter(isWanted))
  rows[name] = await measureCase(name);
if (isWanted("sweeps"))
  Object.assign(rows, await measureSweeps());
if (isWanted("csv"))
  rows.csv = await measureCsv();
if (Object.keys(rows).length > 0)
  console.table(rows);
if (isWanted("memory"))
  await measureMemory();
