// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { describePage } from "./page_suite.mjs";
import { artefact } from "./watched_page.mjs";

const desktop = { viewport: { width: 1000, height: 600 } };
const border = 14; // of a picture, in pixels of the page
const light_text = "#1a2230";
const now = () => Math.floor(Date.now() / 1000);
const wild = Array.from({ length: 40 }, (_, i) => `bus/${i} <b> & "x" ]]>`);
/** Values of 40 series, one a second. */
const waves = (end, from, to) => wild.map((name, k) => [name,
  JSON.stringify(Array.from({ length: to - from }, (_, i) => [end - 50 + from + i, Math.sin((from + i) / 8 + k)]))]);

/** A series with a value each 10 ms, and one with a value each second, a gap and points alone. */
const mixed = (end) => [
  ["dense", JSON.stringify(Array.from({ length: 5000 }, (_, i) =>
    [end - 49.99 + i / 100, 2 + Math.sin(i / 500) + 0.2 * Math.sin(i)]))],
  ["some", JSON.stringify(Array.from({ length: 50 }, (_, i) =>
    [end - 49 + i, i % 20 === 10 || i === 32 ? null : 2 + Math.cos(i / 5)]))],
];

describePage("what is seen can be saved and printed", (suite) => {
  /** A page that shows all that was sent. */
  const open = async (stream, query, options) => {
    const page = await suite.open(`?history=1000&window=60&list=0&${query}`, options);
    await page.received(stream.sent);
    await page.points(1);
    return page;
  };
  const pause = async (page) => {
    await page.tab.keyboard.press("Space");
    await page.tab.waitForFunction(() => document.querySelector("#pause").ariaPressed === "true");
  };
  /** Waits until the page was told which plots are in sight: those who ask later are told later. */
  const toldOfSight = (page) => page.tab.evaluate(() => new Promise((resolve) => {
    new IntersectionObserver(([{ isIntersecting }]) => resolve(isIntersecting))
      .observe([...document.querySelectorAll(".plot")].at(-1));
  }));
  /** Makes the plot as high as some whole pixels, so that the browser need not scale it. */
  const wholePixels = async (page) => {
    await page.tab.$eval("#placeholder", ({ style }) => { [style.flex, style.height] = ["none", "400px"]; });
    await page.tab.waitForFunction(() =>
      document.querySelector(".panel canvas").clientHeight + document.querySelector(".time-axis").clientHeight === 400);
  };
  const screenshot = async (page, name) => {
    const { x, y } = await page.tab.locator(".panel").first().boundingBox();
    const clip = { x: Math.round(x), y: Math.round(y), ...await sizeOfPanel(page) };
    return page.picture(name, { clip });
  };
  const sizeOfPanel = (page) => page.tab.$eval(".panel", ({ clientWidth, clientHeight }) =>
    ({ width: clientWidth, height: clientHeight }));
  const start = async (messages) => {
    const stream = await suite.start();
    stream.send(...messages);
    return stream;
  };
  /** Saves something by its button. @returns {Promise<Buffer>} */
  const save = async (page, kind, name) => {
    await page.menu("save_menu");
    const [file] = await Promise.all([page.tab.waitForEvent("download"), page.tab.click(`#${kind}`)]);
    await page.tab.keyboard.press("Escape"); // closes the menu
    const path = artefact(`${name}.${kind}`);
    await file.saveAs(path);
    return readFileSync(path);
  };
  /** A tab that shows a file of SVG alone. */
  const openSvg = (svg, options) => suite.visit(`data:image/svg+xml;base64,${svg.toString("base64")}`, options);
  /** The shapes of an SVG, read by a parser of XML. */
  const contentsOf = (page, svg) => page.tab.evaluate((text) => {
    const { documentElement: root } = new DOMParser().parseFromString(text, "image/svg+xml");
    const all = (name) => [...root.querySelectorAll(name)];
    return {
      isRead: root.localName === "svg" && root.querySelector("parsererror") === null,
      size: [Number(root.getAttribute("width")), Number(root.getAttribute("height"))],
      texts: all("text").map((text) => text.textContent),
      curves: all("svg svg > path").map((path) => path.getAttribute("d").match(/[Mlhv]/g).length),
      background: all("path")[0].getAttribute("fill"),
    };
  }, String(svg));
  /** Which part of two pictures differs, where what is smoothed at edges makes no difference. */
  const difference = (page, one, other) => page.tab.evaluate(async (files) => {
    const [a, b] = await Promise.all(files.map(async (base64) => {
      const image = new Image();
      image.src = `data:image/png;base64,${base64}`;
      await image.decode();
      const [width, height] = [Math.ceil(image.width / 4), Math.ceil(image.height / 4)];
      const context = new OffscreenCanvas(width, height).getContext("2d");
      context.imageSmoothingQuality = "high";
      context.drawImage(image, 0, 0, width, height);
      return { width: image.width, height: image.height, data: context.getImageData(0, 0, width, height).data };
    }));
    if (a.width !== b.width || a.height !== b.height)
      return 1;
    const differs = (_, i) => [0, 1, 2].some((at) => Math.abs(a.data[4 * i + at] - b.data[4 * i + at]) > 40);
    const pixels = Array.from({ length: a.data.length / 4 }, differs);
    return pixels.filter(Boolean).length / pixels.length;
  }, [one, other].map((buffer) => buffer.toString("base64")));
  const sizeOfPng = (png) => [png.readUInt32BE(16), png.readUInt32BE(20)];

  test("all that came is saved, and what comes while it is recorded", async () => {
    const stream = await suite.start();
    stream.send(["a", "[[1763870400,0.5],[1763870500,1.5]]"]);
    const page = await open(stream, "");
    const saved = async (id) => {
      await page.menu("save_menu");
      const [file] = await Promise.all([page.tab.waitForEvent("download"), page.tab.click(`#${id}`)]);
      return readFileSync(await file.path(), "utf8").replaceAll("\r", "");
    };
    assert.equal(await saved("csv_all"), "series,time,value\na,1763870400,0.5\na,1763870500,1.5\n");
    await page.menu("save_menu");
    await page.tab.click("#record");
    await page.tab.waitForFunction(() => document.querySelector("#record").ariaPressed === "true");
    stream.send(["a", "[1763870501,2]"], ["b", JSON.stringify({ t: 1763870501, state: "RUNNING" })]);
    await page.received(3);
    await page.tab.waitForFunction(() => /Recording: 2 points/.test(document.querySelector("#stats").textContent));
    assert.equal(await saved("record"), "series,time,value\na,1763870501,2\nb state,1763870501,RUNNING\n");
    await page.tab.waitForFunction(() => document.querySelector("#record").ariaPressed === "false");
  });

  test("a picture has all plots, those out of sight too, and names, units and dates", async () => {
    const end = now();
    const stream = await start(waves(end, 0, 20));
    const page = await open(stream, `layout=stack&plot=1:${encodeURIComponent(wild[0])}&axis=1:unit%3DkPa&theme=light`,
      { ...desktop, deviceScaleFactor: 2 });
    assert.equal(await toldOfSight(page), false);
    stream.send(...waves(end, 20, 50));
    await page.received(80);
    await page.points(40 * 50);
    await pause(page);
    const svg = await save(page, "svg", "saved-40");
    const { isRead, size, texts, curves, background } = await contentsOf(page, svg);
    assert.deepEqual([isRead, background], [true, "#ffffff"]);
    assert.deepEqual(wild.filter((name) => !texts.includes(name)), []);
    assert.ok(texts.includes("[kPa]") && texts[0] === await page.tab.textContent("#stream"));
    assert.match(texts[1], /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\S* UTC\S+ to \d{4}-\d\d-\d\d \d\d:\d\d:\d\d/);
    assert.ok(texts.filter((text) => /^\d\d:\d\d:\d\d$/.test(text)).length >= 3, "no axis of time");
    assert.deepEqual(curves, wild.map(() => 50));
    const panels = await page.tab.$$eval(".panel", (all) => all.map(({ clientWidth, clientHeight }) =>
      [clientWidth, clientHeight]));
    const height = panels.reduce((sum, panel) => sum + panel[1], 0);
    assert.equal(size[0], panels[0][0] + 2 * border);
    assert.ok(size[1] > height && size[1] < height + 40 * 26 + 140);
    const png = await save(page, "png", "saved-40");
    assert.deepEqual(sizeOfPng(png), size.map((length) => Math.floor(2 * length)));
    const viewer = await openSvg(svg, { viewport: { width: size[0], height: size[1] }, deviceScaleFactor: 2 });
    const share = await difference(page, png, await viewer.tab.screenshot());
    assert.ok(share < 0.004, `${share} of the pixels differ`);
  });

  for (const [name, query] of [
    ["line", "style=line&theme=light"],
    ["fill", "style=fill&theme=dark"],
    ["both", "style=both&theme=light&right=some"],
    ["points", "style=points&theme=dark&min=1.5&max=2.5"],
    ["log", "style=line&theme=light&log=1"],
    ["limits", "style=line&theme=light&limit=1.5..2.5:some&note=TIME:halfway"],
  ]) {
    test(`vectors look as the page does: ${name}`, async () => {
      const end = now();
      const stream = await start(mixed(end));
      const page = await open(stream, `layout=one&${query.replace("TIME", String(end - 25))}`);
      await wholePixels(page);
      await pause(page);
      const seen = await screenshot(page, `saved-${name}-page`);
      const svg = await save(page, "svg", `saved-${name}`);
      const { size } = await contentsOf(page, svg);
      const viewer = await openSvg(svg, { viewport: { width: size[0], height: size[1] } });
      const panel = await sizeOfPanel(page);
      const axis = await page.tab.$eval(".time-axis", ({ clientHeight }) => clientHeight);
      const y = size[1] - border - axis - panel.height;
      const saved = await viewer.picture(`saved-${name}-viewed`, { clip: { x: border, y, ...panel } });
      const share = await difference(page, seen, saved);
      assert.ok(share < 0.012, `${share} of the pixels differ`);
    });
  }

  test("lines of logs are marked along the time in a picture and on paper, too", async () => {
    const end = now();
    const log = (age, level) => ["app", JSON.stringify({ t: end - age, level, msg: `a line ${age} s old` })];
    const stream = await start([...mixed(end), log(40, "info"), log(20, "error"), log(10, "info")]);
    const page = await open(stream, "layout=one&theme=light");
    await page.tab.waitForFunction(() => document.querySelector(".log-count")?.textContent === "3 lines");
    await pause(page);
    const [good, bad] = await page.tab.evaluate(() => ["--good", "--bad"].map((name) =>
      getComputedStyle(document.documentElement).getPropertyValue(name)));
    const marksIn = (root) => [...root.querySelectorAll("path")].map((path) => [path.getAttribute("fill"),
      path.getAttribute("d").match(/h2v6h-2z/g)?.length ?? 0]).filter(([, count]) => count > 0);
    const expected = [[good, 2], [bad, 1]];
    const viewer = await openSvg(await save(page, "svg", "saved-log"));
    assert.deepEqual(await viewer.tab.evaluate(`(${marksIn})(document)`), expected);
    await viewer.picture("saved-log");
    await page.tab.evaluate(() => dispatchEvent(new Event("beforeprint")));
    assert.deepEqual(await page.tab.evaluate(`(${marksIn})(document.querySelector("#paper tfoot"))`), expected);
  });

  test("on a phone no text of a picture is cut", async () => {
    const name = "a long name ".repeat(9);
    const stream = await start([...mixed(now()), [name, `[[${now()},1]]`]]);
    const page = await open(stream, "layout=one", { viewport: { width: 390, height: 760 }, deviceScaleFactor: 2 });
    const svg = await save(page, "svg", "saved-phone");
    const viewer = await openSvg(svg, { viewport: { width: 390, height: 760 } });
    const [width, ...ends] = await viewer.tab.evaluate(() => [document.documentElement.getBoundingClientRect().right,
      ...[...document.querySelectorAll("text")].map((text) => text.getBoundingClientRect().right)]);
    assert.ok(ends.length > 10 && ends.every((end) => end <= width), `${ends} in ${width}`);
    await viewer.picture("saved-phone");
  });

  test("on paper there are all plots in light colours, nothing else, and nothing is cut", async () => {
    const stream = await start(waves(now(), 0, 50));
    const page = await open(stream, "layout=stack&theme=dark", { viewport: { width: 500, height: 500 } });
    await page.tab.evaluate(() => dispatchEvent(new Event("beforeprint")));
    await page.tab.emulateMedia({ media: "print" });
    const texts = await page.tab.$$eval("#paper text", (all) => all.map((text) => text.textContent));
    assert.deepEqual(wild.filter((name) => !texts.includes(name)), []);
    assert.deepEqual(await page.tab.evaluate(() => {
      const shown = (selector) => document.querySelector(selector).checkVisibility();
      return [".toolbar", "#conn_status", "#legend", "#series", "main", "footer", "#paper"].filter(shown);
    }), ["#paper"]);
    const boxes = await page.tab.$$eval("#paper svg[viewBox]", (all) => all.map((svg) => {
      const { left, right, height } = svg.getBoundingClientRect();
      return { left, right, isWhole: left >= 0 && right <= innerWidth && height > 0 };
    }));
    assert.equal(boxes.length, 42);
    assert.ok(boxes.every(({ isWhole }) => isWhole), JSON.stringify(boxes));
    assert.ok(boxes[0].right - boxes[0].left > 400);
    const colours = await page.tab.evaluate(() => [getComputedStyle(document.body).backgroundColor,
      document.querySelector("#paper thead text").getAttribute("fill")]);
    assert.deepEqual(colours, ["rgb(255, 255, 255)", light_text]);
    await page.picture("paper", { fullPage: true });
  });

  test("printing tells the page before and after, and leaves it as it was", async () => {
    const stream = await start(waves(now(), 0, 50));
    const page = await open(stream, "layout=stack&theme=dark");
    await page.tab.evaluate(() => {
      addEventListener("beforeprint", () => { globalThis.printed = document.querySelectorAll("#paper tr").length; });
    });
    await pause(page);
    const before = await screenshot(page, "before-print");
    const pdf = await page.tab.pdf({ path: artefact("paper.pdf"), format: "A4" });
    assert.equal(await page.tab.evaluate(() => globalThis.printed), 42);
    assert.equal(await page.tab.$$eval("#paper tr", (rows) => rows.length), 0);
    const sheets = String(pdf).match(/\/Type\s*\/Page\b/g).length;
    assert.ok(sheets >= 4 && sheets <= 8, `${sheets} sheets`);
    await page.tab.waitForFunction(() => document.querySelector(".panel canvas.flot-base") !== null);
    assert.equal(await page.tab.evaluate(() => document.documentElement.dataset.theme), "dark");
    assert.ok(await difference(page, before, await screenshot(page, "after-print")) < 0.001);
    await page.menu("save_menu");
    const asked = page.tab.evaluate(() => new Promise((resolve) => { globalThis.print = () => resolve(true); }));
    await page.tab.click("#print");
    assert.ok(await asked);
  });
}, { tab: desktop });
