// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { Client } from "../../../web/history/client.js";

const { fetch } = globalThis;
afterEach(() => { globalThis.fetch = fetch; });

/** Remembers which times the server is asked for; it has one series, and is called away where it is asked for that. */
function remember() {
  const asked = [];
  globalThis.fetch = async (address) => {
    if (address === "series")
      return new Response(JSON.stringify([{ series: "a", first: 5, last: 9, count: 2 }]));
    const { searchParams } = new URL(address, "http://localhost/");
    asked.push(["from", "to"].map((name) => Number(searchParams.get(name))));
    return new Response("away", { status: 503 });
  };
  return asked;
}

test("the server is asked for times that it takes, however far somebody zooms out", async () => {
  const asked = remember();
  const client = new Client({ topics: [], fields: { x: null, y: [] } }, { history: true });
  const parts = [[-0.5, 1.5], [-1e10, 1e300], [1e300, 2e300], [-20, -10]];
  for (const [from, to] of parts) {
    await client.ask({ from, to, columns: 10 }).catch(({ message }) => assert.equal(message, "away"));
    await client.csv(["a"], { from, to, columns: 10 }).catch(({ message }) => assert.equal(message, "away"));
  }
  assert.ok(asked.length > parts.length);
  assert.deepEqual(asked.flat().filter((time) => !(time >= 0 && time <= 1e11)), []);
});
