// SPDX-License-Identifier: MIT

import { Covers } from "./covers.js";
import { indexAfter } from "../data/sorted_times.js";
import { now } from "../data/now.js";

/** What comes may be so late, in seconds: up to there it is asked for, though it came here too. */
const margin = 2;
/** So many points of the past are kept. */
const most_points = 1_000_000;
const [least_columns, most_columns] = [100, 4000];
const most_columns_of_csv = 10_000; // of the server
/** A part that is looked at is asked for with so much at both sides, for who moves on: a part of its width. */
const beside = 0.5;
/** At first somewhat more is asked for than the window shows: so many times as much. */
const early = 1.05;
/** Where nothing is kept yet, nothing comes, or the server is away. */
const retry_ms = 2000;

function justBefore(time) {
  return time - Math.abs(time) * Number.EPSILON;
}

/**
 * Asks the server for what it has kept of the times that are seen, where the store does not have it: what came before
 * the page did, or while it was away, and what the store had no room for. That is put into the store, as fine as it can
 * be seen. The store's own points stay where the server has none.
 */
export class Past {
  #store;
  #server;
  #onCame;
  #covers = new Covers();
  /** From when on all that came to the server came here too, by the times of points, Unix seconds. */
  #liveSince = Infinity;
  /** The newest point before the connection; null where points came over it. @type {?number} */
  #before = null;
  #notBefore = -Infinity;
  /** The part that was looked at last, and from when on the store had all then. */
  #held = { from: NaN, to: NaN, since: Infinity };
  #isAsking = false;
  #isAway = false;
  #retryAt = -Infinity;
  #answeredAt = -Infinity;
  #isOff = false;

  /**
   * @param {import("../data/store.js").Store} store
   * @param {Pick<import("./client.js").Client, "ask" | "csv" | "series">} server
   * @param {() => void} onCame is called where the store has other points
   */
  constructor(store, server, onCame) {
    this.#store = store;
    this.#server = server;
    this.#onCame = onCame;
  }

  /** A connection begins: messages before it may have been missed. */
  connected() {
    this.#before = this.#store.extent()?.[1] ?? -Infinity;
    this.#isAway = false;
  }

  /** The connection ended: the server is not asked until there is one. */
  disconnected() {
    this.#isAway = true;
  }

  /** All that was kept here was let go: it is not asked for again. */
  clear() {
    this.#covers.clear();
    this.#notBefore = now();
  }

  /** @returns {boolean} whether all that the server has of a time is here, however fine */
  covers(from, to) {
    return this.#covers.until(Math.max(from, this.#notBefore), to, Infinity) >= to;
  }

  /** What the server has kept between two times, as CSV. @param {string[]} names of series @returns {Promise<Blob>} */
  csv(names, from, to) {
    return this.#server.csv(names, { from, to, columns: most_columns_of_csv });
  }

  /** @returns {number} how wide columns are at a time, seconds; 0 where there are none */
  stepAt(time) {
    return this.#covers.stepAt(time);
  }

  /** @returns {boolean} whether there are columns between two times, not points as they were */
  areCoarse({ from, to }) {
    return this.#covers.areCoarse(from, to);
  }

  /**
   * Asks for what is seen, where it is not there. To be called for each picture.
   * @param {import("../data/window.js").TimeWindow} window
   * @param {number} columns how many can be seen
   */
  follow(window, columns) {
    if (this.#isOff || this.#isAway || this.#isAsking || performance.now() < this.#retryAt)
      return;
    this.#settle();
    const isEmpty = this.#store.extent() === null;
    const { choice, isLive } = window;
    if (isEmpty && (choice.kind === "points" || choice.kind === "last"))
      this.#open(choice, columns);
    else
      this.#look({ from: window.wantedFrom, to: window.shown.to }, columns, isLive);
  }

  #look(wanted, columns, isLive) {
    const since = this.#sinceFor(wanted, isLive);
    const from = Math.max(wanted.from, this.#notBefore);
    if (from >= Math.min(since, wanted.to))
      return;
    const [oldest, newest] = this.#store.extent() ?? [from, Infinity];
    const first = oldest < wanted.to ? Math.max(from, oldest) : from;
    const step = (wanted.to - first) / columns;
    const isOldest = first > from && this.#covers.until(from, first, Infinity) >= first; // there is nothing before it
    const start = isOldest ? first : from;
    const covered = this.#covers.until(start, wanted.to, step);
    const { seam, due } = this.#seam(since, newest);
    const isSilent = since === Infinity && covered > start && performance.now() < this.#answeredAt + retry_ms;
    if (isSilent || covered >= Math.min(wanted.to, isLive ? due : since))
      return;
    const room = isLive ? 0 : beside * (wanted.to - from);
    const before = isOldest ? first : from - room;
    const begin = covered > start ? Math.max(before, covered - margin) : before;
    const to = Math.min(isLive ? Infinity : wanted.to + room, seam);
    const span = Math.min(to, wanted.to + room) - Math.max(begin, first);
    this.#get({ from: begin, to, columns: this.#columnsOf(span, step) });
  }

  /** What a window shows that moves on: up to the newest point, whenever that came. */
  async #open(choice, columns) {
    this.#isAsking = true;
    const all = await this.#server.series().catch(() => null) ?? [];
    const newest = Math.max(...all.map(({ last }) => last));
    const steps = all.map(({ first, last, count }) => (last - first) / Math.max(1, count - 1));
    const seconds = choice.kind === "last" ? choice.seconds : choice.count * Math.max(...steps);
    const from = all.length === 0 ? now() : Math.max(newest - early * seconds - margin, this.#notBefore);
    await this.#get({ from, to: Infinity, columns: choice.kind === "last" ? columns : most_columns });
  }

  /**
   * From when on the store has all. What it lets go of a part that somebody looks at is not asked for: that was there,
   * and is still seen.
   */
  #sinceFor({ from, to }, isLive) {
    const since = Math.max(this.#liveSince, this.#store.forgottenUntil);
    if (isLive || this.#held.from !== from || this.#held.to !== to || this.#held.since === Infinity)
      this.#held = { from, to, since };
    return this.#held.since;
  }

  /**
   * Up to where the server is asked: later points are the store's own, and have come to both. And up to where it has to
   * have been asked by now. Soon after a connection has begun there is less to tell from; then it is asked again.
   */
  #seam(since, newest) {
    if (since === Infinity)
      return { seam: Infinity, due: Infinity };
    const isEarly = newest < since + 2 * margin;
    if (isEarly)
      return { seam: Math.max(since, (since + newest) / 2), due: since };
    const isFull = this.#store.forgottenUntil > -Infinity;
    return isFull ? { seam: newest - margin, due: (since + newest) / 2 }
      : { seam: since + margin, due: since + margin };
  }

  #columnsOf(span, step) {
    return Math.round(Math.max(least_columns, Math.min(most_columns, span / step)));
  }

  /** Finds out when the first point came over a new connection. */
  #settle() {
    if (this.#before === null)
      return;
    const before = this.#before;
    const times = this.#store.series.map(({ x, past }) => x[Math.max(past, indexAfter(x, before))] ?? Infinity);
    const first = Math.min(Infinity, ...times);
    if (first === Infinity)
      return;
    [this.#liveSince, this.#before] = [first, null];
    // A server that was asked meanwhile may have had it, and what came after it, before it was here.
    this.#store.keepPast(-Infinity, justBefore(first));
  }

  async #get(part) {
    this.#isAsking = true;
    try {
      const answer = await this.#server.ask(part);
      this.#isOff = answer === null;
      if (answer !== null)
        this.#take(part, answer);
      this.#answeredAt = performance.now();
      if (answer?.series.length === 0)
        this.#retryAt = this.#answeredAt + retry_ms;
    } catch {
      this.#retryAt = performance.now() + retry_ms;
    } finally {
      this.#isAsking = false;
    }
  }

  /** What came while the answer was on its way is newer than all of it. */
  #take(part, { to, series }) {
    this.#settle();
    const end = part.to === Infinity ? Math.min(to, this.#liveSince) : part.to;
    for (const { name, x, y, step } of series) {
      const until = step > 0 ? Math.min(end, this.#liveSince) : end; // columns are coarser than what came here
      const count = indexAfter(x, until);
      if (count === 0 || this.#store.find(name)?.words)
        continue;
      const own = x[0] - step / 8; // a point before the part may come with it
      const wider = this.#covers.stepAt(x[0]); // a wider column that was there may have begun earlier
      const from = Math.min(own, Math.max(part.from, own - wider));
      this.#store.replace(name, from, until, { x: x.subarray(0, count), y: y.subarray(0, count) });
    }
    if (this.#store.past > most_points) {
      this.#store.keepPast(part.from, end);
      this.#covers.clear();
    }
    if (end > part.from)
      this.#covers.add(part.from, end, Math.max(0, ...series.map(({ step }) => step)));
    this.#onCame();
  }
}
