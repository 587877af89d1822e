// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { csvOf } from "../../../web/interface/saving/csv.js";
import { Series } from "../../../web/data/series.js";

function seriesOf(name, points) {
  const series = new Series(name);
  points.forEach(([x, y]) => series.push(x, y));
  return series;
}

test("CSV has the raw points between two times, and no formulas", async () => {
  const points = [[1, 0.1 + 0.2], [2, NaN], [3, 7]];
  const csv = await csvOf([seriesOf('a,"b"', points), seriesOf("=cmd()", points)], 1, 2);
  assert.equal(csv.type, "text/csv");
  assert.equal(await csv.text(), [
    "series,time,value", '"a,""b""",1,0.30000000000000004', '"a,""b""",2,', "'=cmd(),1,0.30000000000000004",
    "'=cmd(),2,", "",
  ].join("\r\n"));
});

test("CSV has the words of states", async () => {
  const series = seriesOf("s", [[1, 0], [2, NaN], [3, 1]]);
  series.words = ["on, or so", "off"];
  const csv = await csvOf([series], 1, 3);
  assert.equal(await csv.text(), ["series,time,value", 's,1,"on, or so"', "s,2,", "s,3,off", ""].join("\r\n"));
});

test("CSV of everything is made in parts, of what was there when it was asked for", async () => {
  const series = seriesOf("a", Array.from({ length: 10_000 }, (_, i) => [i, -i]));
  let isReady = false;
  const made = csvOf([series], -Infinity, Infinity).then((csv) => {
    isReady = true;
    return csv.text();
  });
  let turns = 0;
  for (; !isReady; ++turns) {
    series.forget(1);
    series.push(5000.5, 1);
    await new Promise(setImmediate);
  }
  assert.ok(turns >= 5, `others had ${turns} turns`);
  const lines = (await made).trimEnd().split("\r\n").slice(1);
  assert.deepEqual(lines, Array.from({ length: 10_000 }, (_, i) => `a,${i},${-i}`.replace("-0", "0")));
});
