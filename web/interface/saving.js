// SPDX-License-Identifier: MIT

import { csvOf } from "./csv.js";
import { pictureOf, save } from "./export.js";
import { layoutOf, queryOfLayout } from "./layout.js";

/**
 * Saves what is seen as CSV.
 * @param {import("../data/series.js").Points[]} series
 * @param {{from: number, to: number}} time Unix seconds
 */
export async function saveCsv(series, { from, to }) {
  save(await csvOf(series, from, to), "zws.csv");
}

/**
 * Saves what is seen as a picture.
 * @param {import("../data/series.js").Points[]} series
 * @param {import("../view/plots.js").Plots} plots
 */
export function savePng(series, plots) {
  const style = getComputedStyle(document.body);
  const canvases = plots.panels.map((panel) => panel.canvas()).filter((canvas) => canvas !== null);
  const names = series.map(({ name }) => ({ name, colour: plots.look(name).colour }));
  if (canvases.length > 0)
    pictureOf(canvases, names, style.backgroundColor, style.color).toBlob((blob) => save(blob, "zws.png"));
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
