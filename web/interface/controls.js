// SPDX-License-Identifier: MIT

import { counted, duration, roundedEdge } from "../data/words.js";

/**
 * Any field has what these have together; the page has no other element of that id.
 * @returns {any}
 */
const byId = (id) => document.getElementById(id);

/**
 * The fields and buttons above the plots.
 *
 * @typedef {object} Handlers
 * @property {(choice: ?import("../data/window.js").Choice) => void} onWindow null: automatic
 * @property {(values: ?{mode: "auto" | "fixed", min: number, max: number, log: boolean}) => void} onValues
 * @property {(style: ?string) => void} onStyle null: automatic
 * @property {(layout: ?string) => void} onLayout null: automatic
 * @property {(zone: string) => void} onZone
 * @property {(theme: string) => void} onTheme
 * @property {(table: boolean) => void} onTable
 * @property {(alarm: string, wanted: boolean) => void} onAlarm
 * @property {() => void} onClear
 * @property {() => void} onKeep
 * @property {(file: File) => void} onOpen
 * @property {() => void} onPause
 * @property {() => void} onLive
 * @property {() => void} onCsv
 * @property {() => void} onCsvAll
 * @property {() => Promise<boolean>} onRecord whether it is recorded from now on
 * @property {() => void} onPng
 * @property {() => void} onSvg
 * @property {() => void} onPrint
 * @property {() => void} onLink
 */
export class Controls {
  #handlers;
  /** What fixed values begin with. */
  #seen = { min: 0, max: 1 };

  /** @param {Handlers} handlers are called for what a person does */
  constructor(handlers) {
    this.#handlers = handlers;
    const buttons = { pause: "onPause", live: "onLive", csv: "onCsv", png: "onPng", link: "onLink" };
    const saving = { clear: "onClear", csv_all: "onCsvAll", svg: "onSvg", print: "onPrint" };
    for (const [id, handler] of Object.entries({ ...buttons, ...saving }))
      byId(id).addEventListener("click", () => handlers[handler]());
    byId("record").addEventListener("click", () => this.#record());
    byId("keep").addEventListener("click", () => handlers.onKeep());
    byId("open").addEventListener("click", () => byId("layout_file").click());
    byId("layout_file").addEventListener("change", () => handlers.onOpen(byId("layout_file").files[0]));
    const onChoice = (id, take) => byId(id).addEventListener("change", () => take(byId(id).value));
    onChoice("window", (choice) => handlers.onWindow(windowOf(choice)));
    onChoice("style", (style) => handlers.onStyle(style === "auto" ? null : style));
    onChoice("layout", (layout) => handlers.onLayout(layout === "auto" ? null : layout));
    onChoice("zone", handlers.onZone);
    onChoice("theme", handlers.onTheme);
    for (const alarm of ["sound", "notify"])
      byId(alarm).addEventListener("change", () => handlers.onAlarm(alarm, byId(alarm).checked));
    byId("table").addEventListener("change", () => handlers.onTable(byId("table").checked));
    byId("values").addEventListener("change", () => this.#beginFixed());
    for (const id of ["values", "min", "max", "log"])
      byId(id).addEventListener("change", () => this.#tellValues());
  }

  /**
   * Shows what holds.
   * @param {import("./settings.js").Settings} settings
   * @param {import("../data/window.js").TimeWindow} window
   */
  show(settings, window) {
    byId("pause").ariaPressed = String(window.isPaused);
    byId("pause").textContent = window.isPaused ? "Resume" : "Pause";
    byId("live").disabled = window.isBack;
    byId("window").value = windowName(settings.window, window.choice);
    byId("style").value = settings.style ?? "auto";
    byId("layout").value = settings.layout ?? "auto";
    byId("zone").value = settings.zone;
    byId("theme").value = settings.theme;
    byId("values").value = valuesName(settings.values);
    byId("table").checked = settings.table;
    for (const alarm of ["sound", "notify"])
      byId(alarm).checked = settings.alarms.has(alarm);
    byId("log").checked = settings.values?.log ?? false;
    byId("range").hidden = settings.values?.mode !== "fixed";
    if (settings.values?.mode === "fixed") {
      byId("min").value = settings.values.min;
      byId("max").value = settings.values.max;
    }
  }

  /**
   * What is seen: says in the fields what `auto` is just now.
   * @param {{window: {kind: string, count?: number, seconds?: number}, style: string,
   *     values: {mode: string, min: number, max: number}}} defaults
   * @param {{min: number, max: number}} range what the axis of values shows
   * @param {number} plots how many there are
   */
  seen({ window, style, values }, range, plots) {
    this.#seen = range;
    const span = window.kind === "points" ? counted(window.count, "point") : duration(window.seconds);
    sayAuto("window", span);
    sayAuto("values", values.mode === "fixed" ? `${values.min} to ${values.max}` : "fit");
    sayAuto("style", style === "both" ? "fill, points" : style);
    sayAuto("layout", plots === 1 ? "one" : String(plots));
  }

  async #record() {
    const isRecording = await this.#handlers.onRecord();
    byId("record").ariaPressed = String(isRecording);
    byId("record").textContent = isRecording ? "Stop, and save the recording" : "Record as CSV from now on";
  }

  #beginFixed() {
    byId("range").hidden = byId("values").value !== "fixed";
    if (byId("values").value === "fixed" && byId("min").value === "") {
      const { min, max } = this.#seen;
      byId("min").value = roundedEdge(min, max - min);
      byId("max").value = roundedEdge(max, max - min);
    }
  }

  #tellValues() {
    const log = byId("log").checked;
    const [min, max] = [byId("min").valueAsNumber, byId("max").valueAsNumber];
    const isRange = Number.isFinite(min) && Number.isFinite(max) && min < max;
    const isFixed = byId("values").value === "fixed";
    byId("max").setCustomValidity(isRange || !isFixed ? "" : "must be greater than the minimum");
    byId("max").reportValidity();
    if (isFixed && isRange)
      this.#handlers.onValues({ mode: "fixed", min, max, log });
    else if (!isFixed)
      this.#handlers.onValues(log || byId("values").value === "fit" ? { mode: "auto", min: 0, max: 0, log } : null);
  }
}

function sayAuto(id, meaning) {
  const text = `auto: ${meaning}`;
  const [option] = byId(id).options;
  if (option.text !== text)
    option.text = text;
}

/** A logarithmic axis always fits, unless it is fixed. */
function valuesName(values) {
  if (values === null || (values.mode === "auto" && values.log))
    return "auto";
  return values.mode === "auto" ? "fit" : "fixed";
}

/** @returns {?import("../data/window.js").Choice} */
function windowOf(value) {
  if (value === "auto")
    return null;
  if (value === "all")
    return { kind: "all" };
  return value.startsWith("points:")
    ? { kind: "points", count: Number(value.slice(7)) }
    : { kind: "last", seconds: Number(value) };
}

function windowName(wanted, choice) {
  if (choice.kind === "fixed")
    return "fixed";
  if (wanted === null)
    return "auto";
  const name = choice.kind === "all" ? "all"
    : choice.kind === "points" ? `points:${choice.count}` : String(choice.seconds);
  const select = byId("window");
  if (![...select.options].some((option) => option.value === name))
    select.add(new Option(choice.kind === "points" ? `${choice.count} points` : `${choice.seconds} s`, name));
  return name;
}
