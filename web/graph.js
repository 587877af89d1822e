// SPDX-License-Identifier: MIT

import { webSocketAddress } from "./stream/address.js";
import { Client } from "./history/client.js";
import { Past } from "./history/past.js";
import { batchProtocol } from "./stream/batch.js";
import { Clocks } from "./data/clocks.js";
import { Codec } from "./payload/codec.js";
import { Connection } from "./stream/connection.js";
import { Counts } from "./stream/counts.js";
import { Derived } from "./formula/derived.js";
import { Lines } from "./data/lines.js";
import { onClockJump } from "./data/now.js";
import { Page } from "./interface/page.js";
import { merged, queryOfLayout } from "./interface/saving/layout.js";
import { nameOf, readAbout, sourceOf } from "./interface/about.js";
import { Receiver } from "./stream/receiver.js";
import { readSettings } from "./interface/settings.js";
import { States } from "./data/states.js";
import { Store } from "./data/store.js";
import { Waveforms } from "./data/waveforms.js";

const about = await readAbout();
onClockJump(readAbout);
const layout = queryOfLayout(about.layout) ?? "";
const settings = readSettings(merged(location.search, layout));
const store = new Store();
const counts = new Counts();
const derived = new Derived(store);
derived.set(settings.derive);
const clocks = new Clocks(derived);
const waveforms = new Waveforms(store);
const states = new States(store, clocks);
const lines = new Lines();
const past = new Past(store, new Client(settings, about), () => page.pastCame());
const page = new Page(settings, { store, clocks, counts, derived, lines, past,
  clear: () => [derived, clocks, waveforms, lines, past].forEach((kept) => kept.clear()) },
  { name: nameOf(about), source: sourceOf(about), layout });
const codec = new Codec(settings.fields, {
  point(name, x, y, arrived) {
    if (!Number.isNaN(y))
      states.number(name);
    if (clocks.push(name, x, y, arrived))
      counts.point();
  },
  state(name, x, value, arrived) {
    const isKept = states.push(name, x, value, arrived);
    if (isKept)
      counts.point();
    return isKept;
  },
  line: (line, arrived) => lines.push({ ...line, time: clocks.place(`${line.topic}\0line`, line.time, arrived) }),
  waveform: (name, message) => waveforms.push(name, message),
  strangeTime: () => counts.strangeTime(),
  rounded: () => counts.roundedMessage(),
});
const receiver = new Receiver(codec, counts, () => derived.breakLines());

new Connection({
  address: () => webSocketAddress(location.href, settings, receiver.after),
  protocol: batchProtocol,
  onMessage(data, protocol) {
    receiver.take(data, protocol);
    page.changed();
  },
  onState(state, retry_ms, reason) {
    if (state === "connected")
      [receiver, past].forEach((one) => one.connected());
    else if (state !== "connecting")
      past.disconnected();
    page.state(state, retry_ms, reason);
  },
}).start();
