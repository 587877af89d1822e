// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { webSocketAddress } from "../../../web/stream/address.js";

test("the WebSocket is beside the page, wherever that is", () => {
  const pages = {
    "http://127.0.0.1:8000/": "ws://127.0.0.1:8000/ws",
    "http://localhost:8000/graph.html": "ws://localhost:8000/ws",
    "http://[::1]:8000/graph.html": "ws://[::1]:8000/ws",
    "https://example.org/": "wss://example.org/ws",
    "https://example.org/plots/live/": "wss://example.org/plots/live/ws",
    "https://example.org/plots/live/graph.html?a=b#c": "wss://example.org/plots/live/ws",
  };
  for (const [page, address] of Object.entries(pages))
    assert.equal(webSocketAddress(page), address);
});

test("the server is asked for topics, history and an interval", () => {
  assert.equal(webSocketAddress("http://h/?a=b", { topics: ["cpu", "a%26b", "%FF"], history: 100, interval: 16 }),
    "ws://h/ws?interval=16&history=100&topic=cpu&topic=a%26b&topic=%FF");
});
