// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { AddressBar } from "../../../web/interface/address_bar.js";

/** A browser whose clock the test moves. */
class Browser {
  written = [];
  refuses = false;
  #now = 0;
  #timers = new Map();
  #last = 0;

  now = () => this.#now;
  clearTimeout = (timer) => this.#timers.delete(timer);

  setTimeout = (action, ms) => {
    this.#timers.set(++this.#last, [this.#now + ms, action]);
    return this.#last;
  };

  write = (query) => {
    if (this.refuses)
      throw new Error("too many calls");
    this.written.push(query);
  };

  pass(ms) {
    this.#now += ms;
    for (const [timer, [due, action]] of [...this.#timers]) {
      if (due <= this.#now && this.#timers.delete(timer))
        action();
    }
  }
}

test("of many addresses few are written, and the last one is", () => {
  const browser = new Browser();
  const bar = new AddressBar(browser);
  for (let i = 0; i < 1000; ++i) {
    bar.show(`?from=${i}`);
    browser.pass(10);
  }
  browser.pass(500);
  assert.ok(browser.written.length >= 10 && browser.written.length <= 22, `${browser.written.length} times`);
  assert.deepEqual([browser.written[0], browser.written.at(-1)], ["?from=0", "?from=999"]);
  browser.pass(10_000);
  assert.equal(browser.written.at(-2) === browser.written.at(-1), false);
});

test("a browser that refuses is asked again", () => {
  const browser = new Browser();
  const bar = new AddressBar(browser);
  browser.refuses = true;
  bar.show("?a");
  browser.pass(0);
  bar.show("?b");
  browser.pass(400);
  browser.refuses = false;
  browser.pass(200);
  assert.deepEqual(browser.written, ["?b"]);
});

test("what is to be written can be written at once", () => {
  const browser = new Browser();
  const bar = new AddressBar(browser);
  bar.show("?a");
  bar.flush();
  bar.flush();
  browser.pass(1000);
  assert.deepEqual(browser.written, ["?a"]);
});
