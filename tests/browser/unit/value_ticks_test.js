// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { valueTicks } from "../../../web/view/value_ticks.js";

const units = { k: 1e3, M: 1e6, G: 1e9, T: 1e12 };

/** The number that a person reads. */
function read(label) {
  const [number, unit] = label.split(" ");
  return unit === undefined ? Number(number) : Number((Number(number) * units[unit]).toPrecision(15));
}

function labels(min, max, room = 6, log = false) {
  return valueTicks({ min, max, log }, room).map(([, label]) => label);
}

test("labels are the ticks, whatever the size and however small the span", () => {
  for (let magnitude = -12; magnitude <= 20; ++magnitude) {
    for (const sign of [1, -1]) {
      for (let part = 0; part > -13; --part) {
        const one = sign * 1.420405751 * 10 ** magnitude;
        const other = sign * (1.420405751 + 10 ** part) * 10 ** magnitude;
        const [min, max] = [Math.min(one, other), Math.max(one, other)];
        const what = `${min} to ${max}`;
        const ticks = valueTicks({ min, max, log: false }, 6);
        assert.ok(ticks.length >= 2 && ticks.length <= 11, `${what}: ${ticks.length} ticks`);
        assert.equal(new Set(ticks.map(([, label]) => label)).size, ticks.length, `${what}: ${ticks}`);
        for (const [value, label] of ticks) {
          assert.ok(value >= min && value <= max, `${what}: ${value}`);
          assert.ok(Math.abs(read(label) - value) <= Math.abs(value) * 1e-15, `${what}: ${label} at ${value}`);
        }
        const steps = ticks.slice(1).map(([value], i) => value - ticks[i][0]);
        const least = Math.min(...steps);
        assert.ok(steps.every((step) => step - least < least * 0.1 + Math.abs(max) * 4e-16), `${what}: ${ticks}`);
      }
    }
  }
});

test("large values with a small span have all digits, others a prefix where it costs none", () => {
  assert.deepEqual(labels(1420405751.4301, 1420405751.4309, 5),
    ["1420405751.4302", "1420405751.4304", "1420405751.4306", "1420405751.4308"]);
  assert.deepEqual(labels(52.5201, 52.5209, 5), ["52.5202", "52.5204", "52.5206", "52.5208"]);
  assert.deepEqual(labels(0, 5), ["0", "1", "2", "3", "4", "5"]);
  assert.deepEqual(labels(0, 1_250_000, 5), ["0", "0.2 M", "0.4 M", "0.6 M", "0.8 M", "1.0 M", "1.2 M"]);
  assert.deepEqual(labels(1_234_000, 1_236_000, 4), ["1234000", "1234500", "1235000", "1235500", "1236000"]);
  assert.deepEqual(labels(-1, 1, 4), ["-1.0", "-0.5", "0", "0.5", "1.0"]);
  assert.deepEqual(labels(0, 3e-9, 3), ["0", "1e-9", "2e-9", "3e-9"]);
});

test("a logarithmic axis has powers of ten, and more between them where there is room", () => {
  assert.deepEqual(labels(0.5, 2e6, 7, true), ["1", "10", "100", "1000", "10000", "100 k", "1 M"]);
  assert.deepEqual(labels(1, 300, 8, true), ["1", "2", "5", "10", "20", "50", "100", "200"]);
  assert.deepEqual(labels(1e-12, 1e12, 6, true), ["1e-12", "1e-8", "0.0001", "1", "10000", "100 M", "1 T"]);
  assert.deepEqual(labels(20, 100, 5, true), ["20", "40", "60", "80", "100"]);
});

test("what is no axis has no ticks", () => {
  for (const [min, max] of [[1, 1], [2, 1], [NaN, 1], [-1e308, 1e308], [0, Infinity]])
    assert.deepEqual(labels(min, max), []);
  assert.ok(labels(0, 5e-324).length < 12);
});

test("where one tick alone is not enough, a low plot has no more than it has room for", () => {
  for (const [min, max] of [[-2.65407, -2.64528], [2.04, 2.95], [-4.101, -4.016]]) {
    const ticks = valueTicks({ min, max, log: false }, 2.9);
    assert.ok(ticks.length >= 2 && ticks.length <= 5, `${min} to ${max}: ${ticks}`);
  }
});

test("one tick alone is never all, however low a plot is", () => {
  for (const [min, max] of [[-4.6, 4.6], [-4.9, 4.9], [7.1, 12.9], [-0.4, 0.7], [99.2, 100.9]]) {
    const ticks = valueTicks({ min, max, log: false }, 2);
    assert.ok(ticks.length >= 2 && ticks.length <= 6, `${min} to ${max}: ${ticks}`);
  }
});
