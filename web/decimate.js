// SPDX-License-Identifier: MIT

import { indexAfter, indexFrom } from "./series.js";

/**
 * The points to draw of a series between two times: where there are more of them than pixels, the first, the least, the
 * greatest and the last one of each pixel column, so that what is drawn is what all of them would have drawn. Gaps stay.
 */
export class Decimator {
  #points = new Float64Array(0);

  /**
   * @param {import("./series.js").Series} series
   * @param {number} from Unix seconds
   * @param {number} to
   * @param {number} columns pixels
   * @returns {{points: Float64Array, min: number, max: number, count: number}} x and y by turns, good until the next
   *     call; the least and greatest value between the times, Infinity and -Infinity where there is none; how many points
   *     there are
   */
  decimate(series, from, to, columns) {
    const { x, y } = series;
    const begin = indexFrom(x, from);
    const end = indexAfter(x, to);
    // The lines go on beyond the edges.
    const [first, last] = [Math.max(0, begin - 1), Math.min(x.length, end + 1)];
    const room = 2 * Math.min(last - first, 6 * (columns + 3));
    if (this.#points.length < room)
      this.#points = new Float64Array(2 * room);
    const out = new Output(this.#points);
    if (last - first <= 4 * columns)
      copyAll(x, y, first, last, out);
    else
      reduce(x, y, first, last, columns / (to - from), from, out);
    return { points: this.#points.subarray(0, out.length), count: end - begin, ...extremes(y, begin, end) };
  }
}

class Output {
  length = 0;
  #points;

  constructor(points) {
    this.#points = points;
  }

  add(x, y) {
    this.#points[this.length] = x;
    this.#points[this.length + 1] = y;
    this.length += 2;
  }
}

function copyAll(x, y, first, end, out) {
  for (let i = first; i < end; ++i)
    out.add(x[i], y[i]);
}

function reduce(x, y, first, end, columnsPerSecond, from, out) {
  let i = first;
  while (i < end) {
    const column = Math.floor((x[i] - from) * columnsPerSecond);
    const start = i;
    let [least, greatest, last, gap] = [-1, -1, -1, -1];
    for (; i < end && Math.floor((x[i] - from) * columnsPerSecond) === column; ++i) {
      const value = y[i];
      if (value !== value) {
        gap = i;
        continue;
      }
      if (least < 0 || value < y[least])
        least = i;
      if (greatest < 0 || value > y[greatest])
        greatest = i;
      last = i;
    }
    addColumn(x, y, start, least, greatest, last, gap, out);
  }
}

/** The chosen points of a column in their order, each once; a gap is told by one point that is none. */
function addColumn(x, y, start, least, greatest, last, gap, out) {
  let before = -1;
  const add = (i) => {
    if (i > before && i >= 0)
      out.add(x[i], y[i]);
    before = Math.max(before, i);
  };
  if (gap >= 0 && (last < 0 || gap < last))
    out.add(x[start], NaN);
  if (last < 0)
    return;
  if (y[start] === y[start])
    add(start);
  add(Math.min(least, greatest));
  add(Math.max(least, greatest));
  add(last);
  if (gap > last)
    out.add(x[gap], NaN);
}

function extremes(y, begin, end) {
  let [min, max] = [Infinity, -Infinity];
  for (let i = begin; i < end; ++i) {
    if (y[i] < min)
      min = y[i];
    if (y[i] > max)
      max = y[i];
  }
  return { min, max };
}
