// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { adviceOn } from "../../../web/interface/hint.js";

test("whose stream is silent, slow or has losses learns what to do", () => {
  const good = { silence: 9, dropped: 0, missing: 0, missed: 0, received: 5 };
  assert.deepEqual(adviceOn(good, true), []);
  const told = (change, isConnected = true) => adviceOn({ ...good, ...change }, isConnected).join();
  assert.match(told({ silence: 10 }), /publisher/);
  assert.equal(told({ silence: 10, received: 0 }), "", "an empty plot says more");
  assert.equal(told({ silence: 10 }, false), "", "the state of the connection does");
  assert.match(told({ dropped: 1 }), /\?topic=/);
  assert.match(told({ missing: 1 }), /--repair/);
  assert.match(told({ missed: 1 }), /--log-size/);
});
