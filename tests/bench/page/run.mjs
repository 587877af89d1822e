#!/usr/bin/env node
// SPDX-License-Identifier: MIT
// What the page costs in a real Chromium: frames a second, CPU of its main thread, memory.
//
//   ZWS_BIN=build/release/bin node tests/bench/page/run.mjs [--minutes N]
import { parseArgs } from "node:util";
import { Tool, addressOf } from "../../browser/processes.mjs";
import { launchChromium } from "../../browser/watched_page.mjs";

const any = "tcp://127.0.0.1:*";
const sleep = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));
const { values: options } = parseArgs({ options: { minutes: { type: "string", default: "1" } } });

/** A page on series of zsine; `act` is called when the window is full. */
async function withPage({ series, rate, query, settle }, act) {
  const server = new Tool("zws2browser", ["--bind", any, "--http", "127.0.0.1:0", "--ws", "127.0.0.1:0"]);
  const ready = await server.ready();
  const names = Array.from({ length: series }, (_, i) => ["--series", `s${i}`]).flat();
  const sine = new Tool("zsine", ["--connect", addressOf(ready, "bind"), "--rate", String(rate), "--period", "3",
    "--noise", "0.3", ...names]);
  const browser = await launchChromium();
  try {
    const tab = await browser.newPage({ viewport: { width: 1280, height: 720 } });
    await tab.goto(`${addressOf(ready, "http")}${query}`);
    await sleep(settle);
    return await act(tab);
  } finally {
    await browser.close();
    await sine.stop();
    await server.stop();
  }
}

/** What the page did in some seconds. */
async function measure(tab, seconds) {
  const client = await tab.context().newCDPSession(tab);
  await client.send("Performance.enable");
  const sample = async () => {
    const { metrics } = await client.send("Performance.getMetrics");
    const metric = (name) => metrics.find((one) => one.name === name).value;
    const [plot, stats] = await tab.evaluate(
      () => ["#placeholder", "#stats"].map((id) => ({ ...document.querySelector(id).dataset })));
    return { time: metric("Timestamp"), busy: metric("TaskDuration"), heap: metric("JSHeapUsedSize"), plot, stats };
  };
  const before = await sample();
  await sleep(seconds);
  const after = await sample();
  const span = after.time - before.time;
  const difference = (kind, name) => (Number(after[kind][name]) - Number(before[kind][name])) / span;
  return {
    "frames a second": difference("plot", "frames").toFixed(1),
    "messages a second": Math.round(difference("stats", "received")),
    "points seen": Number(after.plot.points),
    "lost": Number(after.stats.dropped),
    "main thread, % of a core": (100 * (after.busy - before.busy) / span).toFixed(1),
    "heap MiB": (after.heap / 2 ** 20).toFixed(1),
  };
}

const full = { series: 10, rate: 10_000, query: "?window=10", settle: 15 };
console.table({
  "10 points a second": await withPage({ series: 1, rate: 10, query: "", settle: 12 }, (tab) => measure(tab, 10)),
  "100,000 points a second": await withPage(full, (tab) => measure(tab, 10)),
});

console.log(`memory at full rate for ${options.minutes} minutes`);
await withPage({ ...full, settle: 30 }, async (tab) => {
  for (let left = Number(options.minutes) * 60; left > 0; left -= 30) {
    const { "heap MiB": heap, "frames a second": frames } = await measure(tab, Math.min(30, left));
    console.log(`heap ${heap} MiB, ${frames} frames a second`);
  }
});
