// SPDX-License-Identifier: MIT
import { Tool, addressOf } from "../../browser/processes.mjs";
import { Stream } from "../../browser/stream.mjs";

const any = "tcp://127.0.0.1:*";

/**
 * What a page is measured on: where it is, and how to end what feeds it.
 * @typedef {{url: string, stop: () => Promise<void>}} Feed
 */

/** @returns {Promise<Feed>} a server to which nothing comes */
export async function nothing() {
  const server = new Tool("zws2browser", ["--bind", any, "--http", "127.0.0.1:0", "--ws", "127.0.0.1:0"]);
  const url = addressOf(await server.ready(), "http");
  return { url, stop: async () => { await server.stop(); } };
}

/**
 * Noisy sines, each sample a message.
 * @param {number} series
 * @param {number} rate samples a second of each
 * @returns {Promise<Feed>}
 */
export async function sines(series, rate) {
  const server = new Tool("zws2browser", ["--bind", any, "--http", "127.0.0.1:0", "--ws", "127.0.0.1:0"]);
  const ready = await server.ready();
  const names = Array.from({ length: series }, (_, i) => ["--series", `s${i}`]).flat();
  const sine = new Tool("zsine", ["--connect", addressOf(ready, "bind"), "--rate", String(rate), "--period", "3",
    "--noise", "0.3", ...names]);
  return {
    url: addressOf(ready, "http"),
    async stop() {
      await sine.stop();
      await server.stop();
    },
  };
}

const sweep_points = 5000;
const pairs_a_message = 1000;

/**
 * Spectra: x goes from 0 to 5000 again and again, in pairs [x, y], so that all but the first sweep is out of order.
 * @param {number} rate points a second
 * @returns {Promise<Feed>}
 */
export async function sweeps(rate) {
  const stream = await Stream.start();
  const begin = performance.now();
  let sent = 0;
  const timer = setInterval(() => {
    const due = ((performance.now() - begin) / 1000) * rate;
    for (; sent + pairs_a_message <= due; sent += pairs_a_message)
      stream.send([JSON.stringify(Array.from({ length: pairs_a_message }, (_, i) => pairAt(sent + i)))]);
  }, 10);
  return {
    url: stream.url,
    async stop() {
      clearInterval(timer);
      await stream.stop();
    },
  };
}

/** A peak that moves, with noise; the times of a sweep are between those of the one before. */
function pairAt(i) {
  const [x, n] = [i % sweep_points, Math.floor(i / sweep_points)];
  const peak = 1 / (1 + ((x - 2500 - 1000 * Math.sin(n / 50)) / 100) ** 2);
  return [x + (n * 0.618) % 1, Number((peak + 0.1 * Math.random()).toFixed(4))];
}
