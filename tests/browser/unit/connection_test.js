// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { Connection } from "../../../web/stream/connection.js";

/** A browser with a clock that stands still until it is moved. */
class FakeBrowser {
  sockets = [];
  #timers = new Map();
  #lastTimer = 0;
  #time = 0;
  #return = null;
  #wake = null;

  constructor() {
    const browser = this;
    this.WebSocket = class {
      constructor(address, protocol) {
        this.address = address;
        this.protocol = protocol;
        browser.sockets.push(this);
      }

      close() {
        this.onerror?.();
        this.onclose?.();
      }
    };
  }

  random = () => 0;
  answer = "";
  refusal = async () => this.answer;
  now = () => this.#time;
  clearTimeout = (timer) => this.#timers.delete(timer);
  onReturn = (action) => this.#return = action;
  onWake = (action) => this.#wake = action;

  setTimeout = (action, ms) => {
    this.#timers.set(++this.#lastTimer, { action, at: this.#time + ms });
    return this.#lastTimer;
  };

  get socket() {
    return this.sockets.at(-1);
  }

  comeBack() {
    this.#return();
  }

  wake() {
    this.#wake();
  }

  pass(ms) {
    this.#time += ms;
    for (const [timer, { action, at }] of [...this.#timers]) {
      if (at <= this.#time && this.#timers.delete(timer))
        action();
    }
  }

  fail() {
    this.socket.onerror();
    this.socket.onclose();
  }
}

function started() {
  const browser = new FakeBrowser();
  const states = [];
  const messages = [];
  new Connection({
    address: () => "ws://127.0.0.1:1/ws",
    onMessage: (data) => messages.push(data),
    onState: (...state) => states.push(state),
    env: browser,
  }).start();
  return { browser, states, messages };
}

test("states and messages of a connection that works", () => {
  const { browser, states, messages } = started();
  assert.equal(browser.socket.address, "ws://127.0.0.1:1/ws");
  browser.socket.onopen();
  browser.socket.onmessage({ data: "one" });
  browser.socket.onmessage({ data: "two" });
  assert.deepEqual(states, [["connecting"], ["connected"]]);
  assert.deepEqual(messages, ["one", "two"]);
});

test("it tries again after growing waits", () => {
  const { browser, states } = started();
  for (const wait of [500, 1000, 2000]) {
    browser.fail();
    assert.deepEqual(states.slice(-2), [["error"], ["closed", wait]]);
    const tries = browser.sockets.length;
    browser.pass(wait - 1);
    assert.equal(browser.sockets.length, tries);
    browser.pass(1);
    assert.equal(browser.sockets.length, tries + 1);
    assert.deepEqual(states.at(-1), ["connecting"]);
  }
});

test("a connection that lived resets the wait", () => {
  const { browser, states } = started();
  browser.fail();
  browser.pass(500);
  browser.socket.onopen();
  browser.pass(5000);
  browser.socket.onclose();
  assert.deepEqual(states.at(-1), ["closed", 500]);
});

test("a server that takes connections only to end them is not hammered", () => {
  const { browser, states } = started();
  for (const wait of [500, 1000, 2000, 4000]) {
    browser.socket.onopen();
    browser.pass(10);
    browser.socket.onclose();
    assert.deepEqual(states.at(-1), ["closed", wait]);
    browser.pass(wait);
  }
});

test("it connects at once when the network or the tab comes back, and once only", () => {
  const { browser } = started();
  browser.fail();
  browser.comeBack();
  assert.equal(browser.sockets.length, 2);
  browser.comeBack();
  browser.pass(60);
  assert.equal(browser.sockets.length, 2);
  browser.socket.onopen();
  browser.comeBack();
  browser.pass(60_000);
  assert.equal(browser.sockets.length, 2);
});

test("a handshake that hangs is given up", () => {
  const { browser, states } = started();
  browser.pass(10_000);
  assert.deepEqual(states.at(-1), ["closed", 500]);
  browser.pass(500);
  assert.equal(browser.sockets.length, 2);
});

test("an open connection is not ended by the limit of the handshake", () => {
  const { browser, states } = started();
  browser.socket.onopen();
  browser.pass(3_600_000);
  assert.deepEqual(states.at(-1), ["connected"]);
});

test("why the server refuses is told, if it says so before the next try", async () => {
  const { browser, states } = started();
  browser.answer = "too many connections";
  browser.fail();
  assert.deepEqual(states.at(-1), ["closed", 500]);
  await null;
  assert.deepEqual(states.at(-1), ["closed", 500, "too many connections"]);
  browser.pass(500);
  browser.fail();
  browser.comeBack();
  await null;
  assert.deepEqual(states.at(-1), ["connecting"]);
  browser.socket.onopen();
  browser.pass(10);
  browser.socket.onclose();
  await null;
  assert.equal(states.at(-1).length, 2);
});

test("after a sleep a connection over which nothing comes is given up for another one", () => {
  const { browser, states, messages } = started();
  browser.wake(); // not open yet
  browser.socket.onopen();
  browser.pass(100_000);
  browser.wake();
  browser.pass(2_999);
  assert.equal(browser.sockets.length, 1);
  browser.pass(1);
  assert.equal(browser.sockets.length, 2);
  assert.deepEqual(states.slice(-2), [["connected"], ["connecting"]]);
  browser.sockets[0].onmessage?.({ data: "late" });
  browser.socket.onopen();
  browser.socket.onmessage({ data: "new" });
  assert.deepEqual(messages, ["new"]);
  browser.pass(100_000);
  assert.equal(browser.sockets.length, 2);
});

test("after a sleep a connection over which something comes stays", () => {
  const { browser, messages } = started();
  browser.socket.onopen();
  browser.wake();
  browser.pass(2_000);
  browser.socket.onmessage({ data: "one" });
  browser.pass(100_000);
  assert.equal(browser.sockets.length, 1);
  browser.wake();
  browser.socket.onclose(); // while it is waited for
  browser.pass(2_999);
  browser.socket.onopen();
  browser.pass(100_000);
  assert.equal(browser.sockets.length, 2);
  assert.deepEqual(messages, ["one"]);
});
