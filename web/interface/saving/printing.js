// SPDX-License-Identifier: MIT

import { stripsOf } from "../../picture/picture.js";
import { svgOf } from "../../picture/svg.js";

const root = document.documentElement;
const paper = /** @type {HTMLTableElement} */ (document.getElementById("paper"));

/**
 * Puts all plots on paper where the page is printed, in light colours and in a size that can be read there, whatever
 * the window is like. A sheet cuts none of them, and each has the head and the axis of time.
 *
 * @param {() => import("../../picture/picture.js").Seen} draw draws all plots
 * @param {(theme: ?("light")) => void} restyle to a theme; null: the one that a person has chosen
 */
export function onPrint(draw, restyle) {
  addEventListener("beforeprint", () => {
    root.classList.add("on-paper");
    restyle("light");
    fill(stripsOf(draw(), "vectors"));
    root.classList.remove("on-paper");
    restyle(null);
  });
  addEventListener("afterprint", () => paper.replaceChildren());
}

function fill({ width, head, plots, axis }) {
  const put = (section, strip) => section.insertRow().insertCell().append(elementOf({ width, ...strip }));
  paper.replaceChildren();
  put(paper.createTHead(), head);
  put(paper.createTFoot(), axis);
  const body = paper.createTBody();
  plots.forEach((strip) => put(body, strip));
}

/** @param {import("../../picture/svg.js").Picture} picture @returns {Element} */
function elementOf(picture) {
  return new DOMParser().parseFromString(svgOf(picture), "image/svg+xml").documentElement;
}
