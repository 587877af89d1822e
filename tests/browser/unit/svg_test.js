// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { escaped, svgOf } from "../../../web/picture/svg.js";

const wild = `<b> & "quoted" 'one' ]]> \u0000\u001b\ufffe \ud800 😀 é`;

/** Names of elements that are open where a text of XML ends; throws where one is closed that is not open. */
function openElements(xml) {
  const open = [];
  for (const [, end, name, attributes, empty] of xml.matchAll(/<(\/?)(\w+)((?: [\w:-]+="[^"<]*")*)(\/?)>/g)) {
    if (end === "/")
      assert.equal(open.pop(), name);
    else if (empty === "")
      open.push(name);
    assert.equal(new Set(attributes.match(/ [\w:-]+=/g)).size, (attributes.match(/ [\w:-]+=/g) ?? []).length);
  }
  return open;
}

/** What is left of it without its elements and entities. */
function rest(xml) {
  return xml.replace(/<\/?\w+(?: [\w:-]+="[^"<&]*(?:&(?:amp|lt|gt|quot);[^"<&]*)*")*\/?>/g, "")
    .replace(/&(amp|lt|gt|quot);/g, "");
}

test("names are escaped, whatever is in them", () => {
  assert.equal(escaped(wild),
    "&lt;b&gt; &amp; &quot;quoted&quot; 'one' ]]&gt; \ufffd\ufffd\ufffd \ufffd 😀 é");
});

test("SVG is well-formed, with an element for each shape", () => {
  const path = { d: "M0 0H10", stroke: wild, width: 2, dash: [2, 3] };
  const canvas = /** @type {any} */ ({ toDataURL: () => "data:image/png;base64,AAAA" });
  const svg = svgOf({
    width: 100.123456, height: 50,
    shapes: [path, { d: "M0 0h1v1z", fill: "#123456", opacity: 0.14 },
      { text: wild, x: 1 / 3, y: 2, size: 13, colour: "#000000", anchor: "end", isBold: true },
      { canvas, width: 10, height: 20 },
      { x: 5, y: 6, shapes: [path, path] },
      { x: 5, y: 6, clip: { width: 10, height: 11 }, shapes: [path] }],
  });
  assert.deepEqual(openElements(svg), []);
  assert.doesNotMatch(rest(svg), /[<>&]/);
  assert.equal(svg.match(/<path /g).length, 5);
  assert.match(svg, /^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" width="100.12" height="50" viewBox="0 0 100.12 50"/);
  assert.match(svg, /<text x="0.33" y="2" font-size="13" font-weight="bold" fill="#000000" text-anchor="end">&lt;b/);
  assert.match(svg, /<image width="10" height="20" href="data:image\/png;base64,AAAA"\/>/);
  assert.match(svg, /<g transform="translate\(5 6\)"><path [^>]*\/>\n<path [^>]*\/><\/g>/);
  assert.match(svg, /<svg x="5" y="6" width="10" height="11" overflow="hidden"><path [^>]*\/><\/svg>/);
  assert.match(svg, /<path d="M0 0h1v1z" fill="#123456" fill-opacity="0.14"\/>/);
  assert.match(svg, /stroke-dasharray="2 3" stroke-linejoin="round"\/>/);
});
