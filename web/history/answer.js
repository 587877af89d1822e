// SPDX-License-Identifier: MIT

const magic = "zwsh";
const version = 1;
const head_bytes = 32;
const head_of_series_bytes = 16;
const column_bytes = 40;
const has_gap = 0x80000000;
/** Forms of a series. */
const [raw, columns] = [0, 1];

/**
 * What the server has kept of a series between two times: its points as they were, or columns of time with the least,
 * the greatest, the first and the last of each, as up to four points that are drawn as all of them would be.
 *
 * @typedef {{name: string, x: Float64Array, y: Float64Array, step: number}} KeptSeries `step` is the width of a column
 *     in seconds, 0 where points are as they were
 *
 * @typedef {{from: number, to: number, series: KeptSeries[]}} Answer times in Unix seconds
 */

/**
 * Reads an answer of /history, as zws(7) describes it.
 * @param {ArrayBuffer} buffer
 * @returns {Answer}
 * @throws {RangeError} where it is none
 */
export function readAnswer(buffer) {
  const view = new DataView(buffer);
  const text = String.fromCharCode(...new Uint8Array(buffer, 0, magic.length));
  if (text !== magic || view.getUint32(4, true) !== version)
    throw new RangeError("not an answer of /history that is known here");
  const [from, to] = [view.getFloat64(8, true), view.getFloat64(16, true)];
  const step = (to - from) / view.getUint32(24, true);
  const series = [];
  let at = head_bytes;
  for (let left = view.getUint32(28, true); left > 0; --left) {
    const [form, length, size] = [0, 4, 8].map((offset) => view.getUint32(at + offset, true));
    const name = new TextDecoder().decode(new Uint8Array(buffer, at + head_of_series_bytes, size));
    at += head_of_series_bytes + 8 * Math.ceil(size / 8);
    if (form === raw) {
      series.push({ name, step: 0, x: new Float64Array(buffer, at, length), y: new Float64Array(buffer, at + 8 * length,
        length) });
      at += 16 * length;
    } else if (form === columns) {
      series.push({ name, step, ...pointsOf(view, at, length, from, step) });
      at += column_bytes * length;
    } else
      throw new RangeError(`form ${form} of a series`);
  }
  return { from, to, series };
}

/** Where in a column its first value, those between and its last one are put: when they were is not known. */
const places = [1 / 8, 3 / 8, 5 / 8, 7 / 8];

function pointsOf(view, begin, length, from, step) {
  const [x, y] = [new Float64Array(4 * length), new Float64Array(4 * length)];
  let count = 0;
  const add = (time, value) => {
    [x[count], y[count]] = [time, value];
    count += 1;
  };
  for (let at = begin; at < begin + length * column_bytes; at += column_bytes) {
    const start = from + view.getUint32(at, true) * step;
    const [least, greatest, first, last] = [8, 16, 24, 32].map((offset) => view.getFloat64(at + offset, true));
    const values = (view.getUint32(at + 4, true) & ~has_gap) >>> 0;
    if (values === 0) {
      add(start + step / 2, NaN);
      continue;
    }
    add(start + places[0] * step, first);
    if (least < Math.min(first, last))
      add(start + places[1] * step, least);
    if (greatest > Math.max(first, last))
      add(start + places[2] * step, greatest);
    if (values > 1)
      add(start + places[3] * step, last);
  }
  return { x: x.slice(0, count), y: y.slice(0, count) };
}
