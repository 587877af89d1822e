// SPDX-License-Identifier: MIT

import { pairsOf } from "../data/pairing.js";
import { findX, isLatitude } from "../data/pairs.js";
import { linear } from "../data/scale.js";
import { formatValue } from "../data/words.js";
import { Chart, no_curves } from "./chart.js";
import { text_scale } from "./labels.js";
import { valueTicks } from "./value_ticks.js";

const most_pairs = 20_000;
const label_room = 90 * text_scale; // pixels
/** The line is drawn in so many pieces, each one more opaque than the older one before it. */
const pieces = 16;
const least_opacity = 0.12;
const [dot_radius, newest_radius, reach] = [1.5, 4, 40]; // pixels
/** Ranges whose sizes differ less have equal scales, where a person wants nothing else: of coordinates, and others. */
const alike = { coordinates: 3, others: 1.5 };

/** One series is x, the others are y over it: what is seen of them, the newest point marked and older ones faded. */
export class XyPanel extends Chart {
  /** @type {{name: string, pairs: Float64Array}[]} */
  #traces = [];
  #style = "line";
  #across = { min: 0, max: 1 };
  #xName = "";

  /**
   * @param {import("../data/series.js").Points[]} series
   * @param {{from: number, to: number}} time Unix seconds
   * @param {import("./plots.js").Wish} wish
   */
  prepare(series, time, wish) {
    const { at, isKnown } = findX(series);
    const x = series[at];
    this.#style = wish.style;
    this.#xName = series.length > 1 ? x.name : "";
    this.#traces = series.filter((one) => one !== x)
      .map((one) => ({ name: one.name, pairs: pairsOf(x, one, time, most_pairs) }));
    this.count = this.#traces.reduce((sum, { pairs }) => sum + pairs.length / 2, 0);
    const [across, up] = [0, 1].map((first) => rangeOf(this.#traces, first));
    const ratio = isLatitude(this.#traces[0]?.name ?? "") ? Math.cos((((up.min + up.max) / 2) * Math.PI) / 180) : 1;
    const isEqual = wish.options.axes === "equal"
      || (wish.options.axes === "auto" && areAlike(across, up, ratio, isKnown ? alike.coordinates : alike.others));
    const axes = this.#scaled(linear(across), linear(up), ratio, isEqual);
    this.#across = axes.across;
    this.fit({ ...axes.up, log: false });
  }

  draw(_time, labelWidths) {
    const { min, max } = this.#across;
    const width = this.area()?.width ?? this.element.clientWidth;
    const ticks = valueTicks({ min, max, log: false }, width / label_room);
    this.show(no_curves, { from: min, to: max, ticks, unit: this.#xName }, labelWidths);
  }

  paint(context, plot) {
    const [[xaxis], [yaxis]] = [plot.getXAxes(), plot.getYAxes()];
    context.beginPath();
    context.rect(0, 0, plot.width(), plot.height());
    context.clip();
    for (const { name, pairs } of this.#traces) {
      const { colour } = this.palette.look(name);
      [context.strokeStyle, context.fillStyle, context.lineWidth] = [colour, colour, 1.5];
      const places = pairs.map((value, i) => (i % 2 === 0 ? xaxis : yaxis).p2c(value));
      drawFading(context, places, this.#style === "points");
      this.#markNewest(context, places);
    }
    context.globalAlpha = 1;
  }

  /** See OwnAxisPanel. @param {{x: number, y: number}} place */
  read({ x, y }) {
    const { width, height } = this.area();
    const { min, max } = this.#across;
    const [spanOfX, spanOfY] = [max - min, this.range.max - this.range.min];
    const at = { x: min + (x / width) * spanOfX, y: this.range.max - (y / height) * spanOfY };
    const found = this.#nearest(at, spanOfX / width, spanOfY / height);
    const rows = found === null ? [] : [{ name: this.#xName, value: found.x }, { name: found.name, value: found.y }];
    return { title: `${rounded(at.x, spanOfX)}, ${rounded(at.y, spanOfY)}`, rows };
  }

  /** The point that is nearest to a place, if there is one within some pixels. */
  #nearest(at, pixelOfX, pixelOfY) {
    let found = null;
    let least = reach;
    for (const { name, pairs } of this.#traces) {
      for (let i = 0; i < pairs.length; i += 2) {
        const distance = Math.hypot((pairs[i] - at.x) / pixelOfX, (pairs[i + 1] - at.y) / pixelOfY);
        if (distance < least)
          [found, least] = [{ name, x: pairs[i], y: pairs[i + 1] }, distance];
      }
    }
    return found;
  }

  /** Both axes; with equal scales the one that has more room shows more. */
  #scaled(across, up, ratio, isEqual) {
    const { width, height } = this.area() ?? { width: this.element.clientWidth, height: this.element.clientHeight };
    if (!isEqual || !(width > 0 && height > 0))
      return { across, up };
    const unit = Math.max(((across.max - across.min) * ratio) / width, (up.max - up.min) / height);
    return { across: widened(across, (unit * width) / ratio), up: widened(up, unit * height) };
  }

  #markNewest(context, places) {
    let last = places.length - 2;
    while (last >= 0 && Number.isNaN(places[last] + places[last + 1]))
      last -= 2;
    if (last < 0)
      return;
    context.globalAlpha = 1;
    context.beginPath();
    context.arc(places[last], places[last + 1], newest_radius, 0, 2 * Math.PI);
    context.fill();
    context.lineWidth = 1.5;
    context.strokeStyle = this.theme.card;
    context.stroke();
  }
}

/** @param {Float64Array} places x and y by turns, pixels; NaN for gaps */
function drawFading(context, places, arePoints) {
  const count = places.length / 2;
  for (let piece = 0; piece < pieces; ++piece) {
    const [begin, end] = [piece, piece + 1].map((part) => Math.floor((count * part) / pieces));
    context.globalAlpha = least_opacity + ((1 - least_opacity) * (piece + 1)) / pieces;
    context.beginPath();
    if (arePoints)
      addDots(context, places, begin, end);
    else
      addLine(context, places, Math.max(0, begin - 1), end);
    if (arePoints)
      context.fill();
    else
      context.stroke();
  }
}

function addLine(context, places, begin, end) {
  let isDown = false;
  for (let i = 2 * begin; i < 2 * end; i += 2) {
    const isPoint = !Number.isNaN(places[i] + places[i + 1]);
    if (isPoint && isDown)
      context.lineTo(places[i], places[i + 1]);
    else if (isPoint)
      context.moveTo(places[i], places[i + 1]);
    isDown = isPoint;
  }
}

function addDots(context, places, begin, end) {
  for (let i = 2 * begin; i < 2 * end; i += 2)
    context.rect(places[i] - dot_radius, places[i + 1] - dot_radius, 2 * dot_radius, 2 * dot_radius);
}

/** The least and greatest of all that stand first, or second, in pairs. */
function rangeOf(traces, first) {
  let [min, max] = [Infinity, -Infinity];
  for (const { pairs } of traces) {
    for (let i = first; i < pairs.length; i += 2) {
      if (pairs[i] < min)
        min = pairs[i];
      if (pairs[i] > max)
        max = pairs[i];
    }
  }
  return min <= max ? { min, max } : { min: 0, max: 1 };
}

function areAlike(across, up, ratio, factor) {
  const spans = [(across.max - across.min) * ratio, up.max - up.min];
  return Math.max(...spans) < factor * Math.min(...spans);
}

function widened({ min, max }, span) {
  const room = (span - (max - min)) / 2;
  return { min: min - room, max: max + room };
}

/** With the digits that a pixel tells, about. */
function rounded(value, span) {
  return formatValue(Number(value.toFixed(Math.min(100, Math.max(0, Math.ceil(3 - Math.log10(span)))))));
}
