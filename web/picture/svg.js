// SPDX-License-Identifier: MIT

/** @typedef {import("../view/shape.js").Shape} Shape */
/** @typedef {import("../view/shape.js").Group} Group */
/** @typedef {import("../view/shape.js").Image} Image */
/** @typedef {import("../view/shape.js").Path} Path */
/** @typedef {import("../view/shape.js").Text} Text */

/**
 * @typedef {{width: number, height: number, shapes: Shape[]}} Picture
 */

const name_space = "http://www.w3.org/2000/svg";
export const font_family = "system-ui, sans-serif";
const unknown = "\ufffd";
const entities = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/**
 * A picture as SVG, without styles and without names, so that it can be a part of any page.
 *
 * @param {Picture} picture
 * @returns {string}
 */
export function svgOf({ width, height, shapes }) {
  const size = { width, height, viewBox: `0 0 ${number(width)} ${number(height)}` };
  const root = { xmlns: name_space, ...size, "font-family": font_family, "xml:space": "preserve" };
  return element("svg", root, shapes.map(written).join("\n"));
}

/**
 * @param {string} text any
 * @returns {string} the same in XML 1.0, which has no control characters and no halves of surrogate pairs
 */
export function escaped(text) {
  return text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, unknown)
    .replace(/[&<>"]/g, (character) => entities[character]);
}

/** @param {Shape} shape */
function written(shape) {
  if ("d" in shape)
    return writtenPath(shape);
  if ("text" in shape)
    return writtenText(shape);
  return "canvas" in shape ? writtenImage(shape) : writtenGroup(shape);
}

/** @param {Path} path */
function writtenPath({ d, fill = "none", opacity, stroke, width, dash = [] }) {
  return element("path", {
    d,
    fill,
    "fill-opacity": opacity,
    stroke,
    "stroke-width": width,
    "stroke-dasharray": dash.join(" ") || undefined,
    "stroke-linejoin": stroke && "round",
  });
}

/** @param {Text} text */
function writtenText({ text, x, y, size, colour, anchor, isBold }) {
  const weight = isBold ? "bold" : undefined;
  return element("text", { x, y, "font-size": size, "font-weight": weight, fill: colour, "text-anchor": anchor },
    escaped(text));
}

/** @param {Image} image */
function writtenImage({ canvas, width, height }) {
  return element("image", { width, height, href: canvas.toDataURL() });
}

/**
 * An inner svg element cuts what is outside of it, and needs no name for that, as a clipPath does.
 * @param {Group} group
 */
function writtenGroup({ shapes, x, y, clip }) {
  const content = shapes.map(written).join("\n");
  return clip === undefined ? element("g", { transform: `translate(${number(x)} ${number(y)})` }, content)
    : element("svg", { x, y, ...clip, overflow: "hidden" }, content);
}

function element(name, attributes, content = "") {
  const texts = Object.entries(attributes).filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${typeof value === "number" ? number(value) : escaped(value)}"`);
  return `<${name}${texts.join("")}${content === "" ? "/>" : `>${content}</${name}>`}`;
}

function number(value) {
  return String(Number(value.toFixed(2)));
}
