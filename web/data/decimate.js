// SPDX-License-Identifier: MIT

import { indexAfter, indexFrom, isAfterPause } from "./sorted_times.js";

/** Numbers that tell of one pixel column: its place, its least and greatest, its first and last value. */
export const column_size = 5;

/** With less room than this, columns are as good as points, and cost much less to draw. */
const columns_a_point = 3;

/** Columns lie at the same times however far the plot has moved on, so that what is drawn does not flicker. */
export const anchor = Date.now() / 1000;

/**
 * What is to be drawn of a series between two times: its points as they are, or, where there is little room for each,
 * columns of which each tells what all points within a pixel would have drawn. Gaps stay, and pauses become gaps. While
 * the window moves on with the data, only what is new is looked at.
 */
export class Decimator {
  #series;
  #memory = new Float64Array(0);
  #columns = new Columns();

  /** @param {import("./series.js").Points} series */
  constructor(series) {
    this.#series = series;
  }

  /**
   * @param {number} from Unix seconds
   * @param {number} to
   * @param {number} columns pixels
   * @returns {{points: Float64Array, isDense: boolean, base: number, min: number, max: number, count: number,
   *     finds: number, changedFrom: number}} good until the next call: x and y by turns, y NaN for a gap, with the
   *     neighbours outside; or if it is dense `column_size` numbers a column, whose place is `base` for the one at
   *     `from`, or just NaN values for a gap between columns; the least and greatest value, Infinity and -Infinity
   *     where there is none; how many points there are between the times; the number of calls that found columns, and
   *     the place before which they are those of the call before, -Infinity where all may be others
   */
  decimate(from, to, columns) {
    const { x, y } = this.#series;
    const begin = indexFrom(x, from);
    const end = indexAfter(x, to);
    // The lines go on beyond the edges.
    const [first, last] = [Math.max(0, begin - 1), Math.min(x.length, end + 1)];
    const count = end - begin;
    if (last - first > columns / columns_a_point)
      return { isDense: true, count, ...this.#columns.find(this.#series, first, last, from, to, columns) };
    if (this.#memory.length < 4 * (last - first)) // with a gap before each
      this.#memory = new Float64Array(2 * columns);
    const length = copy(x, y, first, last, this.#memory);
    const points = this.#memory.subarray(0, length);
    return { isDense: false, count, base: 0, points, finds: 0, changedFrom: -Infinity, ...extremes(y, begin, end) };
  }
}

/** A Decimator for each series, as long as that is somewhere: stills go. */
export class Decimators {
  /** @type {WeakMap<import("./series.js").Points, Decimator>} */
  #all = new WeakMap();

  /** @param {import("./series.js").Points} series @returns {Decimator} always the same */
  of(series) {
    let decimator = this.#all.get(series);
    if (decimator === undefined) {
      decimator = new Decimator(series);
      this.#all.set(series, decimator);
    }
    return decimator;
  }
}

function copy(x, y, first, end, out) {
  let length = 0;
  for (let i = first; i < end; ++i) {
    if (i > first && isAfterPause(x, i)) {
      out[length] = x[i];
      out[length + 1] = NaN;
      length += 2;
    }
    out[length] = x[i];
    out[length + 1] = y[i];
    length += 2;
  }
  return length;
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

/** The columns that were found last, to which those of newer points are added. */
class Columns {
  #numbers = new Float64Array(0);
  #length = 0;
  #count = 0;
  #from = Infinity;
  #width = 0;
  #revision = -1;
  #finds = 0;
  #changedFrom = -Infinity;

  find(series, first, last, from, to, count) {
    const { x, y } = series;
    const start = this.#continueAt(series, from, (to - from) / count, count) ?? first;
    this.#from = from;
    this.#finds += 1;
    this.#add(x, y, start, last);
    const base = Math.round((from - anchor) / this.#width);
    const points = this.#numbers.subarray(0, this.#length);
    return { points, base, finds: this.#finds, changedFrom: this.#changedFrom, ...this.#extremes(base) };
  }

  /** @returns {?number} the index of the first point to be looked at, null for all of them */
  #continueAt(series, from, width, count) {
    const revised = this.#revisedFrom(series);
    // A live window's width differs by what floating-point numbers can tell of the time: by no part of a pixel.
    const isSame = revised > -Infinity && count === this.#count && from >= this.#from
      && Math.abs(width - this.#width) < width * 1e-6;
    if (isSame) {
      this.#forget(Math.round((from - anchor) / this.#width) - 1);
      while (this.#length > 0) {
        this.#length -= column_size;
        const place = this.#numbers[this.#length];
        // What was the last one may have got more points.
        if (!Number.isNaN(place) && this.#startOf(place) <= revised) {
          this.#changedFrom = place;
          return indexFrom(series.x, this.#startOf(place));
        }
      }
    }
    this.#changedFrom = -Infinity;
    this.#length = 0;
    this.#count = count;
    this.#width = width;
    return null;
  }

  /** @returns {number} the time from which on there may be other points than were looked at, Unix seconds */
  #revisedFrom(series) {
    const before = this.#revision;
    this.#revision = series.revision;
    return before === this.#revision ? Infinity : series.revisedSince?.(before) ?? -Infinity;
  }

  /** All before a place, but one: from it a line may go on. */
  #forget(place) {
    let keep = 0;
    for (let i = 0; i < this.#length; i += column_size) {
      if (this.#numbers[i] < place)
        keep = i;
    }
    this.#numbers.copyWithin(0, keep, this.#length);
    this.#length -= keep;
  }

  #startOf(place) {
    return anchor + place * this.#width;
  }

  /** The last column that does not start after it: the division alone can be wrong by one where it is rounded. */
  #placeOf(x) {
    let place = Math.floor((x - anchor) / this.#width);
    if (this.#startOf(place) > x)
      place -= 1;
    else if (this.#startOf(place + 1) <= x)
      place += 1;
    return place;
  }

  /** A loop over each point that is new: it makes no objects and calls nothing for each. */
  #add(x, y, start, end) {
    let i = start;
    while (i < end) {
      const place = this.#placeOf(x[i]);
      const edge = this.#startOf(place + 1);
      const first = i;
      if (isAfterPause(x, first))
        this.#addGap();
      let [low, high] = [Infinity, -Infinity];
      do {
        const value = y[i];
        if (value < low)
          low = value;
        if (value > high)
          high = value;
        i += 1;
      } while (i < end && x[i] < edge);
      this.#addColumn(place, low, high, y, first, i);
    }
  }

  /** Gaps within a column cannot be seen, those at its sides can. */
  #addColumn(place, low, high, y, start, end) {
    if (Number.isNaN(y[start]))
      this.#addGap();
    if (low > high)
      return;
    let [first, last] = [start, end - 1];
    while (Number.isNaN(y[first]))
      first += 1;
    while (Number.isNaN(y[last]))
      last -= 1;
    this.#append(place, low, high, y[first], y[last]);
    if (last < end - 1)
      this.#addGap();
  }

  #addGap() {
    if (this.#length > 0 && !Number.isNaN(this.#numbers[this.#length - 1]))
      this.#append(NaN, NaN, NaN, NaN, NaN);
  }

  #append(...numbers) {
    if (this.#length + column_size > this.#numbers.length) {
      const larger = new Float64Array(Math.max(1024 * column_size, 2 * this.#numbers.length));
      larger.set(this.#numbers);
      this.#numbers = larger;
    }
    this.#numbers.set(numbers, this.#length);
    this.#length += column_size;
  }

  #extremes(base) {
    let [min, max] = [Infinity, -Infinity];
    for (let i = 0; i < this.#length; i += column_size) {
      if (!(this.#numbers[i] >= base && this.#numbers[i] <= base + this.#count))
        continue;
      min = Math.min(min, this.#numbers[i + 1]);
      max = Math.max(max, this.#numbers[i + 2]);
    }
    return { min, max };
  }
}
