// SPDX-License-Identifier: MIT

// Random payloads and the points that the page finds in them, a row of JSON each, which compare.cpp reads.
//     node rows.mjs COUNT [SEED]

import { Codec } from "../../web/payload/codec.js";

process.env.TZ = "UTC";

const [count, seed = 1] = process.argv.slice(2).map(Number);
const now = 1763870400;

let state = seed;

/** A number from 0 to 1, the same after each start (mulberry32). */
function random() {
  state = (state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
}

const below = (limit) => Math.floor(random() * limit);
const one = (list) => list[below(list.length)];
const some = (most, make, least = 0) => Array.from({ length: least + below(most - least + 1) }, make);
/** A function that calls one of these, those in front more often. */
const either = (...makes) => () => makes[Math.floor(random() ** 1.5 * makes.length)]();

const names = ["a", "b", "x", "y", "t", "time", "ts", "timestamp", "Time", "@timestamp", "_ts", "TIMESTAMP", "level",
  "msg",
  "Message", "text", "name", "id", "host", "channel", "key", "2", "10", "0", "01", "4294967294", "4294967295", "",
  "__proto__",
  "undefined", "length", "constructor", "é", "\\u0041", "\\ud83d\\ude00", "\\ud83d", "a/b", "a b", "load", "pos",
  "n".repeat(70)];
const words = ["RUNNING", "hello you", "warn", "all is well", "n/a", "NaN", "", "  ", "\\n", "caf\\u00e9", "\\udc00x",
  "true"];
const dates = ["2025-11-23T04:00:00Z", "2025-11-23 04:00:00.25", "20251123T040000,123456789Z", "2025/11/23 4:00",
  "23.11.2025",
  "2025-11-23T04:00:00+01:30", "2025-13-01", "noon", "2025-11-23T24:00:00Z", "2016-12-31T23:59:60Z"];
const odd_numbers = ["-0", "0", "1e999", "-1e999", "1e-400", "9007199254740993", "0.1", "1.7976931348623157e308",
  "5e-324",
  "123456789012345678901234567890", "1e21", "1e-7", "123456789.123456789123456789", "-1E+2", "2.5e-8",
  "18446744073709551615",
  "9223372036854775808", "-9223372036854775809", "0.30000000000000004"];
const odd_texts = ["00123", " 5 ", "+5", ".5", "5.", "0x10", "0b11", "0o17", "1e3", "e5", "1_000", "Infinity", "-",
  "1e999", "\\u00a07"];
const not_finite = ["NaN", "nan", "-inf", "Infinity", "NA", "+Infinity", "-nan"];
const units = ["C", "ms", "%", "KiB", "°C", "kPa", "km/h", "MB/s", "foo", "min", "Ω", "bps", "e3"];

const small = () => String(below(200) - 100);
const decimal = () => String((random() - 0.5) * 10 ** below(12));
/** A time near now or not, in one of the units. */
const time = () => String(Math.floor((now - below(100)) * one([1, 1, 1, 1e3, 1e6, 1e9]) + one([0, 0, 0.5, 123])));
const number = either(small, decimal, time, () => one(odd_numbers));
const text = either(() => one(words), small, () => one(odd_texts), () => one(dates), time);
const quoted = () => `"${text()}"`;
const scalar = either(number, quoted, () => one(["true", "false", "null"]), () => one(not_finite));
const space = () => (below(5) === 0 ? one([" ", "\t", "\n", "  ", "\r"]) : "");

const array = (elements) => `[${space()}${elements.join(`,${space()}`)}${space()}]`;
const member = (depth) => `"${one(names)}"${space()}:${space()}${value(depth)}`;
const object = (depth, most = 5) => `{${space()}${some(most, () => member(depth + 1)).join(",")}}`;
const vector = () => array(some(20, number));
const samples = () => array(some(30, either(small, decimal, () => "null"), 17));
const pair = () => array([either(number, () => `"${one(dates)}"`)(), scalar()]);
const row = (columns) => array([either(time, () => `"${one(dates)}"`)(), ...some(columns, either(number, quoted),
  columns)]);
const column = (length, make) => array(Array.from({ length }, make));
const table = (length = 1 + below(4)) => array([column(length, time), ...some(3, () => column(length, small))]);
const labelled = () => `{"${one(["name", "id"])}":${either(quoted, number)()},${some(3, () => member(2), 1)}}`;
/** Pairs over what may be frequencies. */
const sweep = (first = one([100, now]), step = one([1, 1, 0.5, -1, 0])) =>
  array(some(one([17, 20]), small, 16).map((y, i) => `[${first + i * step},${y}]`));
const nested = (depth) => '{"a":['.repeat(depth) + number() + "]}".repeat(depth);
const deep = () => nested(below(6));

function value(depth) {
  return depth > 5 ? scalar() : either(scalar, scalar, scalar, () => object(depth), vector, samples,
    () => array(some(3, labelled)), () => array(some(4, () => value(depth + 1))))();
}

const more = () => (below(2) ? `,${member(0)}` : "");
const timed_object = () =>
  `{"${one(["t", "time", "x"])}":${either(time, number, quoted)()},"y":${scalar()}${more()}}`;
const many_members = () => `{${some(90, () => `"${below(3) ? `n${below(80)}` : below(50)}":${small()}`)}}`;
const json = either(() => object(0), timed_object, pair, () => array(some(20, pair)), () => row(3),
  () => array(some(4, () => row(2))), table, samples, () => array(some(3, timed_object)), () => array(some(3,
  labelled)),
  () => value(0), sweep, scalar, many_members, deep);

const plain_number = either(small, decimal, () => one(odd_texts), () => one(odd_numbers), time);
const quantity = () => plain_number() + one(["", " "]) + one(units);
const cell = either(small, decimal, time, () => "", () => one(odd_texts), () => one(words), () => one(dates));
const sign = either(() => ",", () => " ", () => ";", () => "\t", () => ", ", () => "  ");
const columns = (separator = sign()) => some(25, cell, 1).join(separator);
const plain_value = either(plain_number, quantity, () => one(words), quoted, () => one(["true", "False", "2i", "t"]));
const key = () => one(["a", "b", "x", "time", "ts", "level", "msg", "temp.in", "v[0]", "a-b", "_q", "__proto__",
  "2a"]);
const plain_pair = () => key() + one(["=", "=", ":", " = ", ": "]) + plain_value();
const plain_pairs = () => some(5, plain_pair, 1).join(one([" ", ", ", ";", "  "]));
const field_name = () => one(["a", "b", "f\\ g", "2", "time", "__proto__"]);
const field = () => `${field_name()}=${one([small(), "2i", "t", "F", '"x y"', '"q\\"q"', "", "no"])}`;
const influx_time = () => one(["", " 1763870399000000000", " -5", " 1.5"]);
const influx = () => `${one(["cpu", "w,city=New\\ York", "m"])} ${some(3, field, 1)}${influx_time()}`;
const after_topic = () =>
  `${one(["temp", "10001", "a/b", "é"])} ${either(plain_number, json, plain_pairs, columns, quantity)()}`;
const bar = () => `a: ${plain_value()}${one([" | ", "| ", " |", "|"])}b: ${plain_value()}`;
const after_time = () => `${one([time(), one(dates), "12:34", "4:05:06.7"])} ${either(plain_pairs, object_text,
  plain_number)()}`;
const object_text = () => object(4);
const lines_of_pairs = () => some(4, plain_pair, 2).join(one(["\n", "\r\n", "\n\n"]));
const table_text = () => {
  const separator = one([",", ";", "\t", ", ", " "]);
  const header = some(4, () => one(["a", "b", "time", "ts", "x", "y", '"q"', "5", ""]), 2).join(separator);
  const line = () => Array.from({ length: header.split(separator).length }, cell).join(separator);
  return [header, ...some(3, line, 1)].join(one(["\n", "\r\n"])) + one(["", "\n"]);
};
const in_python = (text) => text.replaceAll("true", "True").replaceAll("null", "None")
  .replaceAll('"', one(["'", "'", '"'])).replaceAll("]", one(["]", ",]", ")"]));
const python = () => in_python(either(() => object(1), pair, vector)());
const graphite = () => `${one(["a.b", "a:", "m{c=\"d\"}"])} ${plain_number()} ${time()}`;
const log = () => one(["[info] ready", "ERROR disk=93% on host:3", "GET /index 200 0.5",
  "2026-01-02 03:04:05 INFO started", "10:11:12"]);
const plain = either(plain_pairs, columns, after_topic, influx, quantity, bar, after_time, lines_of_pairs, table_text,
  python, graphite, plain_number, log);

/** With a few characters changed. */
function damaged(payload) {
  const signs = [..."{}[]:,\"\\ 0159eE+-.=;\t\n\r\0aInfué", "\u00a0", "\u2028", "\ufeff", "\u3000", "null", "NaN",
  "=", " "];
  const characters = [...payload];
  for (let changes = 1 + below(3); changes > 0; --changes)
    characters.splice(below(characters.length + 1), below(2), ...(below(3) ? [one(signs)] : []));
  return characters.join("");
}

/** Which libcommon/json/json_tree.hpp does not read. */
const huge_exponent = /e[+-]?\d{9}/i;

function payload() {
  const made = either(json, plain, () => damaged(json()), () => damaged(plain()))();
  return huge_exponent.test(made) ? payload() : made;
}

const topic = () => one(["", "", "cpu", "a/b", "é", "a b"]);

/** JSON has no -0, and null is a gap. */
const shown = (number) => (Object.is(number, -0) ? "-0" : number);

/** As the page gets it. */
const decoder = new TextDecoder();
const received = (sent) => decoder.decode(new TextEncoder().encode(sent));

let [points, booleans] = [[], []];
const codec = new Codec({ x: null, y: [] }, {
  point: (name, x, y) => points.push([name.toWellFormed(), shown(x), shown(y)]),
  state: (name, x, state) => typeof state === "boolean" && booleans.push([name.toWellFormed(), shown(x), state]) > 0,
});
const rows = [];
for (let i = 0; i < count; ++i) {
  [points, booleans] = [[], []];
  const message = { payload: payload(), topic: topic(), arrived: now + i / 8 };
  codec.take(received(message.payload), message.topic, message.arrived);
  rows.push(JSON.stringify({ ...message, points, booleans }));
}
process.stdout.write(`${rows.join("\n")}\n`);
