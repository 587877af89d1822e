// SPDX-License-Identifier: MIT

import { webSocketAddress } from "./address.js";
import { decodePoint } from "./codec.js";
import { Connection } from "./connection.js";
import { oncePerFrame } from "./frame.js";
import { Legend } from "./legend.js";
import { describeTraffic } from "./notes.js";
import { Status } from "./status.js";
import { Store } from "./store.js";
import { onThemeChange } from "./theme.js";
import { View } from "./view.js";

const points_kept = 100;

const placeholder = document.getElementById("placeholder");
const notes = document.getElementById("notes");
const status = new Status(document.getElementById("conn_status"));
const legend = new Legend(document.getElementById("legend"), "Value");
const store = new Store(points_kept);
const view = new View(placeholder);
let messages = 0;
let malformed = 0;

const redraw = oncePerFrame(() => {
  view.draw(store.points());
  notes.textContent = describeTraffic(messages, malformed);
  if (store.length > 0)
    legend.show(store.last()[1]);
});

function take(data) {
  messages += 1;
  const point = decodePoint(data);
  if (point === null)
    malformed += 1;
  else
    store.push(point);
  redraw();
}

new ResizeObserver(() => {
  view.resized();
  redraw();
}).observe(placeholder);

onThemeChange(() => {
  view.restyled();
  redraw();
});

new Connection({
  address: webSocketAddress(location.href),
  onMessage: take,
  onState: (state, retry_ms) => status.show(state, retry_ms),
}).start();
