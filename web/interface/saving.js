// SPDX-License-Identifier: MIT

import { csvOf } from "./csv.js";
import { save } from "./export.js";
import { layoutOf, queryOfLayout } from "./layout.js";
import { pixelsOf } from "../view/paint.js";
import { pictureOf, stripsOf } from "../view/picture.js";
import { svgOf } from "../view/svg.js";

/**
 * Saves what is seen as CSV.
 * @param {import("../data/series.js").Points[]} series
 * @param {{from: number, to: number}} time Unix seconds
 */
export async function saveCsv(series, { from, to }) {
  save(await csvOf(series, from, to), "zws.csv");
}

/**
 * Saves all plots as a picture, as many pixels of it as the screen has.
 * @param {import("../view/picture.js").Seen} seen
 */
export function savePng(seen) {
  pixelsOf(pictureOf(stripsOf(seen, "pixels"), seen.theme.card), devicePixelRatio)
    .toBlob((blob) => save(blob, "zws.png"));
}

/**
 * Saves all plots as a picture of lines and texts.
 * @param {import("../view/picture.js").Seen} seen
 */
export function saveSvg(seen) {
  const text = svgOf(pictureOf(stripsOf(seen, "vectors"), seen.theme.card));
  save(new Blob([text], { type: "image/svg+xml" }), "zws.svg");
}

/**
 * Saves a view in a file.
 * @param {string} query of the address that shows it
 */
export function saveLayout(query) {
  save(new Blob([layoutOf(query)], { type: "application/json" }), "layout.json");
}

/**
 * @param {File} file
 * @returns {Promise<?string>} the query of the view in it; null if there is none
 */
export async function readLayout(file) {
  try {
    return queryOfLayout(JSON.parse(await file.text()));
  } catch {
    return null;
  }
}

/** @returns {Promise<string>} where the link to this page is now, in words */
export async function copyLink() {
  try {
    await navigator.clipboard.writeText(location.href);
    return "Link to this view copied";
  } catch {
    return "The address bar has the link to this view";
  }
}
