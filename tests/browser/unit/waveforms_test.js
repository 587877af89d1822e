// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { Codec } from "../../../web/payload/codec.js";
import { Store } from "../../../web/data/store.js";
import { Waveforms, lastWaveforms, stepBeside } from "../../../web/data/waveforms.js";

const start = 1.7e9;

/** What a page keeps of messages on the topic `w` that came one a second. */
function kept(messages, most) {
  const store = new Store();
  const waveforms = new Waveforms(store, most);
  const codec = new Codec({ x: null, y: [] }, {
    point: (name, x, y) => store.push(name, x, y),
    waveform: (name, message) => waveforms.push(name, message),
  });
  messages.forEach((message, i) => codec.take(JSON.stringify(message), "w", start + i));
  return store;
}

const ramp = (length, first = 0) => Array.from({ length }, (_, i) => first + i);

test("64 samples are a waveform, fewer are points", () => {
  const store = kept([ramp(64), ramp(64, 100)]);
  const { kind, waveforms, length, x } = store.find("w");
  assert.deepEqual([kind, waveforms.length, length, x.at(-1)], ["waveform", 2, 128, start + 1]);
  assert.deepEqual([...waveforms[1].values], ramp(64, 100));
  assert.deepEqual(waveforms.map(({ time, step, x }) => [time, step, x]), [[start, 0, null], [start + 1, 0, null]]);
  const few = kept([ramp(63)]).find("w");
  assert.deepEqual([few.kind, few.waveforms.length], ["lines", 0]);
});

test("samples inside of objects know how far they are apart", () => {
  const store = kept([{ fs: 48_000, n: 3, ch: { left: [...ramp(63), null] } }]);
  const [{ values, step }] = store.find("w ch/left").waveforms;
  assert.ok(step === 1 / 48_000 && values.length === 64 && Number.isNaN(values[63]));
  for (const [object, expected] of /** @type {[object, number][]} */ ([
    [{ rate: 20 }, 0.05], [{ sample_rate: 20 }, 0.05], [{ sampleRate: 20 }, 0.05], [{ SamplingFrequency: 20 }, 0.05],
    [{ dt: 0.5 }, 0.5], [{ sampling_interval: 2 }, 2], [{ dt: 0 }, 0], [{ fs: "20" }, 0], [{ dts: 5, refs: 1 }, 0]]))
    assert.equal(stepBeside([object]), expected, JSON.stringify(object));
  assert.equal(stepBeside([{ fs: 10 }, { fs: 2 }]), 0.5, "the nearest one counts");
});

test("the last ones are kept within a bound, and one of each series that is there", () => {
  const store = new Store();
  const waveforms = new Waveforms(store, 1000);
  const push = (name) => {
    store.push(name, 1, 1);
    waveforms.push(name, { values: new Float64Array(100), step: 0, x: null });
  };
  push("slow");
  for (let i = 0; i < 50; ++i)
    push("fast");
  assert.deepEqual([store.find("slow").waveforms.length, store.find("fast").waveforms.length], [1, 9]);
  waveforms.push("unknown", { values: new Float64Array(100), step: 0, x: null });
});

test("waveforms of series that are gone do not stay", () => {
  const store = new Store(1);
  const waveforms = new Waveforms(store, 1000);
  const all = [];
  for (let i = 0; i < 50; ++i) {
    store.push(`job ${i}`, 100 * i, 1);
    waveforms.push(`job ${i}`, { values: new Float64Array(100), step: 0, x: null });
    all.push(store.find(`job ${i}`));
  }
  assert.equal(all.filter((series) => series.waveforms.length > 0).length, 10);
});

test("the last ones of what is seen", () => {
  const { waveforms } = kept(Array.from({ length: 5 }, () => ramp(64))).find("w");
  const times = (to, count) => lastWaveforms({ waveforms }, { to: start + to }, count).map(({ time }) => time - start);
  assert.deepEqual([times(2.5, 1), times(2.5, 2), times(-1, 1), times(9, 9).length], [[2], [1, 2], [], 5]);
});

const sweep = (first, last = first + 5000) =>
  Array.from({ length: 51 }, (_, i) => [first + ((last - first) * i) / 50, i]);

test("pairs over what is no time are a sweep, with what stands before each value", () => {
  const series = kept([sweep(0), sweep(0)]).find("w");
  const { kind, waveforms, length, x } = series;
  assert.deepEqual([kind, waveforms.length, length, x.at(-1)], ["waveform", 2, 102, start + 1]);
  assert.deepEqual([...series.waveforms[0].x.slice(0, 3)], [0, 100, 200]);
  assert.equal(kept([sweep(5000, 0)]).find("w").kind, "waveform", "also down");
});

test("pairs that go on, or are near now, are points with times", () => {
  assert.equal(kept([sweep(start - 100, start + 100)]).find("w").kind, "lines");
  assert.deepEqual([sweep(start, 3e9), sweep(3e9, start)].map((one) => kept([one]).find("w").kind), ["lines", "lines"]);
  const series = kept([sweep(0), sweep(5100), sweep(10_200)]).find("w");
  assert.deepEqual([series.kind, series.waveforms.length, series.x[0]], ["lines", 0, 5100]);
  assert.equal(kept([[...sweep(0), [3, 3]]]).find("w").kind, "lines", "up and down");
});

test("the same over and over is a sweep, though it could be times", () => {
  assert.equal(kept([sweep(start - 100, start + 100), sweep(start - 100, start + 100)]).find("w").kind, "waveform");
});
