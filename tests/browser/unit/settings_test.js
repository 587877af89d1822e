// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { readSettings, writeSettings } from "../../../web/interface/settings.js";

test("an address without a query has the defaults, and the other way round", () => {
  const settings = readSettings("");
  assert.equal(settings.window, null);
  assert.equal(settings.layout, null);
  assert.equal(writeSettings(settings), "");
});

test("what is read is written again", () => {
  for (const query of [
    "?topic=cpu&topic=mem", "?topic=%FF", "?topic=a%20%C3%A9%26%FF&history=5",
    "?history=5", "?interval=100", "?x=%2Fa%2Fb&y=%2Fc&y=%2Fd", "?from=1.5&to=2.5",
    "?window=all", "?window=300", "?points=100", "?layout=stack", "?layout=one", "?zone=utc", "?style=fill",
    "?style=steps", "?kind=lanes%3Aa", "?lines=%2Ffull%7Cempty%2Fi",
    "?min=-1&max=1", "?values=auto", "?kind=lines%3Aa", "?label=a%253A%2520b%3Ax", "?embed=1",
    "?limit=..80%3Aa&alarm=sound&alarm=notify&trigger=rise%2C0.5%2Csingle%2C0.2%3Aa",
    "?table=1&mark=5.5&note=1700000000.5%3Apump+on%3A+2",
    "?plot=1%3Aa&plot=2%3Ab%3Ac&axis=1%3Alog&right=a&colour=3%3Ab",
    "?kind=spectrum%3Aa%2Fb&fft=flat-top%2Clinear%2C8", "?xy=equal",
    "?min=1&max=10&log=1", "?theme=dark", "?hide=a&hide=%3Cb%3E",
  ])
    assert.equal(writeSettings(readSettings(query)), query);
});

test("the server is asked only for what it takes", () => {
  assert.equal(writeSettings(readSettings("?interval=0.5&history=1.5")), "?history=2&interval=1");
  assert.equal(writeSettings(readSettings("?interval=1e99&history=1e99")), "?history=1000000000&interval=60000");
  assert.equal(writeSettings(readSettings("?y=%2Fa&y=%2Fa&topic=a&topic=%61&topic=a+b")),
    "?topic=a&topic=a%20b&y=%2Fa");
});

test("what makes no sense is passed over", () => {
  for (const query of ["?window=x", "?window=-1", "?from=2&to=1", "?from=1", "?min=1&max=1", "?layout=3d", "?style=",
    "?theme=pink", "?kind=pie:a", "?kind=xy:", "?fft=hann,db,1", "?fft=kaiser,0",
    "?xy=round", "?history=-1", "?interval=x", "?points=1", "?unknown=1"])
    assert.equal(writeSettings(readSettings(query)), "", query);
});

test("formulas are written again, also those that make no sense", () => {
  for (const query of ["?derive=rate%28a%29&derive=f+%3D+a+*+1.8+%2B+32", "?derive=no%28"])
    assert.equal(writeSettings(readSettings(query)), query);
  assert.deepEqual(readSettings("?derive=a%2Bb&derive=+&derive=a%2Bb").derive, ["a+b"]);
});

test("options of a spectrum stand in any order", () => {
  assert.equal(writeSettings(readSettings("?fft=8")), "?fft=hann%2Cdb%2C8");
  assert.equal(writeSettings(readSettings("?fft=1e9,linear")), "?fft=hann%2Clinear%2C1");
  assert.equal(writeSettings(readSettings("?fft=9999999,rectangular")), "?fft=rectangular%2Cdb%2C1000");
});
