// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { Series } from "../../../web/data/series.js";

/** Numbers from 0 to 1, the same ones each time. */
function randomFrom(seed) {
  return () => {
    seed = (seed * 1664525 + 1013904223) >>> 0;
    return seed / 2 ** 32;
  };
}

/** The same in the plainest way: pairs in order, of which the first `past` are of the past. */
class Model {
  points = [];
  past = 0;

  push(x, y) {
    const at = this.points.findLastIndex(([before]) => before <= x) + 1;
    this.points.splice(at, 0, [x, y]);
    this.past += at < this.past ? 1 : 0;
  }

  forget(count) {
    this.points.splice(this.past, count);
  }

  keepPast(from, to) {
    const kept = this.points.slice(0, this.past).filter(([x]) => x >= from && x <= to);
    this.points = [...kept, ...this.points.slice(this.past)];
    this.past = kept.length;
  }

  replace(from, to, points) {
    const [before, after] = [this.points.filter(([x]) => x < from), this.points.filter(([x]) => x > to)];
    const replaced = this.points.length - before.length - after.length;
    this.past = before.length + points.length + Math.max(0, this.past - before.length - replaced);
    this.points = [...before, ...points, ...after];
  }
}

test("points that come, that come late, that are let go, and that are replaced by those of the past", () => {
  for (let seed = 1; seed <= 100; ++seed) {
    const random = randomFrom(seed);
    const [series, model] = [new Series("s"), new Model()];
    const both = (act) => [series, model].forEach(act);
    const between = (least, room) => least + Math.floor(room * random());
    const points = (from, to) => Array.from({ length: between(0, 30) }, () => [from + (to - from) * random(), random()])
      .sort(([one], [other]) => one - other);
    const steps = {
      push() {
        const time = between(0, 200);
        for (let i = 0; i < 20; ++i) {
          const point = [time + between(0, 50), random()];
          both((one) => one.push(...point));
        }
      },
      forget() {
        const count = between(0, model.points.length - model.past + 1);
        both((one) => one.forget(count));
      },
      keepPast() {
        const from = between(0, 200);
        both((one) => one.keepPast(from, from + 80));
      },
      replace() {
        const from = between(0, 200);
        const others = points(from, from + 40);
        series.replace(from, from + 40, { x: Float64Array.from(others, ([x]) => x),
          y: Float64Array.from(others, ([, y]) => y) });
        model.replace(from, from + 40, others);
      },
    };
    for (let i = 0; i < 40; ++i) {
      Object.values(steps)[between(0, 4)]();
      assert.deepEqual(Array.from(series.x, (x, k) => [x, series.y[k]]), model.points, `seed ${seed}, step ${i}`);
      assert.deepEqual([series.length, series.past], [model.points.length, model.past]);
    }
  }
});
