// SPDX-License-Identifier: MIT

import { webSocketAddress } from "./address.js";
import { batchProtocol } from "./batch.js";
import { Codec } from "./codec.js";
import { Connection } from "./connection.js";
import { Page } from "./page.js";
import { Receiver } from "./receiver.js";
import { readSettings } from "./settings.js";
import { Stats } from "./stats.js";
import { Store } from "./store.js";

const settings = readSettings(location.search);
const store = new Store();
const stats = new Stats(document.getElementById("stats"));
const page = new Page(settings, store, stats);
const codec = new Codec(settings.fields, (name, x, y) => {
  if (store.push(name, x, y))
    stats.point();
}, () => stats.strangeTime());
const receiver = new Receiver(codec, stats, () => store.breakLines());

new Connection({
  address: webSocketAddress(location.href, settings),
  protocol: batchProtocol,
  onMessage(data, protocol) {
    receiver.take(data, protocol);
    page.changed();
  },
  onState(state, retry_ms) {
    if (state === "connected")
      receiver.connected();
    page.state(state, retry_ms);
  },
}).start();
