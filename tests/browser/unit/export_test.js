// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { csvOf } from "../../../web/interface/export.js";
import { Series } from "../../../web/data/series.js";

test("CSV has the raw points that are seen, and no formulas", () => {
  const series = (name) => {
    const made = new Series(name, 10);
    [[1, 0.1 + 0.2], [2, NaN], [3, 7]].forEach(([x, y]) => made.push(x, y));
    return made;
  };
  assert.equal(csvOf([series('a,"b"'), series("=cmd()")], 1, 2), [
    "series,time,value", '"a,""b""",1,0.30000000000000004', '"a,""b""",2,', "'=cmd(),1,0.30000000000000004",
    "'=cmd(),2,", "",
  ].join("\r\n"));
});
