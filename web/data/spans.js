// SPDX-License-Identifier: MIT

import { column_size } from "./decimate.js";
import { heldUntil } from "./held.js";
import { indexAfter, indexFrom } from "./sorted_times.js";

/**
 * Tells of the times in which a series of states has one value, in their order: as places in a plot, 0 to `width`.
 * Where there is little room for each state it is one span a pixel at most, of the last value in it; where there are
 * several in one, `choose` says which.
 *
 * @param {import("./series.js").Points} series
 * @param {ReturnType<import("./decimate.js").Decimator["decimate"]>} found of it, between these times
 * @param {{from: number, to: number}} time Unix seconds
 * @param {{width: number, columns: number}} room pixels of the page, and those of the screen
 * @param {(values: number[]) => number} choose
 * @param {(from: number, to: number, value: number) => void} tell
 */
export function forEachSpan(series, found, time, room, choose, tell) {
  const joined = join(tell);
  if (found.isDense)
    columnSpans(series, found, time, room, choose, joined);
  else
    pointSpans(series, time, room.width, joined);
  joined(Infinity, Infinity, NaN);
}

/** Spans of one value that touch each other are told of as one. */
function join(tell) {
  let [from, to, value] = [0, 0, NaN];
  return (start, end, next) => {
    if (next === value && start <= to + 1e-6) {
      to = end;
      return;
    }
    if (!Number.isNaN(value))
      tell(from, to, value);
    [from, to, value] = [start, end, next];
  };
}

function pointSpans({ x, y }, { from, to }, width, tell) {
  const end = indexAfter(x, to);
  const placeOf = (time) => Math.min(1, Math.max(0, (time - from) / (to - from))) * width;
  for (let i = Math.max(0, indexFrom(x, from) - 1); i < end; ++i) {
    const until = heldUntil(x, i, to);
    if (!Number.isNaN(y[i]) && until >= from)
      tell(placeOf(x[i]), placeOf(until), y[i]);
  }
}

function columnSpans({ x }, { points, base }, { from, to }, { width, columns }, choose, tell) {
  const placeOf = (column) => Math.min(columns, Math.max(0, column - base)) * (width / columns);
  const last = indexAfter(x, to) - 1;
  const held = last < 0 ? 0 : Math.ceil((Math.min(to, heldUntil(x, last, to)) - from) / (to - from) * columns) + base;
  for (let i = 0; i < points.length; i += column_size) {
    const place = points[i];
    if (Number.isNaN(place) || place > base + columns)
      continue;
    const next = i + column_size < points.length ? points[i + column_size] : Math.max(held, place + 1);
    const [low, high, first, end] = points.subarray(i + 1, i + column_size);
    const shown = low === high ? end : choose([low, high, first, end]);
    tell(placeOf(place), placeOf(place + 1), shown);
    if (next > place + 1)
      tell(placeOf(place + 1), placeOf(next), end);
  }
}
