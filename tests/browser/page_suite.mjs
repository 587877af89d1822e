// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { after, afterEach, before, describe } from "node:test";
import { Stream } from "./stream.mjs";
import { WatchedPage, launchChromium, whyNoChromium } from "./watched_page.mjs";

export const desktop = { viewport: { width: 1200, height: 700 } };

/**
 * Describes tests of the page in a browser, which is skipped where there is none.
 *
 * @param {string} what is true if they succeed
 * @param {(suite: PageSuite) => void} tests
 * @param {object} [options]
 * @param {object} [options.tab] what tabs are like, for Playwright's newContext
 * @param {() => Promise<import("playwright-core").Browser>} [options.launch]
 * @param {false | string} [options.skip] why
 */
export function describePage(what, tests, { tab = desktop, launch = launchChromium, skip = whyNoChromium() } = {}) {
  if (skip)
    console.log(skip);
  describe(what, { skip }, () => tests(new PageSuite(tab, launch)));
}

/**
 * A browser for all tests, and for each a stream and tabs of its own. After a test no tab may have had an error that
 * was not forgiven, nor have asked other hosts than the one that it shows.
 */
class PageSuite {
  #tab;
  #browser;
  /** @type {?{stop: () => Promise<unknown>}} */
  #source = null;
  /** @type {WatchedPage[]} */
  #pages = [];

  constructor(tab, launch) {
    this.#tab = tab;
    before(async () => { this.#browser = await launch(); });
    after(() => this.#browser?.close());
    afterEach(() => this.#end());
  }

  /** Starts a server with a publisher, which open() shows. @param {string[]} [flags] see Stream */
  async start(flags) {
    return this.serve(await Stream.start(flags));
  }

  /** What open() shows, and what is stopped after the test. @template T @param {T} source @returns {T} */
  serve(source) {
    this.#source = source;
    return source;
  }

  /** @returns {Promise<WatchedPage>} an empty tab */
  async blank(options = this.#tab) {
    const page = await WatchedPage.open(this.#browser, options);
    this.#pages.push(page);
    return page;
  }

  /** @returns {Promise<WatchedPage>} a tab at an address */
  async visit(url, options) {
    const page = await this.blank(options);
    await page.tab.goto(url);
    return page;
  }

  /** @param {string} [query] with its `?` @returns {Promise<WatchedPage>} the page, connected */
  async open(query = "", options) {
    const page = await this.visit(`${this.#source.url}${query}`, options);
    await page.status(/^Connected$/);
    return page;
  }

  async #end() {
    const pages = this.#pages.splice(0);
    const seen = pages.map(({ errors, hosts, tab }) => ({ errors: [...errors], hosts: [...hosts], url: tab.url() }));
    const source = this.#source;
    this.#source = null;
    for (const page of pages)
      await page.close();
    await source?.stop(); // before the rest: after a fault, too, the test is to end
    for (const { errors, hosts, url } of seen) {
      assert.deepEqual(errors, []);
      const { host } = new URL(url);
      assert.deepEqual(hosts.filter((other) => other !== host), []);
    }
  }
}
