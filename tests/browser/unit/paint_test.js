// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { fittingScale } from "../../../web/picture/paint.js";

test("a picture has as many pixels as the screen, and as a canvas can have", () => {
  assert.equal(fittingScale(1200, 700, 2), 2);
  for (const [width, height] of [[1200, 60_000], [40_000, 10], [12_000, 12_000]]) {
    const scale = fittingScale(width, height, 2);
    assert.ok(scale > 0 && width * scale <= 32_767.01 && height * scale <= 32_767.01);
    assert.ok(width * height * scale ** 2 <= 120.01e6);
  }
});
