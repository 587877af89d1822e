// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { describePage } from "./page_suite.mjs";
import { waves } from "./stream.mjs";

describePage("a person moves in time", (suite) => {
  test("what was paused for stays, however much comes, and is not drawn again for that", async () => {
    const stream = await suite.start(["--history-memory", "0"]); // the page has nothing but its own memory
    const page = await suite.open();
    const flood = async (messages) => {
      for (let i = 0; i < messages; ++i) {
        stream.send(["flood", JSON.stringify(Array(100_000).fill(i))]);
        await page.received(stream.sent);
      }
    };
    const points = () => page.tab.$eval("#placeholder", ({ dataset }) => Number(dataset.points));
    await flood(2);
    await page.points(200_000);
    await page.tab.click("#pause");
    const frames = () => page.tab.evaluate(() => new Promise((tell) => requestAnimationFrame(() =>
      requestAnimationFrame(() => tell(Number(document.querySelector("#placeholder").dataset.frames))))));
    const drawn = await frames();
    await flood(21);
    assert.equal(await frames(), drawn);
    await page.tab.focus("#placeholder");
    await page.tab.keyboard.press("+");
    await page.tab.waitForFunction(
      (drawn) => Number(document.querySelector("#placeholder").dataset.frames) > drawn, drawn);
    assert.ok(await points() > 100_000, `${await points()} points`);
    await page.tab.keyboard.press("Home");
    await page.tab.waitForFunction(() => /No room for all points before [\d:.-]+: 2,000,000 are kept/.test(
      document.querySelector("#stats").textContent));
  });

  test("paused nothing moves and nothing is lost; Live goes on", async () => {
    const stream = await suite.start();
    const page = await suite.open();
    const end = Math.floor(Date.now() / 1000);
    stream.send(...waves(500, end));
    await page.received(1500);
    await page.tab.keyboard.press("Space");
    await page.tab.waitForSelector('#pause[aria-pressed="true"]');
    const before = await page.drawn();
    stream.send(...waves(500, end + 5));
    await page.received(3000);
    assert.equal((await page.drawn()).points, before.points);
    await page.tab.click("#live");
    await page.tab.waitForFunction(
      (points) => Number(document.querySelector("#placeholder").dataset.points) === points, 3000);
  });

  test("a zoomed view stays where it was put while data comes, by wheel, drag and keys", async () => {
    const stream = await suite.start();
    const page = await suite.open();
    const end = Math.floor(Date.now() / 1000);
    stream.send(...waves(2000, end));
    await page.received(6000);
    const all = await page.drawn();
    await page.tab.mouse.move(...await page.at(0.8));
    for (let i = 0; i < 4; ++i)
      await page.tab.mouse.wheel(0, -300);
    await page.tab.waitForFunction(
      (points) => Number(document.querySelector("#placeholder").dataset.points) < points, all.points);
    const zoomed = await page.drawn();
    await page.tab.waitForFunction(() => /from=[\d.]+&to=[\d.]+/.test(location.search));
    stream.send(...waves(100, end + 1));
    await page.received(6300);
    assert.deepEqual((await page.drawn()).points, zoomed.points);
    const times = await page.span();
    await page.tab.mouse.down();
    await page.tab.mouse.move(...await page.at(0.3), { steps: 4 });
    await page.tab.mouse.up();
    await page.tab.waitForFunction((before) =>
      Number(document.querySelector("#placeholder").dataset.from) !== before, times[0]);
    await page.tab.focus("#placeholder");
    await page.tab.keyboard.press("ArrowLeft");
    await page.tab.keyboard.press("-");
    await page.tab.keyboard.press(",");
    await page.tab.waitForFunction(() => /north .*, east/.test(document.querySelector("#cursor_values").textContent));
    await page.picture("zoomed");
    const [from] = await page.span();
    await page.tab.waitForFunction((from) => location.search.includes(`from=${from}&`), from);
    const [url, points] = [page.tab.url(), (await page.drawn()).points];
    const other = await suite.open(new URL(url).search.concat("&history=10000"));
    await other.tab.waitForFunction(
      (points) => Number(document.querySelector("#placeholder").dataset.points) >= points, points);
    await page.tab.keyboard.press("l");
    await page.tab.waitForFunction(() => document.querySelector("#live").disabled);
    await page.tab.waitForFunction(() => !location.search.includes("from="));
  });

  test("while data moves on the cursor's values are written ten times a second, and the last ones too", async () => {
    const stream = await suite.start();
    const page = await suite.open("?window=2");
    const begin = Math.floor(Date.now() / 1000);
    const send = () => {
      const t = Date.now() / 1000;
      stream.send(["a", JSON.stringify({ t, v: t - begin })]);
    };
    const timer = setInterval(send, 10);
    try {
      await page.points(20);
      await page.tab.mouse.move(...await page.at(0.5));
      await page.tab.waitForSelector(".cursor-row");
      const { writes, frames, ms } = await page.tab.evaluate(() => new Promise((resolve) => {
        let [writes, frames] = [0, 0];
        const observer = new MutationObserver(() => { writes += 1; });
        observer.observe(document.querySelector(".cursor-time"), { childList: true });
        const [first, count] = [performance.now(), () => {
          frames += 1;
          if (frames < 120)
            return requestAnimationFrame(count);
          observer.disconnect();
          resolve({ writes, frames, ms: performance.now() - first });
        }];
        requestAnimationFrame(count);
      }));
      assert.ok(writes > 1 && writes <= ms / 100 + 1, `${writes} in ${ms} ms, ${frames} frames`);
    } finally {
      clearInterval(timer);
    }
    await page.received(stream.sent);
    await page.tab.waitForFunction((begin) => {
      const { dataset } = document.querySelector("#placeholder");
      const [from, to] = [Number(dataset.from), Number(dataset.to)];
      const { left } = document.querySelector(".cursor-line").style;
      const plot = globalThis.jQuery(".panel").data("plot");
      const time = from + (to - from) * ((parseFloat(left) - plot.getPlotOffset().left) / plot.width());
      return Number(dataset.lastX) === to && Math.abs(Number(dataset.cursorX) - time) < 1e-3
        && Math.abs(Number(document.querySelector(".cursor-value").textContent) - (time - begin)) < 1;
    }, begin);
  });

  test("a wheel zooms though the browser refuses to write the address", async () => {
    const stream = await suite.start();
    const page = await suite.open();
    stream.send(...waves(2000, Math.floor(Date.now() / 1000)));
    await page.received(6000);
    await page.tab.evaluate(() => {
      globalThis.replaceState = history.replaceState;
      history.replaceState = () => { throw new DOMException("too many calls", "SecurityError"); };
    });
    await page.tab.mouse.move(...await page.at(0.8));
    const before = await page.span();
    await page.tab.mouse.wheel(0, -300);
    await page.tab.waitForFunction((before) =>
      Number(document.querySelector("#placeholder").dataset.from) > before, before[0]);
    await page.tab.evaluate(() => { history.replaceState = globalThis.replaceState; });
    await page.tab.waitForFunction(() => location.search.includes("from="));
  });

  test("Home and Live, Pause, zoom and Resume, and keys with Caps Lock do what they say", async () => {
    const stream = await suite.start();
    const page = await suite.open("?window=5");
    const { keyboard } = page.tab;
    const end = Math.floor(Date.now() / 1000);
    stream.send(...waves(2000, end));
    await page.received(6000);
    const showsFrom = (age) => page.tab.waitForFunction((from) =>
      Math.abs(Number(document.querySelector("#placeholder").dataset.from) - from) < 0.02, end - age);
    await showsFrom(5);
    await page.tab.focus("#placeholder");
    await keyboard.press("Home");
    await showsFrom(19.99);
    await page.tab.waitForFunction(() => document.querySelector("#window").value === "all");
    await page.tab.click("#live");
    await showsFrom(5);
    await page.tab.waitForFunction(() => location.search === "?window=5" && document.querySelector("#live").disabled);

    await page.tab.focus("#placeholder");
    await keyboard.press("=");
    await showsFrom(4.5);
    await keyboard.press("L"); // as with Caps Lock
    await showsFrom(5);

    await page.tab.click("#pause");
    await page.tab.focus("#placeholder");
    await keyboard.press("Home");
    await showsFrom(19.99);
    await keyboard.press("+");
    await page.tab.waitForFunction(() => document.querySelector("#window").value === "fixed");
    await page.tab.click("#pause");
    await showsFrom(5);
    stream.send(...waves(100, end + 1));
    await showsFrom(4);
    assert.equal(await page.tab.textContent("#pause"), "Pause");
  });
});
