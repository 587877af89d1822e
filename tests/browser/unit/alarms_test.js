// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { Alarms } from "../../../web/interface/alarms.js";

afterEach(() => { delete globalThis.Notification; });

test("a browser that allows notifications and refuses them is no failure of who tells", () => {
  let tries = 0;
  globalThis.Notification = class {
    static permission = "granted";
    constructor() {
      tries += 1;
      throw new TypeError("Illegal constructor");
    }
  };
  new Alarms(new Set(["notify"])).tell("temp > 80");
  assert.equal(tries, 1);
});
