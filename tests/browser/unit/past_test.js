// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { Past } from "../../../web/history/past.js";
import { Store } from "../../../web/data/store.js";
import { TimeWindow } from "../../../web/data/window.js";

/** Numbers from 0 to 1, the same ones each time. */
function randomFrom(seed) {
  return () => {
    seed = (seed * 1664525 + 1013904223) >>> 0;
    return seed / 2 ** 32;
  };
}

/** Keeps points, and answers when it is told to. */
class FakeServer {
  asked = [];
  isAway = false;
  #points = new Map();
  #waiting = [];

  push(name, x, y) {
    this.#points.set(name, [...this.#points.get(name) ?? [], [x, y]].sort(([one], [other]) => one - other));
  }

  fill(name, points) {
    this.#points.set(name, points);
  }

  /** All points of a series between two times. */
  between(name, from, to) {
    return (this.#points.get(name) ?? []).filter(([x]) => x >= from && x <= to);
  }

  async series() {
    return [...this.#points].map(([name, points]) =>
      ({ name, first: points[0][0], last: points.at(-1)[0], count: points.length }));
  }

  ask(part) {
    this.asked.push(part);
    return new Promise((resolve, reject) => this.#waiting.push(() =>
      (this.isAway ? reject(new Error("away")) : resolve(this.#answer(part)))));
  }

  async answer() {
    await new Promise(setImmediate);
    this.#waiting.splice(0).forEach((tell) => tell());
    await new Promise(setImmediate);
  }

  #answer({ from, to, columns }) {
    const all = [...this.#points.values()].flat().map(([x]) => x);
    const begin = Number.isFinite(from) ? from : Math.min(...all);
    const end = Number.isFinite(to) ? to : Math.max(...all);
    return { from: begin, to: end, series: [...this.#points.keys()].map((name) => {
      const points = this.between(name, begin, end);
      const step = points.length > columns ? (end - begin) / columns : 0;
      const before = this.between(name, -Infinity, begin).filter(([x]) => x < begin).slice(-1);
      const kept = step === 0 ? [...before, ...points] : coarse(points, begin, step);
      return { name, step, x: Float64Array.from(kept, ([x]) => x), y: Float64Array.from(kept, ([, y]) => y) };
    }) };
  }
}

/** The first point of each column, at its middle. */
function coarse(points, begin, step) {
  const columns = new Map(points.toReversed().map(([x, y]) => [Math.floor((x - begin) / step), y]));
  return [...columns].map(([column, y]) => [begin + (column + 0.5) * step, y]).sort(([one], [other]) => one - other);
}

function pointsOf({ x, y }) {
  return Array.from(x, (time, i) => [time, y[i]]);
}

test("what came before, and while the connection was away, is there once, whatever comes late meanwhile", async () => {
  for (let seed = 1; seed <= 40; ++seed) {
    const random = randomFrom(seed);
    const server = new FakeServer();
    const store = new Store(10, 200 + Math.floor(1000 * random()));
    const window = new TimeWindow({ kind: "last", seconds: 60 });
    const past = new Past(store, server, () => {});
    const begin = Date.now() / 1000;
    let isConnected = false;
    for (let i = 0; i < 1200; ++i) {
      const now = begin + i / 10;
      const changes = i < 1100 && (random() < 0.005 || i === 300);
      if (changes)
        isConnected = i === 300 || !isConnected;
      if (changes && isConnected)
        past.connected();
      if (changes && !isConnected && seed % 2 === 0)
        past.disconnected();
      for (const name of ["a", "b"]) {
        const point = [now - 0.9 * random() ** 3, i];
        server.push(name, ...point);
        if (isConnected)
          store.push(name, ...point);
      }
      window.update(store);
      past.follow(window, 100_000);
      if (random() < 0.5)
        await server.answer();
    }
    for (let i = 0; i < 3; ++i) {
      past.follow(window, 100_000);
      await server.answer();
    }
    if (!isConnected)
      continue;
    window.update(store);
    const { from, to } = window.shown;
    for (const name of ["a", "b"]) {
      const there = pointsOf(store.find(name)).filter(([x]) => x >= from && x <= to);
      const wanted = server.between(name, from, to).toSorted(byTime);
      assert.deepEqual(there.toSorted(byTime), wanted, `seed ${seed}, ${name}`);
    }
    assert.ok(server.asked.length < 40, `${server.asked.length} questions`);
  }
});

/** A server with an hour of a series of 10 points a second, a page that has asked for it, and a live point. */
async function afterAnHour() {
  const server = new FakeServer();
  const now = Date.now() / 1000;
  server.fill("a", Array.from({ length: 36_000 }, (_, i) => [now - 3600 + i / 10, i]));
  const store = new Store();
  const window = new TimeWindow({ kind: "last", seconds: 3600 });
  let came = 0;
  const past = new Past(store, server, () => came += 1);
  const look = async () => {
    window.update(store);
    past.follow(window, 500);
    await server.answer();
  };
  await look();
  past.connected();
  store.push("a", now, 36_000);
  await look();
  return { server, store, window, past, look, now, came: () => came };
}

test("what is seen is asked for as fine as it can be seen, once, and finer where somebody looks closer", async () => {
  const { server, store, window, past, look, now, came } = await afterAnHour();
  assert.equal(came(), 2);
  assert.deepEqual(server.asked.map(({ columns }) => columns), [500, 100]);
  assert.ok(store.find("a").length < 700);
  assert.ok(past.areCoarse({ from: now - 3000, to: now - 2000 }));
  for (let i = 0; i < 5; ++i)
    await look();
  assert.equal(server.asked.length, 2);
  window.show({ kind: "fixed", from: now - 2000, to: now - 1990 });
  await look();
  await look();
  assert.equal(server.asked.length, 3);
  assert.equal(past.areCoarse({ from: now - 2000, to: now - 1990 }), false);
  const seen = pointsOf(store.find("a")).filter(([x]) => x >= now - 2000 && x <= now - 1990);
  assert.deepEqual(seen, server.between("a", now - 2000, now - 1990));
  window.pan(0.2); // within what was asked for beside it
  await look();
  assert.equal(server.asked.length, 3);
  window.show({ kind: "last", seconds: 3600 });
  await look();
  assert.equal(server.asked.length, 3);
});

test("what was paused for is not asked for again while more comes than there is room for", async () => {
  const server = new FakeServer();
  const store = new Store(10, 200);
  const window = new TimeWindow({ kind: "last", seconds: 5 });
  const past = new Past(store, server, () => {});
  const begin = Date.now() / 1000;
  past.connected();
  for (let i = 0; i < 1000; ++i) {
    server.push("a", begin + i / 10, i);
    store.push("a", begin + i / 10, i);
    if (i === 150)
      window.pause(true);
    window.update(store);
    past.follow(window, 1000);
    await server.answer();
  }
  assert.ok(store.forgottenUntil > window.shown.to);
  assert.ok(server.asked.length < 3, `${server.asked.length} questions`);
  window.pan(-1);
  past.follow(window, 1000);
  await server.answer();
  const { from, to } = window.shown;
  assert.deepEqual(pointsOf(store.find("a")).filter(([x]) => x >= from && x <= to), server.between("a", from, to));
});

test("a range that goes on beyond a stream that is silent is not asked for again and again", async () => {
  const server = new FakeServer();
  const now = Date.now() / 1000;
  server.fill("a", Array.from({ length: 100 }, (_, i) => [now - 100 + i, i]));
  const store = new Store();
  const past = new Past(store, server, () => {});
  const window = new TimeWindow({ kind: "fixed", from: now - 50, to: now + 50 });
  for (let i = 0; i < 10; ++i) {
    past.follow(window, 1000);
    await server.answer();
  }
  assert.equal(server.asked.length, 1);
  assert.ok(store.find("a").length >= 50);
});

test("an answer is not taken for what came over the connection", async () => {
  const server = new FakeServer();
  const now = Date.now() / 1000;
  server.fill("a", Array.from({ length: 100 }, (_, i) => [now - 100 + i, i]));
  const store = new Store();
  const window = new TimeWindow({ kind: "last", seconds: 60 });
  const past = new Past(store, server, () => {});
  past.connected(); // before an answer comes in, which does not have the next point
  server.push("a", now, 100);
  store.replace("a", now - 100, now - 1, { x: Float64Array.of(now - 50), y: Float64Array.of(50) });
  past.follow(window, 1000);
  for (const time of [now + 1, now + 2]) {
    server.push("a", time, 0);
    store.push("a", time, 0);
  }
  for (let i = 0; i < 4; ++i) {
    window.update(store);
    past.follow(window, 1000);
    await server.answer();
  }
  assert.ok(store.find("a").x.includes(now), "what came between is not there");
});

test("a point that an answer had before it came over the connection is there once", async () => {
  const server = new FakeServer();
  const now = Date.now() / 1000;
  server.fill("a", [[now - 1, 1], [now, 2]]);
  const store = new Store();
  const window = new TimeWindow({ kind: "last", seconds: 60 });
  const past = new Past(store, server, () => {});
  past.connected();
  past.follow(window, 1000);
  await server.answer();
  store.push("a", now, 2);
  window.update(store);
  past.follow(window, 1000);
  await server.answer();
  assert.deepEqual(pointsOf(store.find("a")), [[now - 1, 1], [now, 2]]);
});

test("a stream that has ended long ago is seen as it ended", async () => {
  for (const choice of [{ kind: "last", seconds: 60 }, { kind: "points", count: 100 }]) {
    const server = new FakeServer();
    const end = Date.now() / 1000 - 86_400;
    server.fill("a", Array.from({ length: 1000 }, (_, i) => [end - 999 + i, i]));
    const store = new Store();
    const window = new TimeWindow(choice);
    const past = new Past(store, server, () => {});
    for (let i = 0; i < 4; ++i) {
      past.follow(window, 1000);
      await server.answer();
    }
    window.update(store);
    assert.equal(window.shown.to, end);
    assert.ok(window.shown.from <= end - 59 && window.shown.from >= end - 100, `${end - window.shown.from} s`);
  }
});

test("without history a server is asked once, one that is away again later, nobody for what was let go", async () => {
  const { server, store, past, look, window, now } = await afterAnHour();
  const asked = server.asked.length;
  store.clearAll();
  past.clear();
  window.show({ kind: "fixed", from: now - 1000, to: now - 900 });
  await look();
  assert.equal(server.asked.length, asked);
  const away = new FakeServer();
  away.isAway = true;
  const other = new Past(store, away, () => assert.fail("nothing came"));
  const none = new Past(store, { ...away, ask: async (part) => void away.asked.push(part) ?? null }, assert.fail);
  for (let i = 0; i < 3; ++i) {
    other.follow(window, 500);
    none.follow(window, 500);
    await away.answer();
  }
  assert.equal(away.asked.length, 2);
});

test("points of the page stay where the server has none, and what is far from what is seen makes room", async () => {
  const { server, store, past, look, window, now } = await afterAnHour();
  store.push("b", now - 100, 1);
  const many = Array.from({ length: 1000 }, (_, i) => i);
  for (const k of many)
    store.replace(`c${k % 400}`, now - 9000, now - 8000, { x: Float64Array.from(many, (i) => now - 9000 + i),
      y: Float64Array.from(many) });
  for (const k of many.slice(0, 700))
    store.replace("c0", now - 9000 - 1000 * k, now - 8000 - 1000 * k - 1, { x: Float64Array.from(many,
      (i) => now - 9000 - 1000 * k + i * 0.9), y: Float64Array.from(many) });
  assert.ok(store.past > 1_000_000);
  server.fill("b", []);
  window.show({ kind: "fixed", from: now - 1000, to: now - 900 });
  await look();
  assert.ok(store.past < 10_000, `${store.past} are left`);
  assert.deepEqual(pointsOf(store.find("b")), [[now - 100, 1]]);
  assert.equal(past.covers(now - 3000, now - 2000), false);
  assert.ok(past.covers(now - 1000, now - 900));
});

function byTime(one, other) {
  return one[0] - other[0] || one[1] - other[1];
}

test("while the connection is away nothing is asked for", async () => {
  const { server, window, past, look, now } = await afterAnHour();
  const before = server.asked.length;
  past.disconnected();
  window.show({ kind: "fixed", from: now - 3000, to: now - 2990 });
  await look();
  assert.equal(server.asked.length, before);
  past.connected();
  await look();
  assert.equal(server.asked.length, before + 1);
});

test("a window that begins with the only point here asks for whole columns", async () => {
  const server = new FakeServer();
  const store = new Store();
  const window = new TimeWindow({ kind: "last", seconds: 60 });
  const past = new Past(store, server, () => {});
  const now = Date.now() / 1000;
  server.push("a", now, 1);
  store.push("a", now, 1);
  past.connected();
  window.update(store);
  past.follow(window, 500);
  await new Promise(setImmediate);
  for (const { columns } of server.asked)
    assert.ok(Number.isInteger(columns), `${columns} columns`);
  assert.equal(server.asked.length, 1);
});

test("what came over the connection stays as fine as it came, where the past comes in columns", async () => {
  const server = new FakeServer();
  const store = new Store();
  const window = new TimeWindow({ kind: "last", seconds: 60 });
  const past = new Past(store, server, () => {});
  const now = Date.now() / 1000;
  past.connected();
  for (let i = 0; i < 2000; ++i) {
    server.push("a", now - 20 + i / 100, i);
    store.push("a", now - 20 + i / 100, i);
  }
  for (let i = 0; i < 3; ++i) {
    window.update(store);
    past.follow(window, 500);
    await server.answer();
  }
  assert.ok(server.asked.length > 0);
  assert.deepEqual(pointsOf(store.find("a")).map(([, value]) => value), Array.from({ length: 2000 }, (_, i) => i));
});

test("a stream that is younger than the window is asked for as fine as it is seen, and then no more", async () => {
  const server = new FakeServer();
  const store = new Store();
  const window = new TimeWindow({ kind: "last", seconds: 60 });
  const past = new Past(store, server, () => {});
  const begin = Math.floor(Date.now() / 1000) - 10;
  past.connected();
  for (let i = 0; i < 2000; ++i) { // only the last ones of which have come here
    server.push("a", begin + i / 200, i);
    if (i >= 1400)
      store.push("a", begin + i / 200, i);
  }
  for (let i = 0; i < 20; ++i) {
    window.update(store);
    past.follow(window, 250);
    await server.answer();
  }
  const count = server.asked.length;
  assert.ok(count <= 3, `${count} questions: ${JSON.stringify(server.asked)}`);
  assert.ok(past.stepAt(begin + 2) <= 1.5 * 10 / 250, `${past.stepAt(begin + 2)} s`);
  const { x, y } = store.find("a");
  assert.ok(Math.abs(x[0] - begin) < 0.05 && y[0] === 0, `it begins at ${x[0] - begin}`);
  assert.deepEqual([...y], [...y].sort((one, other) => one - other), "nothing is there twice, or too early");
});
