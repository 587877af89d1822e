// SPDX-License-Identifier: MIT

import { AddressBar } from "./address_bar.js";
import { Choices } from "./choosing/choices.js";
import { Controls } from "./controls.js";
import { Cursor } from "../view/cursor.js";
import { oncePerFrame } from "../view/frame.js";
import { heldNow } from "../data/held.js";
import { adviceOn, hintOf, remarksOn } from "./hint.js";
import { Interaction } from "./interaction.js";
import { onKeys } from "./keys.js";
import { Log } from "./log.js";
import { Measuring } from "./measuring.js";
import { Moves } from "./moves.js";
import { attachMenus } from "./menus.js";
import { beyond } from "./saving/layout.js";
import { onPrint } from "./saving/printing.js";
import { sayCursor } from "./say_cursor.js";
import { Saving } from "./saving/saving.js";
import { writeSettings } from "./settings.js";
import { defaultsFor } from "./defaults.js";
import { Stats } from "./stats.js";
import { Sight } from "../data/still.js";
import { Status } from "./status.js";
import { Tab } from "./tab.js";
import { chooseTheme, onThemeChange, readTheme } from "../view/theme.js";
import { Plots } from "../view/plots.js";
import { Watching } from "./watching.js";

const stats_interval_ms = 400;
const byId = (id) => document.getElementById(id);

/** What a person sees and does: holds the settings, and draws when something has changed, once a frame at most. */
export class Page {
  #settings;
  #sight;
  #data;
  #stats;
  #element = byId("placeholder");
  #moves;
  #window;
  #plots;
  #cursor;
  #log;
  #saving;
  #measuring;
  #watching;
  #choices;
  #controls;
  #status = new Status(byId("conn_status"));
  #tab;
  #layout;
  #source;
  #address = new AddressBar();
  /** @type {import("../stream/connection.js").State} */
  #state = "connecting";
  #redraw;
  #remark = "";
  #told = 0;

  /**
   * @param {import("./settings.js").Settings} settings
   * @param {{store: import("../data/store.js").Store, clocks: import("../data/clocks.js").Clocks,
   *     counts: import("../stream/counts.js").Counts, derived: import("../formula/derived.js").Derived,
   *     lines: import("../data/lines.js").Lines, past: import("../history/past.js").Past, clear: () => void}} data what
   *     came; clear() lets all of it go
   * @param {{name: string, source: string, layout: string}} stream what it is called, where it comes from, and the
   *     query of its layout
   */
  constructor(settings, data, { name, source, layout }) {
    const { store, clocks, counts, derived, lines } = data;
    this.#data = data;
    byId("stream").textContent = name;
    this.#tab = new Tab(name);
    this.#layout = layout;
    this.#source = source;
    document.body.classList.toggle("embed", settings.embed);
    this.#settings = settings;
    this.#sight = new Sight(store);
    this.#watching = new Watching(settings, store);
    this.#stats = new Stats(byId("stats"), counts);
    this.#moves = new Moves(settings, store, () => this.#chosen());
    this.#window = this.#moves.window;
    chooseTheme(settings.theme);
    this.#choices = new Choices(settings, store, clocks, {
      chosen: () => this.#chosen(),
      moved: () => this.#sight.renew(),
      derived: () => derived.set(settings.derive),
      limit: (name) => this.#watching.limitChanged(name),
    });
    this.#plots = new Plots(this.#element, { ...this.#choices.plotHandlers, redraw: () => this.#redraw() });
    this.#choices.attach(this.#plots);
    this.#cursor = new Cursor(this.#element, () => this.#redraw(), (time) => data.past.stepAt(time));
    this.#log = new Log(this.#element, lines, settings, () => this.#chosen());
    this.#measuring = new Measuring(settings, this.#element, this.#cursor, this.#window, () => this.#chosen());
    this.#saving = new Saving({
      store,
      seen: () => this.#seen(),
      time: () => this.#window.shown,
      past: data.past,
      whole: () => this.#whole(),
      query: () => writeSettings(settings),
      flush: () => this.#address.flush(),
      say: (remark) => this.#say(remark),
    });
    attachMenus();
    const handlers = this.#handlers();
    this.#controls = new Controls(handlers);
    this.#redraw = oncePerFrame(() => this.#draw());
    this.#listen(handlers);
    this.#chosen();
  }

  /** There is new data. */
  changed() {
    if (!document.hidden && !this.#window.isPaused)
      this.#redraw();
  }

  /**
   * @param {import("../stream/connection.js").State} state
   * @param {number} [retry_ms] time to the next try
   * @param {string} [reason] of the server to refuse
   */
  state(state, retry_ms, reason) {
    this.#state = state;
    this.#status.show(state, retry_ms, reason);
    this.#tell();
  }

  /** The store has other points of the past. */
  pastCame() {
    this.#sight.renew();
    this.#redraw();
  }

  #handlers() {
    const set = (change) => (...values) => {
      change(...values);
      this.#chosen();
    };
    return {
      onWindow: (choice) => this.#moves.choose(choice),
      onValues: set((values) => { this.#settings.values = values; }),
      onStyle: set((style) => { this.#settings.style = style; }),
      onLayout: set((layout) => { this.#settings.layout = layout; }),
      onZone: set((zone) => { this.#settings.zone = zone; }),
      onAlarm: set(async (alarm, wanted) => { this.#remark = await this.#watching.want(alarm, wanted); }),
      onTable: set((table) => { this.#settings.table = table; }),
      onTheme: set((theme) => this.#restyle(this.#settings.theme = theme)),
      onClear: set(() => {
        this.#data.clear();
        this.#sight.renew();
      }),
      onPause: () => this.#moves.pauseOrGoOn(),
      onLive: () => this.#moves.goLive(),
      ...this.#saving.handlers,
    };
  }

  #listen(handlers) {
    const moves = this.#moves;
    this.#log.onPick = (time) => this.#cursor.show(moves.hold(time));
    new Interaction(this.#element, () => this.#plots.panels[0]?.area() ?? null, {
      zoom: (factor, part) => moves.zoom(factor, part),
      pan: (part) => moves.pan(part),
      select: (from, to) => moves.select(from, to),
      live: () => moves.goLive(),
      point: (part) => this.#point(part),
    });
    onKeys({
      " ": () => moves.pauseOrGoOn(),
      l: () => moves.goLive(),
      s: () => this.#choices.openList(),
      t: () => handlers.onTable(!this.#settings.table),
      m: () => this.#measuring.mark(),
      n: () => this.#measuring.writeNote(),
      "?": () => byId("keys_help").togglePopover(),
    });
    onKeys({
      ArrowLeft: () => moves.pan(-0.1),
      ArrowRight: () => moves.pan(0.1),
      "+": () => moves.zoom(0.8),
      "=": () => moves.zoom(0.8), // the same key, without Shift
      "-": () => moves.zoom(1.25),
      ",": () => this.#moveCursor(-0.01),
      ".": () => this.#moveCursor(0.01),
      Home: () => moves.showAll(),
      End: () => moves.goLive(),
      Escape: () => this.#point(null),
    }, this.#element);
    new ResizeObserver(() => this.#redraw()).observe(this.#element);
    onThemeChange(() => this.#restyle(this.#settings.theme));
    onPrint(() => this.#whole(), (theme) => this.#restyle(theme ?? this.#settings.theme));
    document.addEventListener("visibilitychange", () => this.changed());
    addEventListener("pagehide", () => this.#address.flush());
    setInterval(() => this.#tellSometimes(1.5 * stats_interval_ms), stats_interval_ms / 2);
  }

  /** Something was chosen: it is in the address from now on. */
  #chosen() {
    this.#watching.changed();
    this.#window.trigger = this.#watching.trigger;
    this.#redraw();
    this.#told = -Infinity; // with the next picture
    this.#controls.show(this.#settings, this.#window);
    this.#choices.show();
    this.#address.show(beyond(writeSettings(this.#settings), this.#layout));
  }

  #point(part) {
    if (part === null || part < 0 || part > 1)
      this.#cursor.hide();
    else
      this.#cursor.show(part);
    this.#redraw();
  }

  #moveCursor(step) {
    this.#cursor.move(step);
    this.#redraw();
    const width = this.#plots.panels[0]?.area()?.width ?? 1;
    sayCursor(this.#cursor, this.#sight.of(this.#window), this.#window, width, this.#settings);
  }

  /** @param {boolean} [all] whether also plots that are out of sight are drawn */
  #draw(all = false) {
    const defaults = defaultsFor(this.#data.store);
    this.#moves.follow();
    const time = this.#window.update(this.#data.store, heldNow(this.#data.store));
    this.#data.past.follow(this.#window, this.#plots.columns);
    const { style, values, hidden, zone } = this.#settings;
    const chosen = { style: style ?? defaults.style, values: values ?? defaults.values };
    const look = { ...this.#settings, ...chosen, logged: this.#log.shown };
    const wasEmpty = this.#plots.isEmpty;
    const source = this.#sight.of(this.#window);
    this.#plots.draw(this.#data.store, source, time, look, all);
    if (this.#plots.isEmpty !== wasEmpty)
      this.#told = -Infinity;
    this.#cursor.draw(this.#plots, source, time, { hidden, zone });
    this.#measuring.draw(this.#watching.marks, this.#plots.panels[0]?.area() ?? null);
    if (this.#plots.range !== null)
      this.#controls.seen(defaults, this.#plots.range, this.#plots.panels.length);
    this.#tellSometimes(stats_interval_ms);
  }

  /** In the frame in which there is something to draw, where there is one: each frame costs. */
  #tellSometimes(interval_ms) {
    if (performance.now() - this.#told >= interval_ms)
      this.#tell();
  }

  #tell() {
    this.#told = performance.now();
    this.#plots.tell();
    this.#element.dataset.hint = hintOf(this.#data.counts, this.#data.store, this.#settings.hidden,
      { isConnected: this.#state === "connected", source: this.#source });
    const extent = this.#data.store.extent();
    this.#data.counts.sample();
    this.#stats.show(extent?.[1] ?? null, this.#state === "connected", this.#remarks().join(". "));
    this.#tab.show(this.#state, this.#window.isPaused, this.#data.counts.rate);
    this.#choices.show();
    if (this.#log.show(this.#window, this.#data.store) || this.#plots.isDue(this.#data.store))
      this.#redraw(); // with marks of lines, or in other plots
    if (heldNow(this.#data.store) > 0)
      this.changed();
    this.#measuring.showFigures(this.#seen(), this.#data.past.areCoarse(this.#window.shown));
  }

  /** What is to be told besides the figures. */
  #remarks() {
    const { store, counts, derived, past } = this.#data;
    const bounds = remarksOn(store, this.#window, this.#settings.zone, past);
    const advice = adviceOn(counts, this.#state === "connected");
    const all = [this.#watching.remarks, bounds, derived.remarks, this.#saving.remarks, this.#remark, advice];
    return all.flat().filter((remark) => remark !== "");
  }

  #seen() {
    return this.#sight.of(this.#window).series.filter(({ name }) => !this.#settings.hidden.has(name));
  }

  /** All plots, for a picture. @returns {import("../picture/picture.js").Seen} */
  #whole() {
    this.#draw(true);
    return { ...this.#settings, title: byId("stream").textContent, time: this.#window.shown, plots: this.#plots,
      marks: this.#measuring.marks, theme: readTheme() };
  }

  #restyle(theme) {
    chooseTheme(theme);
    this.#plots.restyled();
    this.#choices.show();
    this.#redraw();
  }

  #say(remark) {
    this.#remark = remark;
    this.#tell();
    setTimeout(() => { this.#remark = ""; }, 3000);
  }
}
