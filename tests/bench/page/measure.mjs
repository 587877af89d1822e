// SPDX-License-Identifier: MIT
import { readFileSync, writeFileSync } from "node:fs";
import { launchChromium } from "../../browser/watched_page.mjs";

const sleep = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

/** A page in a Chromium of its own, and what both cost. */
export class MeasuredPage {
  tab;
  #browser;
  #processes;
  #page;

  /**
   * @param {string} url
   * @param {number} ratio device pixels for one of the page
   */
  static async open(url, ratio = 1) {
    const measured = new MeasuredPage();
    measured.#browser = await launchChromium();
    measured.#processes = await measured.#browser.newBrowserCDPSession();
    const viewport = { width: 1280, height: 720 };
    measured.tab = await measured.#browser.newPage({ viewport, deviceScaleFactor: ratio });
    measured.#page = await measured.tab.context().newCDPSession(measured.tab);
    await measured.#page.send("Performance.enable");
    await measured.tab.addInitScript(rememberLongFrames);
    await measured.tab.goto(url);
    return measured;
  }

  /** @param {number} count waits until so many points have come */
  async points(count) {
    await this.tab.waitForFunction((count) => Number(document.querySelector("#stats").dataset.points) >= count, count,
      { timeout: 0 });
  }

  /**
   * @param {number} seconds
   * @returns {Promise<Record<string, string | number>>} what the page did in them, and what it has in memory after
   */
  async figures(seconds) {
    const before = await this.#sample();
    const longest = await this.longestFrame(() => sleep(seconds));
    const after = await this.#sample();
    const rateOf = (name) => (after[name] - before[name]) / (after.time - before.time);
    return {
      "frames/s": rateOf("frames").toFixed(1),
      "messages/s": Math.round(rateOf("received")),
      "points/s": Math.round(rateOf("points")),
      "seen": after.seen,
      "lost": after.dropped,
      "main thread %": (100 * rateOf("busy")).toFixed(1),
      "renderer %": (100 * rateOf("renderer")).toFixed(1),
      "Chromium %": (100 * rateOf("chromium")).toFixed(1),
      "longest ms": longest,
      ...await this.memory(),
    };
  }

  /**
   * @param {() => Promise<unknown>} act
   * @returns {Promise<string | number>} the longest frame while something goes on, ms
   */
  async longestFrame(act) {
    await this.tab.evaluate(() => { globalThis.longestFrame = 0; });
    await act();
    const longest = await this.tab.evaluate(() => globalThis.longestFrame);
    return longest === 0 ? "< 50" : Math.round(longest);
  }

  /** @returns {Promise<Record<string, string>>} MiB: PSS of the page's process and of all of Chromium's, the heap */
  async memory() {
    const { renderers, all } = await this.#processInfo();
    const mib = (bytes) => (bytes / 2 ** 20).toFixed(1);
    return {
      "renderer MiB": mib(Math.max(...renderers.map(pssOf))),
      "Chromium MiB": mib(all.reduce((sum, one) => sum + pssOf(one), 0)),
      "heap MiB": mib((await this.#metrics()).JSHeapUsedSize),
    };
  }

  /** Writes a profile of some seconds, as DevTools read it. */
  async profile(seconds, file) {
    await this.#page.send("Profiler.enable");
    await this.#page.send("Profiler.start");
    await sleep(seconds);
    const { profile } = await this.#page.send("Profiler.stop");
    writeFileSync(file, JSON.stringify(profile));
  }

  close() {
    return this.#browser.close();
  }

  async #metrics() {
    const { metrics } = await this.#page.send("Performance.getMetrics");
    return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
  }

  async #processInfo() {
    const { processInfo: all } = await this.#processes.send("SystemInfo.getProcessInfo");
    return { all, renderers: all.filter(({ type }) => type === "renderer") };
  }

  async #sample() {
    const { Timestamp: time, TaskDuration: busy } = await this.#metrics();
    const { renderers, all } = await this.#processInfo();
    const sum = (processes) => processes.reduce((total, { cpuTime }) => total + cpuTime, 0);
    const shown = await this.tab.evaluate(() => {
      const [plot, stats] = ["#placeholder", "#stats"].map((id) => document.querySelector(id).dataset);
      const { received, dropped, points } = stats;
      return { frames: plot.frames, seen: plot.points, received, dropped, points };
    });
    const numbers = Object.fromEntries(Object.entries(shown).map(([name, value]) => [name, Number(value)]));
    return { ...numbers, time, busy, renderer: sum(renderers), chromium: sum(all) };
  }
}

/** Runs in the page: Chromium tells of frames of 50 ms or more. */
function rememberLongFrames() {
  globalThis.longestFrame = 0;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries())
      globalThis.longestFrame = Math.max(globalThis.longestFrame, duration);
  }).observe({ type: "long-animation-frame", buffered: false });
}

/** The memory of a process, of which what it shares with others counts in part; bytes, 0 where it has ended. */
function pssOf({ id }) {
  try {
    return 1024 * Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${id}/smaps_rollup`, "utf8"))[1]);
  } catch {
    return 0;
  }
}
