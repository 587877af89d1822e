// SPDX-License-Identifier: MIT
import { accessSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const deadline_ms = 30_000;
const folder = process.env.ZWS_ARTEFACTS ?? fileURLToPath(new URL("../../build/artefacts", import.meta.url));

/** @param {string} name of a file that a test leaves for people to look at @returns {string} its path */
export function artefact(name) {
  mkdirSync(folder, { recursive: true });
  return join(folder, name);
}

/** Where Chromium is, unless ZWS_CHROMIUM says otherwise. */
export const chromiumPath = process.env.ZWS_CHROMIUM ?? "/usr/bin/chromium";

/** @returns {false | string} why tests with it cannot run */
export function whyNoChromium() {
  try {
    accessSync(chromiumPath);
    return false;
  } catch {
    return `SKIPPED: no Chromium at ${chromiumPath}; set ZWS_CHROMIUM`;
  }
}

/** With them Chromium asks nobody but the tests' own servers. */
export const quietly = ["--disable-background-networking", "--disable-component-update", "--disable-sync",
  "--no-first-run", "--no-default-browser-check", "--disable-gpu", "--disable-dev-shm-usage",
  ...(process.getuid() === 0 ? ["--no-sandbox"] : [])];

/** @returns {Promise<import("playwright-core").Browser>} */
export function launchChromium() {
  return chromium.launch({ executablePath: chromiumPath, args: quietly });
}

/** Runs in the page. */
function rememberDrawnTexts() {
  const { fillText } = CanvasRenderingContext2D.prototype;
  globalThis.drawnTexts = [];
  CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
    const width = this.measureText(text).width;
    const left = x - { left: 0, center: width / 2, right: width }[this.textAlign];
    globalThis.drawnTexts = [...globalThis.drawnTexts.slice(-40), { text, left, right: left + width, y }];
    fillText.call(this, text, x, y);
  };
}

/** A tab whose errors and requests are written down. */
export class WatchedPage {
  #errors = [];
  /** @type {RegExp[]} */
  #forgiven = [];
  /** Hosts, with ports, that the page asked for something. */
  hosts = new Set();
  /** Playwright's page. */
  tab;

  /** @returns {Promise<WatchedPage>} an empty tab; `options` are those of Playwright's newContext */
  static async open(browser, options = {}) {
    const watched = new WatchedPage();
    watched.tab = await browser.newPage(options);
    watched.tab.setDefaultTimeout(deadline_ms);
    await watched.tab.addInitScript(rememberDrawnTexts);
    watched.#watch();
    return watched;
  }

  #watch() {
    this.tab.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning")
        this.#errors.push(message.text());
    });
    this.tab.on("pageerror", (error) => this.#errors.push(String(error)));
    this.tab.on("requestfailed", (request) => {
      if (!/ABORTED/.test(request.failure()?.errorText)) // the tab went to another page meanwhile
        this.#errors.push(`failed: ${request.url()}`);
    });
    this.tab.on("response", (response) => {
      if (response.status() >= 400)
        this.#errors.push(`${response.status()}: ${response.url()}`);
    });
    this.tab.on("request", (request) => this.#asks(request.url()));
    this.tab.on("websocket", (socket) => this.#asks(socket.url()));
  }

  #asks(url) {
    const { host } = new URL(url);
    if (host !== "") // as data: and blob: have none
      this.hosts.add(host);
  }

  /** Errors of the page, in words, but those that belong to what is tested. */
  get errors() {
    return this.#errors.filter((error) => !this.#forgiven.some((pattern) => pattern.test(error)));
  }

  /** Errors that match, earlier and later ones, belong to what is tested. @param {RegExp} pattern */
  forgive(pattern) {
    this.#forgiven.push(pattern);
  }

  /** The server is away for a while: what the page asks meanwhile, or had on its way, fails. */
  forgiveAbsence() {
    this.forgive(/^WebSocket connection to .* failed|^Error during WebSocket/);
    this.forgive(/^failed: .*\/(ws\?|series$|history\?)|net::ERR_(CONNECTION_(REFUSED|RESET)|EMPTY_RESPONSE)$/);
  }

  /**
   * Leaves a picture of what is in sight.
   * @param {string} name without its ending
   * @param {object} [options] Playwright's
   */
  picture(name, options) {
    return this.tab.screenshot({ path: artefact(`${name}.png`), ...options });
  }

  /** Waits until the status, as people read it, matches. */
  async status(pattern) {
    await this.tab.waitForFunction(
      ({ source }) => new RegExp(source).test(document.querySelector("#conn_status")?.textContent ?? ""),
      { source: pattern.source });
  }

  /** Waits until the plot holds `count` points or more, the newest later than `after` (Unix seconds). */
  async points(count, after = 0) {
    await this.tab.waitForFunction(({ count, after }) => {
      const data = document.querySelector("#placeholder")?.dataset;
      return data !== undefined && Number(data.points) >= count && Number(data.lastX) > after;
    }, { count, after });
    return this.drawn();
  }

  /** @returns {Promise<{points: number, x: number, y: number}>} how many points are drawn, and the newest */
  drawn() {
    return this.tab.$eval("#placeholder", ({ dataset }) =>
      ({ points: Number(dataset.points), x: Number(dataset.lastX), y: Number(dataset.lastY) }));
  }

  /** @returns {Promise<[number, number]>} the times that the plot shows, Unix seconds */
  span() {
    return this.tab.$eval("#placeholder", ({ dataset }) => [Number(dataset.from), Number(dataset.to)]);
  }

  /** @returns {Promise<[number, number]>} where a part of the plot's width is on the screen, at half its height */
  async at(part) {
    const box = await this.tab.locator("#placeholder .panel").first().boundingBox();
    return [box.x + 60 + (box.width - 70) * part, box.y + box.height / 2];
  }

  /**
   * @param {number} from the part of the plot's width to look at, left is 0
   * @param {number} to right is 1
   * @returns {Promise<number>} how many pixels have the colour of the first series
   */
  ink(from = 0, to = 1) {
    return this.tab.evaluate(([from, to]) => {
      const colour = document.querySelector(".legend-swatch line").getAttribute("stroke");
      const wanted = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
      const canvas = document.querySelector("#placeholder canvas");
      const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d", { willReadFrequently: true });
      copy.drawImage(canvas, 0, 0);
      const { data } = copy.getImageData(from * canvas.width, 0, (to - from) * canvas.width, canvas.height);
      let pixels = 0;
      for (let i = 0; i < data.length; i += 4) {
        const near = wanted.every((channel, at) => Math.abs(data[i + at] - channel) < 12);
        pixels += near && data[i + 3] > 200 ? 1 : 0;
      }
      return pixels;
    }, [from, to]);
  }

  /**
   * @param {number} x a part of the plot's width
   * @param {number} y of its height, from the top
   * @returns {Promise<boolean>} whether there is colour all around, more than lines of the grid
   */
  isPainted(x, y) {
    return this.tab.evaluate(([x, y]) => {
      const plot = globalThis.jQuery("#placeholder .panel").data("plot");
      const { left, top } = plot.getPlotOffset();
      const canvas = plot.getCanvas();
      const ratio = canvas.width / canvas.clientWidth;
      const copy = new OffscreenCanvas(12, 1).getContext("2d", { willReadFrequently: true });
      copy.drawImage(canvas, -(left + x * plot.width()) * ratio + 6, -(top + y * plot.height()) * ratio);
      const { data } = copy.getImageData(0, 0, 12, 1);
      return data.every((channel, at) => at % 4 !== 3 || channel > 0);
    }, [x, y]);
  }

  /** @returns {Promise<{text: string, left: number, right: number, y: number}[]>} what was written on the plot last,
   *     and where */
  labels() {
    return this.tab.evaluate(() => globalThis.drawnTexts);
  }

  /** @returns {Promise<string[]>} what was written on the plot last */
  async labelTexts() {
    return (await this.labels()).map(({ text }) => text);
  }

  /** Waits until this was written on the plot. @param {string} text */
  async label(text) {
    await this.tab.waitForFunction((text) => globalThis.drawnTexts.some((drawn) => drawn.text === text), text);
  }

  /** @returns {Promise<Record<string, string>>} the data attributes of the figures */
  stats() {
    return this.tab.$eval("#stats", ({ dataset }) => ({ ...dataset }));
  }

  /** Opens a menu of the bar by its button, if it is not open. @param {string} id of the menu */
  async menu(id) {
    if (!await this.tab.locator(`#${id}`).isVisible())
      await this.tab.click(`button[popovertarget=${id}]`);
  }

  /** Chooses something in the menu that tells how things are seen. */
  async choose(selector, value) {
    await this.menu("view_menu");
    await this.tab.selectOption(selector, value);
  }

  /** Waits until the figures tell of so many messages. */
  async received(count) {
    await this.tab.waitForFunction(
      (count) => Number(document.querySelector("#stats").dataset.received) >= count, count);
  }

  /** Waits until the empty plot says what matches. @param {RegExp} pattern */
  async hint({ source }) {
    await this.tab.waitForFunction((source) => {
      const { dataset } = document.querySelector("#placeholder");
      const drawn = getComputedStyle(document.querySelector("#placeholder"), "::after").content;
      return new RegExp(source).test(dataset.hint) && drawn !== "none";
    }, source);
  }

  /** Waits until the marks of clocks that are off are these. @param {string[]} texts */
  async clocks(texts) {
    await this.tab.waitForFunction((texts) => {
      const marks = [...document.querySelectorAll(".clock-mark:not([hidden])")];
      return JSON.stringify(marks.map((mark) => mark.textContent)) === texts;
    }, JSON.stringify(texts));
  }

  /** @returns {Promise<string[]>} the names of all series, from the legend or the list */
  series() {
    return this.tab.evaluate(() => (document.querySelector("#series").hidden
      ? [...document.querySelectorAll(".legend-label")].map((label) => label.textContent)
      : [...document.querySelectorAll(".tree-name")].map((label) => label.title)));
  }

  close() {
    return this.tab.close(); // with its context, if it has one of its own
  }
}
