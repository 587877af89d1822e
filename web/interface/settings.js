// SPDX-License-Identifier: MIT

import { isKind } from "../data/arrangement.js";
import { limitOf, writeLimit } from "../data/limits.js";
import { triggerOf, writeTrigger } from "../data/trigger.js";
import { readAxes, writeAxis } from "./axis_settings.js";
import { readOptions, writeOptions } from "../spectra/kind_options.js";

/**
 * All that a person can choose, as it stands in the page's address: without a name that is not there, and where a value
 * makes no sense, the default holds.
 *
 * @typedef {object} Settings
 * @property {string[]} topics prefixes, asked of the server, percent-encoded: they may be any bytes; none: all
 * @property {number} history messages to start with
 * @property {number} interval milliseconds between two batches at least
 * @property {{x: ?string, y: string[]}} fields JSON pointers
 * @property {string[]} derive formulas: see parse() of expression.js; kept where they make no sense, too
 * @property {?import("../data/window.js").Choice} window null: what suits the stream
 * @property {?("one" | "stack")} layout null: series share a plot where they fit
 * @property {"local" | "utc"} zone of the times that are shown
 * @property {?("line" | "points" | "fill" | "both" | "steps")} style null: what suits the stream
 * @property {?{mode: "auto" | "fixed", min: number, max: number, log: boolean}} values null: what suits the stream
 * @property {"auto" | "light" | "dark"} theme
 * @property {boolean} embed whether the plots are to be seen alone, in a frame of another page
 * @property {Set<string>} hidden names of series
 * @property {Map<string, import("../data/arrangement.js").Kind>} kinds what series are shown as, by name
 * @property {import("../spectra/kind_options.js").KindOptions} options of what they are shown as
 * @property {Map<string, number>} places in which plot series are, from 1 on, by name; others are where they fit
 * @property {Map<number, import("./axis_settings.js").Axis>} axes of these plots
 * @property {string} lines what is looked for in the lines of logs; "": all
 * @property {Set<string>} right names of series on the right axis of their plot
 * @property {?boolean} list whether all series are listed beside the plots; null: where they are many
 * @property {Map<string, import("../data/limits.js").Limit>} limits of good values, by name
 * @property {Set<string>} alarms `sound` and `notify`, where a series leaves its good values
 * @property {?import("../data/trigger.js").TriggerChoice} trigger
 * @property {boolean} table whether there is a table of figures
 * @property {?number} mark a time to measure from, Unix seconds
 * @property {{time: number, text: string}[]} notes at times, Unix seconds
 * @property {Map<string, string>} labels what a person calls series, by name
 * @property {Map<string, number>} colours numbers of the palette, from 1 on, by name
 */

const default_history = 1000;
const default_interval = 16;
// What the server takes at most.
const most_history = 1e9;
const longest_interval = 60_000;
const longest_note = 200; // characters

/**
 * @param {string} query as in location.search
 * @returns {Settings}
 */
export function readSettings(query) {
  const params = new URLSearchParams(query);
  return {
    topics: readTopics(query),
    history: wholeNumber(params, "history", most_history) ?? default_history,
    interval: wholeNumber(params, "interval", longest_interval) ?? default_interval,
    fields: { x: params.get("x"), y: [...new Set(params.getAll("y"))] },
    derive: [...new Set(params.getAll("derive"))].filter((text) => text.trim() !== ""),
    window: readWindow(params),
    layout: choice(params, "layout", ["one", "stack"]),
    zone: choice(params, "zone", ["local", "utc"]) ?? "local",
    style: choice(params, "style", ["line", "points", "fill", "both", "steps"]),
    values: readValues(params),
    theme: choice(params, "theme", ["auto", "light", "dark"]) ?? "auto",
    embed: params.has("embed") && params.get("embed") !== "0",
    hidden: new Set(params.getAll("hide").filter((name) => name !== "")),
    kinds: readNamed(params, "kind", (text) => (isKind(text) ? /** @type {any} */ (text) : null)),
    options: readOptions(params.get("fft"), params.get("xy")),
    places: readNamed(params, "plot", placeOf),
    axes: readAxes(params.getAll("axis")),
    right: new Set(params.getAll("right")),
    limits: readNamed(params, "limit", limitOf),
    alarms: new Set(params.getAll("alarm").filter((alarm) => ["sound", "notify"].includes(alarm))),
    trigger: triggerOf(params.get("trigger") ?? ""),
    table: params.get("table") === "1",
    mark: number(params, "mark"),
    notes: readNotes(params),
    list: { 0: false, 1: true }[params.get("list")] ?? null,
    lines: params.get("lines") ?? "",
    labels: readNamed(params, "label", labelOf),
    colours: readNamed(params, "colour", (text) => (/^[1-7]$/.test(text) ? Number(text) : null)),
  };
}

/**
 * @param {Settings} settings
 * @returns {string} the query of an address that shows the same; "" for the defaults
 */
export function writeSettings(settings) {
  const params = new URLSearchParams();
  const topics = settings.topics.map((topic) => `topic=${topic}`);
  const add = (name, value, unless) => {
    if (value !== null && value !== undefined && value !== unless)
      params.append(name, value);
  };
  add("history", settings.history, default_history);
  add("interval", settings.interval, default_interval);
  add("x", settings.fields.x);
  settings.fields.y.forEach((pointer) => add("y", pointer));
  settings.derive.forEach((text) => add("derive", text));
  writeWindow(settings.window, add);
  add("layout", settings.layout);
  add("zone", settings.zone, "local");
  add("style", settings.style);
  if (settings.values?.mode === "fixed") {
    add("min", settings.values.min);
    add("max", settings.values.max);
  } else if (settings.values !== null)
    add("values", "auto");
  add("log", settings.values?.log ? "1" : null);
  add("theme", settings.theme, "auto");
  add("embed", settings.embed ? "1" : null);
  settings.hidden.forEach((name) => add("hide", name));
  settings.kinds.forEach((kind, name) => add("kind", `${kind}:${name}`));
  Object.entries(writeOptions(settings.options)).forEach(([name, text]) => add(name, text));
  settings.places.forEach((place, name) => add("plot", `${place}:${name}`));
  settings.axes.forEach((axis, place) => add("axis", writeAxis(place, axis)));
  settings.limits.forEach((limit, name) => add("limit", `${writeLimit(limit)}:${name}`));
  settings.alarms.forEach((alarm) => add("alarm", alarm));
  add("trigger", settings.trigger && writeTrigger(settings.trigger));
  add("table", settings.table ? "1" : null);
  add("mark", settings.mark);
  settings.notes.forEach(({ time, text }) => add("note", `${time}:${text}`));
  add("list", settings.list === null ? null : Number(settings.list));
  settings.right.forEach((name) => add("right", name));
  add("lines", settings.lines, "");
  settings.labels.forEach((label, name) => add("label", `${encodeURIComponent(label)}:${name}`));
  settings.colours.forEach((colour, name) => add("colour", `${colour}:${name}`));
  const query = [...topics, params.toString()].filter(Boolean).join("&");
  return query === "" ? "" : `?${query}`;
}

/** Each topic once, as URLSearchParams would write it, but for bytes that are not UTF-8, which it does not keep. */
function readTopics(query) {
  const values = query.replace(/^\?/, "").split("&").filter((part) => part.startsWith("topic="));
  return [...new Set(values.map((part) => normalized(part.slice("topic=".length))))];
}

function normalized(encoded) {
  try {
    return encodeURIComponent(decodeURIComponent(encoded.replaceAll("+", " ")));
  } catch {
    return encoded;
  }
}

/** @returns {?import("../data/window.js").Choice} */
function readWindow(params) {
  const [from, to] = [number(params, "from"), number(params, "to")];
  if (from !== null && to !== null && from < to)
    return { kind: "fixed", from, to };
  if (params.get("window") === "all")
    return { kind: "all" };
  const count = number(params, "points", 2);
  if (count !== null)
    return { kind: "points", count };
  const seconds = number(params, "window", 0.01);
  return seconds === null ? null : { kind: "last", seconds };
}

function writeWindow(window, add) {
  if (window?.kind === "fixed") {
    add("from", window.from);
    add("to", window.to);
  } else if (window?.kind === "all")
    add("window", "all");
  else if (window?.kind === "points")
    add("points", window.count);
  else if (window?.kind === "last")
    add("window", window.seconds);
}

/** @returns {?{mode: "auto" | "fixed", min: number, max: number, log: boolean}} */
function readValues(params) {
  const log = params.get("log") === "1";
  const [min, max] = [number(params, "min"), number(params, "max")];
  if (min !== null && max !== null && min < max)
    return { mode: "fixed", min, max, log };
  return log || params.get("values") === "auto" ? { mode: "auto", min: 0, max: 0, log } : null;
}

/**
 * What is given to names, as in `xy:NAME`.
 * @template T
 * @param {URLSearchParams} params
 * @param {string} param
 * @param {(text: string) => ?T} valueOf null for what makes no sense
 * @returns {Map<string, T>}
 */
function readNamed(params, param, valueOf) {
  const found = params.getAll(param).map((text) => /^([^:]+):(.+)$/s.exec(text)).filter((match) => match !== null);
  return new Map(found.map(([, text, name]) => /** @type {const} */ ([name, valueOf(text)]))
    .filter(([, value]) => value !== null));
}

/** As `1700000000:text`. */
function readNotes(params) {
  const found = params.getAll("note").map((text) => /^(\d+(?:\.\d+)?):(.+)$/s.exec(text));
  return found.filter((match) => match !== null)
    .map(([, time, text]) => ({ time: Number(time), text: text.slice(0, longest_note) }));
}

/** Percent-encoded, as it may have a colon. */
function labelOf(text) {
  try {
    return decodeURIComponent(text).slice(0, longest_note);
  } catch {
    return null;
  }
}

/** The number of a plot. */
function placeOf(text) {
  return /^[1-9]\d{0,2}$/.test(text) ? Number(text) : null;
}

function number(params, name, least = -Infinity) {
  const text = params.get(name);
  const value = text === null || text.trim() === "" ? NaN : Number(text);
  return Number.isFinite(value) && value >= least ? value : null;
}

/** The server takes no fractions of a message or of a millisecond. */
function wholeNumber(params, name, most) {
  const value = number(params, name, 0);
  return value === null ? null : Math.min(Math.ceil(value), most);
}

function choice(params, name, values) {
  return values.includes(params.get(name)) ? params.get(name) : null;
}
