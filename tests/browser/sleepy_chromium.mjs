// SPDX-License-Identifier: MIT
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { chromiumPath, quietly } from "./watched_page.mjs";

const deadline_ms = 30_000;

/** A Chromium whose tabs can be hidden and frozen, as people's are: one that Playwright starts keeps them in sight. */
export class SleepyChromium {
  #folder = mkdtempSync(join(tmpdir(), "zws-chromium-"));
  #child;
  #browser;

  static async launch() {
    const sleepy = new SleepyChromium();
    try {
      await sleepy.#launch();
    } catch (error) {
      await sleepy.close();
      throw error;
    }
    return sleepy;
  }

  async #launch() {
    const args = [...quietly, "--headless=new", "--remote-debugging-port=0", `--user-data-dir=${this.#folder}`];
    this.#child = spawn(chromiumPath, args, { stdio: ["ignore", "ignore", "pipe"] });
    this.#browser = await chromium.connectOverCDP(await addressIn(this.#child.stderr), { noDefaults: true });
  }

  /** As Playwright's. */
  async newPage({ viewport }) {
    const tab = await this.#browser.contexts()[0].newPage();
    await tab.setViewportSize(viewport);
    return tab;
  }

  async close() {
    await this.#browser?.close();
    if (this.#child?.exitCode === null) {
      this.#child.stderr.resume();
      this.#child.kill();
      await once(this.#child, "close"); // its children, who write to the folder, have stderr too
    }
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** Hides a tab and freezes it, as a browser does that has many. @returns {Promise<() => Promise<void>>} wakes it */
export async function freeze({ tab }) {
  const session = await tab.context().newCDPSession(tab);
  await tab.evaluate(() => document.addEventListener("freeze", () => { globalThis.isFrozen = true; }, { once: true }));
  await session.send("Page.setWebLifecycleState", { state: "frozen" });
  while (!await tab.evaluate(() => globalThis.isFrozen === true)); // no timer goes on in it
  return async () => {
    await session.send("Page.setWebLifecycleState", { state: "active" });
    await session.send("Emulation.setFocusEmulationEnabled", { enabled: true }); // it comes into sight
  };
}

/** @returns {Promise<string>} where it says that it can be driven */
function addressIn(stderr) {
  let text = "";
  return new Promise((resolve, reject) => {
    const fail = () => reject(new Error(`Chromium does not say where it can be driven: ${text}`));
    setTimeout(fail, deadline_ms).unref();
    stderr.setEncoding("utf8").on("end", fail).on("data", (more) => {
      text += more;
      const found = /^DevTools listening on (ws:\S+)/m.exec(text);
      if (found)
        resolve(found[1]);
    });
  });
}
