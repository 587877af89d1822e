// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { stepFor, timeTicks } from "../../../web/view/time_ticks.js";

const zones = ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Apia"];
const day = 86_400;
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function inZone(zone, check) {
  const before = process.env.TZ;
  process.env.TZ = zone;
  try {
    const local = new Date(0).toLocaleString("en-US");
    assert.equal(local, new Date(0).toLocaleString("en-US", { timeZone: zone }), "it is in force");
    check();
  } finally {
    process.env.TZ = before ?? "";
  }
}

const at = (text) => new Date(text).getTime() / 1000;

/** Numbers from 0 to 1, the same ones each time. */
function randomFrom(seed) {
  return () => {
    seed = (seed * 1664525 + 1013904223) >>> 0;
    return seed / 2 ** 32;
  };
}

function dayOf(time) {
  const date = new Date(time * 1000);
  return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / 1000 / day;
}

/** Whether a calendar on the wall has a tick at the start of a day. */
function isStart(time, { unit, count }) {
  const date = new Date(time * 1000);
  if (unit === "day")
    return (dayOf(time) - (count % 7 === 0 ? 4 : 0)) % count === 0;
  if (date.getDate() !== 1)
    return false;
  return unit === "month" ? date.getMonth() % count === 0 : date.getMonth() === 0 && date.getFullYear() % count === 0;
}

/** All ticks there should be, found by looking at a clock for each instant that may have one. */
function reference(from, to, step) {
  const found = [];
  if (step.unit === "fraction") {
    const parts = 10 ** step.digits;
    for (let n = Math.floor(from * parts) - 1; n / parts <= to; ++n)
      if (n / parts >= from && n % step.count === 0)
        found.push(n / parts);
    return found;
  }
  const isOnClock = step.unit === "second" || step.unit === "minute";
  const size = step.unit === "minute" ? step.count * 60 : step.count;
  // Clocks are set at full half hours, and differ from UTC by full quarters.
  const stride = isOnClock ? Math.min(size, 900) : 1800;
  for (let time = Math.floor(from / stride) * stride; time <= to; time += stride) {
    const date = new Date(time * 1000);
    const isTick = isOnClock
      ? (date.getHours() * 3600 + date.getMinutes() * 60 + date.getSeconds()) % size === 0
      : dayOf(time) !== dayOf(time - stride) && isStart(time, step);
    if (isTick && time >= from)
      found.push(time);
  }
  return found;
}

/** What a person reads off the labels from left to right: local times, in seconds as if they were UTC. */
function readLabels(ticks, { unit }, today) {
  let [date, year] = [today, null];
  const second = ticks[1]?.date.slice(0, 10) ?? "";
  if (ticks[0].date === "" && second !== "" && unit === "minute") // no room for both: it is before midnight
    date = new Date(Date.parse(second) - day * 1000).toISOString().slice(0, 10);
  return ticks.map((tick) => {
    const [, newDate] = /^(\d{4}-\d\d-\d\d)/.exec(tick.date) ?? [];
    date = newDate ?? date;
    year = /^\d{4}$/.test(tick.date) ? tick.date : year;
    if (unit === "year")
      return Date.UTC(Number(tick.label), 0) / 1000;
    if (unit === "month" || unit === "day") {
      const [month, dayOfMonth = "1"] = tick.label.split(" ");
      return Date.UTC(Number(year), months.indexOf(month), Number(dayOfMonth)) / 1000;
    }
    const [hour, minute, second = "0"] = tick.label.split(":");
    return Date.parse(`${date}T00:00:00Z`) / 1000 + Number(hour) * 3600 + Number(minute) * 60 + Number(second);
  });
}

function wallClock(time, { unit }) {
  const date = new Date(time * 1000);
  const isDate = unit === "day" || unit === "month" || unit === "year";
  const clock = isDate ? [0, 0, 0] : [date.getHours(), date.getMinutes(), date.getSeconds()];
  const whole = Date.UTC(date.getFullYear(), date.getMonth(), date.getDate(), ...clock) / 1000;
  return whole + (isDate ? 0 : time - Math.floor(time));
}

function check(from, to, characters, now) {
  const step = stepFor(to - from, characters);
  const ticks = timeTicks({ from, to }, characters, "local", now);
  const times = ticks.map(({ time }) => time);
  const start = new Date(from * 1000).toISOString();
  const what = `${process.env.TZ}, ${start} and ${to - from} s, ${step.count} ${step.unit}`;
  assert.deepEqual(times, reference(from, to, step), what);
  assert.ok(ticks.length >= 2 && ticks.length <= characters / (characters < 80 ? 8 : 12) + 2,
    `${what}: ${ticks.length} labels`);
  const date = new Date(now * 1000);
  const today = new Date(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate())).toISOString().slice(0, 10);
  readLabels(ticks, step, today).forEach((read, i) =>
    assert.ok(Math.abs(read - wallClock(times[i], step)) < 1e-6,
      `${what}: ${JSON.stringify(ticks[i])} at ${times[i]}`));
}

for (const zone of zones) {
  test(`from a millisecond to ten years, all ticks are there and tell the time: ${zone}`, () => inZone(zone, () => {
    const random = randomFrom(7);
    const now = at("2026-11-29T11:00:00Z");
    for (let i = 0; i < 400; ++i) {
      const span = 10 ** (-3 + random() * (Math.log10(10 * 365 * day) + 3));
      const from = at("2008-01-01T00:00:00Z") + random() * 18 * 365 * day;
      check(from, from + span, 60 + random() * 140, now);
    }
    for (const change of ["2026-03-29T01:00Z", "2026-10-25T01:00Z", "2026-03-08T07:00Z", "2026-11-01T06:00Z",
      "2026-04-04T15:00Z", "2026-10-03T15:30Z", "2011-12-30T10:00Z"]) {
      for (let i = 0; i < 40; ++i) {
        const span = 10 ** (2 + random() * 4.5);
        const from = at(change) - random() * span;
        check(from, from + span, 80 + random() * 80, now);
      }
    }
  }));
}

const texts = (ticks) => ticks.map(({ label, date }) => (date ? `${label} ${date}` : label));

test("today times have no date, at other days the first has, and the first after midnight", () => inZone("UTC", () => {
  const now = at("2026-11-29T11:00:00Z");
  const ticks = (from, span) => texts(timeTicks({ from, to: from + span }, 60, "local", now));
  assert.deepEqual(ticks(now - 9.9, 9.9), ["10:59:52", "10:59:54", "10:59:56", "10:59:58", "11:00:00"]);
  assert.deepEqual(ticks(now - 7 * day, 4), ["11:00:00 2026-11-22", "11:00:01", "11:00:02", "11:00:03", "11:00:04"]);
  assert.deepEqual(ticks(now - 12 * 3600, 10 * 3600), ["00:00 2026-11-29", "02:00", "04:00", "06:00", "08:00"]);
}));

test("clocks that are set say so, and days begin at midnight", () => inZone("Europe/Berlin", () => {
  const hours = timeTicks({ from: at("2026-10-24T23:30Z"), to: at("2026-10-25T02:30Z") }, 72, "local", 0);
  assert.deepEqual(texts(hours), ["01:30 2026-10-25", "02:00", "02:30", "02:00 UTC+1", "02:30", "03:00", "03:30"]);
  const days = timeTicks({ from: at("2026-03-27T12:00Z"), to: at("2026-03-31T12:00Z") }, 40);
  assert.deepEqual(texts(days), ["Mar 28 2026", "Mar 29", "Mar 30", "Mar 31"]);
  assert.deepEqual(days.map(({ time }) => new Date(time * 1000).getHours()), [0, 0, 0, 0]);
  const utc = timeTicks({ from: at("2026-03-27T12:00Z"), to: at("2026-03-31T12:00Z") }, 40, "utc");
  assert.deepEqual(utc.map(({ time }) => time % day), [0, 0, 0, 0]);
}));

test("what is no time has no ticks", () => {
  for (const [from, to] of [[1, 1], [2, 1], [NaN, 1], [1e300, 2e300], [0, 1e300]])
    assert.deepEqual(timeTicks({ from, to }, 100), []);
});
