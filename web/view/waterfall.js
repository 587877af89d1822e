// SPDX-License-Identifier: MIT

import { levelRange } from "../spectra/levels.js";
import { pointsBetween } from "../data/sorted_times.js";
import { Spectrogram, most_columns, rows } from "../spectra/spectrogram.js";
import { clock, formatValue } from "../data/words.js";
import { Chart, no_curves } from "./chart.js";
import { colourAt, colourMap } from "./colour_map.js";
import { font, text_scale } from "./labels.js";

/** So many columns without a gap are drawn at once, as if all of them were equally wide. */
const block = 32;
const [bar_width, bar_height, bar_distance] = [10, 72, 10]; // pixels
const bar_steps = 24;
const unit_height = 20 * text_scale; // pixels

/** The spectra of a series' messages over time: time as in all plots, frequency upwards, the level as a colour. */
export class WaterfallPanel extends Chart {
  #spectrogram = new Spectrogram();
  /** A column of pixels for each spectrum, round and round. */
  #image = document.createElement("canvas");
  #context;
  #pixels;
  #colours = colourMap();
  #levels = { low: 0, high: 0 };
  #name = "";
  #time = { from: 0, to: 1 };
  /** @type {"local" | "utc"} */
  #zone = "local";

  constructor(element, theme, palette) {
    super(element, theme, palette);
    [this.#image.width, this.#image.height] = [most_columns, rows];
    this.#context = this.#image.getContext("2d");
    this.#pixels = this.#context.createImageData(1, rows);
  }

  /**
   * @param {import("../data/series.js").Points[]} series one
   * @param {{from: number, to: number}} time Unix seconds
   * @param {import("./plots.js").Wish} wish
   */
  prepare([series], time, wish) {
    this.#name = series.name;
    this.#time = time;
    this.#zone = wish.zone;
    const spectrogram = this.#spectrogram;
    const first = spectrogram.add(series.waveforms ?? [], wish.options.window);
    const { begin, end } = spectrogram.between(time);
    const levels = levelRange(Array.from({ length: end - begin }, (_, i) => spectrogram.column(begin + i)));
    const isSame = levels.low === this.#levels.low && levels.high === this.#levels.high;
    this.#levels = levels;
    this.#colour(isSame ? first : 0);
    this.count = pointsBetween(series, time);
    this.fit({ min: 0, max: spectrogram.top, log: false });
  }

  draw({ from, to, ticks }, labelWidths) {
    this.show(no_curves, { from, to, ticks: ticks.map(({ time, label }) => [time, label]) }, labelWidths);
  }

  paint(context, plot) {
    const [axis] = plot.getXAxes();
    const [width, height] = [plot.width(), plot.height()];
    context.save();
    context.beginPath();
    context.rect(0, 0, width, height);
    context.clip();
    const { begin, end } = this.#spectrogram.between(this.#time);
    const oldest = this.#spectrogram.count - most_columns + 1; // the one before is where the newest stands once more
    for (let first = Math.max(begin, oldest); first < end;) {
      const last = this.#endOfBlock(first, end);
      const [left, right] = [this.#spectrogram.column(first).from, this.#spectrogram.column(last - 1).to]
        .map((time) => Math.round(axis.p2c(time) * devicePixelRatio) / devicePixelRatio);
      context.drawImage(this.#image, first % most_columns, 0, last - first, rows, left, 0, right - left, height);
      first = last;
    }
    context.restore();
    this.#drawScale(context, width);
    this.#drawUnit(context);
  }

  /** See OwnAxisPanel: the level at a place, in dB. @param {{x: number, y: number}} place */
  read({ x, y }) {
    const { width, height } = this.area();
    const { from, to } = this.#time;
    const [time, part] = [from + (x / width) * (to - from), 1 - y / height];
    const { begin, end } = this.#spectrogram.between({ from: time, to: time });
    const level = begin < end ? this.#spectrogram.levels(begin)[Math.min(rows - 1, Math.floor(part * rows))] : NaN;
    const frequency = formatValue(Number((part * this.#spectrogram.top).toPrecision(4)));
    const title = `${clock(time, to - from, this.#zone)}, ${frequency} ${this.#unit}`;
    return { title, rows: [{ name: this.#name, value: Math.round(level * 10) / 10 }] };
  }

  /** Writes the pixels of the columns from one on. */
  #colour(from) {
    const { count } = this.#spectrogram;
    if (from >= count)
      return;
    const { low, high } = this.#levels;
    const pixels = new Uint32Array(this.#pixels.data.buffer);
    for (let column = Math.max(from, count - most_columns, 0); column < count; ++column) {
      const levels = this.#spectrogram.levels(column);
      for (let row = 0; row < rows; ++row) {
        const part = (levels[row] - low) / (high - low);
        pixels[rows - 1 - row] = this.#colours[Math.min(255, Math.max(0, Math.round(part * 255)))];
      }
      this.#context.putImageData(this.#pixels, column % most_columns, 0);
    }
    // Once more beside the newest one: browsers mix its edge with what is there.
    this.#context.putImageData(this.#pixels, count % most_columns, 0);
  }

  /** The first column after `first` that begins another block, or is after a gap. */
  #endOfBlock(first, end) {
    let last = first + 1;
    const isJoined = (column) => this.#spectrogram.column(column).from <= this.#spectrogram.column(column - 1).to;
    while (last < end && last % block !== 0 && isJoined(last))
      last += 1;
    return last;
  }

  /** That of the frequency, in the upper left corner. */
  #drawUnit(context) {
    const unit = this.#unit;
    context.font = font;
    context.textAlign = "left";
    context.textBaseline = "top";
    this.#drawCard(context, bar_distance, context.measureText(unit).width + bar_distance, unit_height);
    context.fillText(unit, 1.5 * bar_distance, 1.3 * bar_distance);
  }

  /** What writing can be read on. */
  #drawCard(context, left, width, height) {
    context.fillStyle = this.theme.card;
    context.globalAlpha = 0.85;
    context.fillRect(left, bar_distance, width, height);
    context.globalAlpha = 1;
    context.fillStyle = this.theme.muted;
  }

  get #unit() {
    return this.#spectrogram.isHertz ? "Hz" : "cycles per sample";
  }

  /** Which colour is which level, in the upper right corner. */
  #drawScale(context, width) {
    const { low, high } = this.#levels;
    const labels = [`${high} dB`, `${low} dB`];
    context.font = font;
    const room = Math.max(...labels.map((label) => context.measureText(label).width));
    const left = width - room - bar_width - 3 * bar_distance;
    this.#drawCard(context, left, room + bar_width + 2.5 * bar_distance, bar_height + bar_distance);
    const top = 1.5 * bar_distance;
    for (let i = 0; i < bar_steps; ++i) {
      context.fillStyle = `rgb(${colourAt(1 - i / (bar_steps - 1)).join()})`;
      const [y, height] = [top + (bar_height * i) / bar_steps, bar_height / bar_steps + 0.5];
      context.fillRect(left + bar_distance, y, bar_width, height);
    }
    context.fillStyle = this.theme.muted;
    context.textAlign = "left";
    context.textBaseline = "top";
    context.fillText(labels[0], left + bar_width + 1.5 * bar_distance, top);
    context.textBaseline = "bottom";
    context.fillText(labels[1], left + bar_width + 1.5 * bar_distance, top + bar_height);
  }
}
