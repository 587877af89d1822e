// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { ExpressionError, parse } from "../../../web/formula/expression.js";

/** A tree as text: names in brackets, each call with its parts, and with its parameter after a semicolon. */
function shown({ kind, name, value, parts, parameter }) {
  if (kind === "number")
    return String(value);
  if (kind === "series")
    return `[${name}]`;
  return `${name}(${parts.map(shown).join(", ")}${parameter === undefined ? "" : `; ${parameter}`})`;
}

const read = (text, ...names) => shown(parse(text, (name) => names.includes(name)).tree);

test("operators bind as in mathematics", () => {
  for (const [text, tree] of [
    ["a - b - c", "-(-([a], [b]), [c])"],
    ["a + b * c", "+([a], *([b], [c]))"],
    ["(a + b) * c", "*(+([a], [b]), [c])"],
    ["a / b / c", "/(/([a], [b]), [c])"],
    ["a ^ b ^ c", "^([a], ^([b], [c]))"],
    ["-a ^ 2", "-(0, ^([a], 2))"],
    ["a ^ -b", "^([a], -(0, [b]))"],
    ["a * -b", "*([a], -(0, [b]))"],
    ["a - -+b", "-([a], -(0, [b]))"],
  ])
    assert.equal(read(text), tree, text);
});

test("numbers have fractions and exponents, and what is made of numbers is one", () => {
  for (const [text, tree] of [
    ["a * 1.8 + 32", "+(*([a], 1.8), 32)"],
    ["a*.5e-3", "*([a], 0.0005)"],
    ["a * 2E+3", "*([a], 2000)"],
    ["a - (2 - 3) * 4", "-([a], -4)"],
    ["a * sqrt(2 ^ 4) / abs(-2)", "/(*([a], 4), 2)"],
  ])
    assert.equal(read(text), tree, text);
});

test("functions have a time or a period", () => {
  for (const [text, tree] of [
    ["rate(a)", "rate([a])"],
    ["log10( a * 2 )", "log10(*([a], 2))"],
    ["mean(a, 5s)", "mean([a]; 5)"],
    ["mean(a,5)", "mean([a]; 5)"],
    ["min(a, 500 ms)", "min([a]; 0.5)"],
    ["max(a, 2 * 1.5min)", "max([a]; 180)"],
    ["median(a, 1h) - mean(a, 1d)", "-(median([a]; 3600), mean([a]; 86400))"],
    ["unwrap(a)", "unwrap([a])"],
    ["unwrap(a, 360)", "unwrap([a]; 360)"],
    ["rate / mean", "/([rate], [mean])"],
  ])
    assert.equal(read(text), tree, text);
});

test("names stand as they are, or in quotes", () => {
  for (const [text, tree] of [
    ["größe.x_1", "[größe.x_1]"],
    ['"imu x" - `imu y`', "-([imu x], [imu y])"],
    ['"say ""a""" + `b``c`', '+([say "a"], [b`c])'],
    ['"a/b"', "[a/b]"],
    ['"1" * 2', "*([1], 2)"],
  ])
    assert.equal(read(text), tree, text);
});

test("a slash divides, unless there is a series of that name, or it makes no sense", () => {
  assert.equal(read("a/b"), "/([a], [b])");
  assert.equal(read("a/b", "a", "b", "a/b"), "[a/b]");
  assert.equal(read("a / b", "a/b"), "/([a], [b])");
  assert.equal(read("a/b/c", "a/b"), "/([a/b], [c])");
  assert.equal(read("a/b/c", "b/c"), "/([a], [b/c])");
  assert.equal(read("a/b^2", "a/b"), "^([a/b], 2)");
  assert.equal(read("cpus/cpu0/load - a", "cpus/cpu0/load"), "-([cpus/cpu0/load], [a])");
  for (const [text, tree] of [
    ["a/2", "/([a], 2)"], ["a/1.5e-3", "/([a], 0.0015)"], ["a/(b)", "/([a], [b])"], ['a/"b"', "/([a], [b])"],
    ["a/-b", "/([a], -(0, [b]))"], ["a/rate(b)", "/([a], rate([b]))"], ["/imu/x", "[/imu/x]"], ["a//b", "[a//b]"],
    ["net/5min * 2", "*([net/5min], 2)"],
  ])
    assert.equal(read(text), tree, text);
  assert.equal(read("a/rate(b)", "a/rate"), "/([a], rate([b]))");
});

test("what stands in front of an equals sign is the name, else all of it", () => {
  const nameOf = (text) => parse(text).name;
  assert.equal(nameOf("celsius = (f - 32) / 1.8"), "celsius");
  assert.equal(nameOf("  battery power=u*i"), "battery power");
  assert.equal(nameOf('"a=b" = c'), "a=b");
  assert.equal(nameOf(" a  - b "), "a  - b");
  assert.equal(nameOf('"a=b" * 2'), '"a=b" * 2');
});

test("errors tell what is wrong, and where", () => {
  for (const [text, column, what] of [
    ["", 1, /^a name or a number is expected$/],
    ["rate(", 6, /^a name or a number is expected$/],
    ["a + * b", 5, /^a name or a number is expected$/],
    ["= a", 1, /^a name or a number is expected$/],
    ["x = a b", 7, /^an operator is expected$/],
    ["2a", 2, /^an operator is expected$/],
    ["a == b", 4, /^a name or a number is expected$/],
    ["a)", 2, /^an operator is expected$/],
    ["(a", 3, /^\) is expected$/],
    ["5", 1, /^a series is expected$/],
    ["rate(2)", 1, /^rate needs a series$/],
    ["a - foo(b)", 5, /^there is no function foo; there are rate, /],
    ["mean(a)", 7, /^a comma and a time as in 5s are expected$/],
    ["mean(a, b)", 9, /^a time as in 5s is expected$/],
    ["mean(a, 0s)", 9, /^a time as in 5s is expected$/],
    ["mean(a, 5parsec)", 10, /^\) is expected$/],
    ["unwrap(a, -1)", 11, /^a number above 0 is expected$/],
    ["rate(a, 5s)", 7, /^\) is expected$/],
    ["a * 1e999", 5, /^this is not a finite number$/],
    ["1 / 0 * a", 3, /^this is not a finite number$/],
    ['a - "b', 5, /^this quote has no end$/],
    [`${"(".repeat(51)}a`, 52, /^more than 50 levels$/],
    [`${"-".repeat(51)}a`, 52, /^more than 50 levels$/],
    [`a${" ".repeat(1000)}`, 1001, /^more than 1000 characters$/],
  ])
    assert.throws(() => parse(text), (error) => {
      assert.ok(error instanceof ExpressionError, text);
      assert.equal(error.column, column, `${text}: ${error.message}`);
      assert.match(error.message, /^column \d+: /);
      assert.match(error.message.replace(/^column \d+: /, ""), what);
      return true;
    });
});

test("whatever is typed is read, or wrong", () => {
  const parts = ["a", "b/c", "/", "1.5", "e", "(", ")", "rate(", "mean(", ",", "5s", "+", "-", "*", "^", "=", '"', "`",
    " ", ".", "é", "#"];
  let seed = 1;
  const random = (count) => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % count;
  };
  for (let i = 0; i < 5000; ++i) {
    const text = Array.from({ length: 1 + random(12) }, () => parts[random(parts.length)]).join("");
    try {
      const { name, tree } = parse(text, (name) => name === "b/c");
      assert.ok(name !== "" && shown(tree).includes("["), text);
    } catch (error) {
      assert.ok(error instanceof ExpressionError && error.column >= 1 && error.column <= text.length + 1, text);
    }
  }
});
