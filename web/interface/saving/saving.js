// SPDX-License-Identifier: MIT

import { csvOf } from "./csv.js";
import { save } from "./export.js";
import { counted } from "../../data/words.js";
import { layoutOf, queryOfLayout } from "./layout.js";
import { Recording } from "./recording.js";
import { pixelsOf } from "../../picture/paint.js";
import { pictureOf, stripsOf } from "../../picture/picture.js";
import { svgOf } from "../../picture/svg.js";

/**
 * What is saved, and how it is told.
 *
 * @typedef {object} Source
 * @property {import("../../data/store.js").Store} store
 * @property {() => import("../../data/series.js").Points[]} seen
 * @property {() => {from: number, to: number}} time what is seen, Unix seconds
 * @property {import("../../history/past.js").Past} past
 * @property {() => import("../../picture/picture.js").Seen} whole all plots
 * @property {() => string} query of the view
 * @property {() => void} flush writes the address
 * @property {(remark: string) => void} say
 */

/** Lets a person keep what came, what is seen, and how it is seen. */
export class Saving {
  #source;
  /** @type {?Recording} */
  #recording = null;
  #push = (name, x, y) => this.#recording.push(name, x, y);

  /** @param {Source} source */
  constructor(source) {
    this.#source = source;
  }

  /** What the menu calls. */
  get handlers() {
    const { store, whole, query } = this.#source;
    return {
      onCsv: () => this.#saveSeen(),
      onCsvAll: async () => save(await csvOf(store.series, -Infinity, Infinity), "zws-all.csv"),
      onRecord: () => this.#record(),
      onPng: () => savePng(whole()),
      onSvg: () => saveSvg(whole()),
      onPrint: () => print(),
      onLink: () => this.#copyLink(),
      onKeep: () => save(new Blob([layoutOf(query())], { type: "application/json" }), "layout.json"),
      onOpen: (file) => this.#openLayout(file),
    };
  }

  /** @returns {string[]} what is recorded, in words */
  get remarks() {
    if (this.#recording === null)
      return [];
    const { length, isFull } = this.#recording;
    return [isFull ? `The recording is full: ${counted(length, "point")}` : `Recording: ${counted(length, "point")}`];
  }

  /** Points; where those are not here, what the server has of them, in columns of time. */
  async #saveSeen() {
    const { seen, time, past, say } = this.#source;
    const [series, { from, to }] = [seen(), time()];
    try {
      const names = series.map(({ name }) => name);
      save(past.areCoarse({ from, to }) ? await past.csv(names, from, to) : await csvOf(series, from, to), "zws.csv");
    } catch (failure) {
      say(`Not saved: ${failure.message}`);
    }
  }

  /** Begins, or ends and saves. @returns {Promise<boolean>} whether it is recorded now */
  async #record() {
    const { store } = this.#source;
    if (this.#recording === null) {
      this.#recording = new Recording();
      store.watch(this.#push);
      return true;
    }
    store.unwatch(this.#push);
    const recording = this.#recording;
    this.#recording = null;
    save(await recording.toCsv((name) => store.find(name)?.words ?? null), "zws-recording.csv");
    return false;
  }

  async #copyLink() {
    this.#source.flush();
    try {
      await navigator.clipboard.writeText(location.href);
      this.#source.say("Link to this view copied");
    } catch {
      this.#source.say("The address bar has the link to this view");
    }
  }

  async #openLayout(file) {
    const query = await readLayout(file);
    if (query === null)
      return this.#source.say(`${file.name} is not a view of this page`);
    this.#source.flush();
    location.search = query;
  }
}

/** All plots, as many pixels of them as the screen has. @param {import("../../picture/picture.js").Seen} seen */
function savePng(seen) {
  pixelsOf(pictureOf(stripsOf(seen, "pixels"), seen.theme.card), devicePixelRatio)
    .toBlob((blob) => save(blob, "zws.png"));
}

/** All plots, of lines and texts. @param {import("../../picture/picture.js").Seen} seen */
function saveSvg(seen) {
  const text = svgOf(pictureOf(stripsOf(seen, "vectors"), seen.theme.card));
  save(new Blob([text], { type: "image/svg+xml" }), "zws.svg");
}

/** @returns {Promise<?string>} the query of the view in a file; null if there is none */
async function readLayout(file) {
  try {
    return queryOfLayout(JSON.parse(await file.text()));
  } catch {
    return null;
  }
}
