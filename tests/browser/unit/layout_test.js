// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { beyond, layoutOf, merged, queryOfLayout } from "../../../web/interface/saving/layout.js";

test("a layout has what the address has", () => {
  for (const query of ["", "?window=60", "?topic=%FF&hide=a+b&hide=%3Cc%3E", "?from=1&to=2", "?note=5%3Aa%26b%3Dc"])
    assert.equal(queryOfLayout(JSON.parse(layoutOf(query))), query);
});

test("a layout is written by people too", () => {
  assert.equal(queryOfLayout({ view: { window: 60, hide: ["a", "b"], log: 1 } }), "?window=60&hide=a&hide=b&log=1");
  for (const wrong of [null, 1, "x", [], {}, { view: null }, { view: [] }, { view: "?window=60" }])
    assert.equal(queryOfLayout(wrong), null);
});

test("an address goes before the layout", () => {
  assert.equal(merged("?window=10", "?window=60&hide=a"), "?hide=a&window=10");
  assert.equal(merged("?window=10", "?from=1&to=2"), "?window=10");
  assert.equal(merged("?hide=", "?hide=a&hide=b"), "?hide=");
  assert.equal(merged("", "?min=1&max=2"), "?min=1&max=2");
});

test("an address says only what the layout does not", () => {
  const base = "?window=60&hide=a&hide=b&min=0&max=5";
  for (const [query, expected] of [
    [base, ""],
    ["?window=10&hide=a&hide=b&min=0&max=5", "?window=10"],
    ["?window=60&min=0&max=5", "?hide="],
    ["?hide=a&hide=b&window=60", "?min="],
    ["?hide=a&hide=b&window=60&min=0&max=9&theme=dark", "?min=0&max=9&theme=dark"],
    ["?from=1&to=2&hide=a&hide=b&min=0&max=5", "?from=1&to=2"],
  ])
    assert.equal(beyond(query, base), expected);
});

test("what is left out comes back", () => {
  const values = ["", "?window=60", "?hide=a", "?from=1&to=2", "?window=all&theme=dark", "?min=1&max=2&log=1"];
  for (const base of values) {
    for (const query of values) {
      const again = merged(beyond(query, base), base);
      const said = (text) => text.replace(/^\?/, "").split("&").filter((part) => !/(^|=)$/.test(part)).sort().join("&");
      assert.equal(said(again), said(query), `${query} on ${base}`);
    }
  }
});
