// SPDX-License-Identifier: MIT

import { Backoff } from "./backoff.js";

const handshake_limit_ms = 10_000;
const longest_reason = 200; // characters
/** A connection that ended sooner than this counts as one more failed try. */
const lived_ms = 5_000;
/** After a sleep a connection may have ended without a word: within this time a message is to show that it has not. */
const proof_ms = 3_000;
/** Timers of a hidden tab are a minute late at most; later ones tell that it, or the machine, was asleep. */
const [tick_ms, asleep_ms] = [5_000, 90_000];

/**
 * A WebSocket that opens itself again: after a back-off, or at once when the network or the tab comes back. After a
 * sleep it opens another one where nothing comes over the one that was there.
 *
 * @typedef {"connecting" | "connected" | "error" | "closed"} State
 */
export class Connection {
  #address;
  #protocol;
  #onMessage;
  #onState;
  #env;
  #backoff;
  #socket = null;
  #timer = null;
  #openedAt = null;
  #retryAt = 0;
  #proof = null;

  /**
   * Opens nothing yet: see start().
   *
   * @param {object} options
   * @param {() => string} options.address a ws: or wss: address, of each try
   * @param {string} options.protocol the subprotocol that is offered; a server may go without it
   * @param {(data: string | ArrayBuffer, protocol: string) => void} options.onMessage is called with the data of each
   *     message and the subprotocol that the server chose, "" for none
   * @param {(state: State, retry_ms?: number, reason?: string) => void} options.onState is called at each change; with
   *     "closed" comes the time to the next try, and, maybe a moment later, why the server has refused
   * @param {object} [options.env] stands in for the browser in tests
   */
  constructor({ address, protocol, onMessage, onState, env = browser() }) {
    this.#address = address;
    this.#protocol = protocol;
    this.#onMessage = onMessage;
    this.#onState = onState;
    this.#env = env;
    this.#backoff = new Backoff(env.random);
  }

  /** Connects, and keeps connecting for as long as the page lives. Called once. */
  start() {
    this.#env.onReturn(() => this.#retryNow());
    this.#env.onWake(() => this.#awaitProof());
    this.#open();
  }

  #open() {
    this.#onState("connecting");
    const socket = new this.#env.WebSocket(this.#address(), this.#protocol);
    socket.binaryType = "arraybuffer";
    this.#socket = socket;
    this.#timer = this.#env.setTimeout(() => socket.close(), handshake_limit_ms);
    socket.onopen = () => this.#opened();
    socket.onmessage = (event) => {
      this.#env.clearTimeout(this.#proof);
      this.#onMessage(event.data, socket.protocol);
    };
    socket.onerror = () => this.#onState("error");
    socket.onclose = () => this.#closed();
  }

  #opened() {
    this.#env.clearTimeout(this.#timer);
    this.#openedAt = this.#env.now();
    this.#onState("connected");
  }

  #closed() {
    this.#env.clearTimeout(this.#timer);
    this.#env.clearTimeout(this.#proof);
    const wasRefused = this.#openedAt === null;
    if (this.#openedAt !== null && this.#env.now() - this.#openedAt >= lived_ms)
      this.#backoff.reset();
    this.#openedAt = null;
    this.#socket = null;
    const wait = this.#backoff.next();
    this.#timer = this.#env.setTimeout(() => this.#open(), wait);
    this.#onState("closed", wait);
    this.#retryAt = this.#env.now() + wait;
    if (wasRefused)
      this.#tellReason();
  }

  #awaitProof() {
    this.#env.clearTimeout(this.#proof);
    const socket = this.#socket;
    if (this.#openedAt === null)
      return;
    this.#proof = this.#env.setTimeout(() => {
      socket.onmessage = socket.onerror = socket.onclose = null; // closing may take as long as the other end is away
      socket.close();
      this.#openedAt = null;
      this.#open();
    }, proof_ms);
  }

  /** A browser does not say what the server has answered to a WebSocket, but it does for an ordinary request. */
  async #tellReason() {
    const reason = await this.#env.refusal(this.#address().replace(/^ws/, "http"));
    if (reason !== "" && this.#socket === null)
      this.#onState("closed", Math.max(0, this.#retryAt - this.#env.now()), reason);
  }

  #retryNow() {
    if (this.#socket !== null)
      return;
    this.#env.clearTimeout(this.#timer);
    this.#open();
  }
}

const upgrade_required = 426;

/**
 * @returns {Promise<string>} the line with which the server refuses a request; "" where there is none. What it would
 *     take as a WebSocket it refuses as a request: then something in between has made the one of the other
 */
async function refusal(address) {
  try {
    const answer = await fetch(address, { cache: "no-store", signal: AbortSignal.timeout(handshake_limit_ms) });
    if (answer.status === upgrade_required)
      return "the server is there, but not as WebSocket: a proxy in front has to pass on Upgrade";
    const isText = answer.headers.get("Content-Type")?.startsWith("text/plain");
    return !answer.ok && isText ? (await answer.text()).trim().slice(0, longest_reason) : "";
  } catch {
    return ""; // nobody answers: that is told already
  }
}

/** What a Connection needs of the browser. */
function browser() {
  return {
    WebSocket,
    refusal,
    random: Math.random,
    now: () => performance.now(),
    setTimeout: (action, ms) => setTimeout(action, ms),
    clearTimeout: (timer) => clearTimeout(timer),
    onWake(action) {
      let last = Date.now();
      setInterval(() => {
        if (Date.now() - last >= asleep_ms)
          action();
        last = Date.now();
      }, tick_ms);
      document.addEventListener("resume", action); // of a tab that the browser had frozen
    },
    onReturn(action) {
      addEventListener("online", action);
      document.addEventListener("visibilitychange", () => {
        if (document.visibilityState === "visible")
          action();
      });
    },
  };
}
