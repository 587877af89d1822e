// SPDX-License-Identifier: MIT

import { functions, operators } from "./functions.js";

const longest = 1000; // characters
const deepest = 50;

/** Of times such as 5s; without a unit they are seconds. */
const units = { ms: 0.001, s: 1, m: 60, min: 60, h: 3600, d: 86_400 };

const blanks = /\s*/y;
const number = /(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?/iy;
const unit = /(?:ms|s|min|m|h|d)(?![\p{L}\p{N}_])/uy;
const called = /[\p{L}_][\p{L}\p{N}_]*(?=\s*\()/uy;
const quoted = /"(?:[^"]|"")*"|`(?:[^`]|``)*`/y;
const word = /[\p{L}_/.][\p{L}\p{N}_/.]*/uy;
/** The end of a word that is a function. */
const call = /[\p{L}\p{N}_]*(?=\s*\()/uy;
/** A word that can be read as names and numbers with divisions between. */
const division = /^[\p{L}_][\p{L}\p{N}_.]*(?:\/(?:[\p{L}_][\p{L}\p{N}_.]*|\d[\d.]*(?:e\d*)?))*\/?$/iu;
/** Any text is a name in front of an equals sign, which has no other meaning. */
const named = /^\s*("(?:[^"]|"")+"|`(?:[^`]|``)+`|[^="`]*[^="`\s])\s*=/;

/** What is wrong with an expression, and where. */
export class ExpressionError extends Error {
  /** @type {number} of a character; the first one has 1 */
  column;

  constructor(column, what) {
    super(`column ${column}: ${what}`);
    this.column = column;
  }
}

/**
 * What an expression means, as a tree. One part of a call at least is not a number. `parameter` is that of a function:
 * the seconds of a window, or a period.
 *
 * @typedef {{kind: "number", value: number} | {kind: "series", name: string}
 *     | {kind: "call", name: string, parts: Expression[], parameter?: number}} Expression
 */

/**
 * Reads what a series is made of, and the name in front of it: `celsius = (f - 32) / 1.8`. Without one the text itself
 * is the name. There are + - * / ^, parentheses, numbers, functions (see functions.js), and names of series.
 *
 * A name of letters, digits, `_`, `.` and `/` stands as it is, unless it starts with a digit; any other in double
 * quotes or back quotes, of which two stand for one. A slash is part of a name where there is a series of that name:
 * of `a/b/c` the longest part from the start that is one is taken, then the rest is read. Where there is none, it
 * divides, unless that makes no sense: `/a`, `a//b` and `a/5min` are names. A quoted name is never divided.
 *
 * @param {string} text
 * @param {(name: string) => boolean} [isSeries] whether there is a series of that name
 * @returns {{name: string, tree: Expression}} in which there is a series at least
 * @throws {ExpressionError}
 */
export function parse(text, isSeries = () => false) {
  if (text.length > longest)
    throw new ExpressionError(longest + 1, `more than ${longest} characters`);
  const front = named.exec(text);
  const tree = new Parser(text, front?.[0].length ?? 0, isSeries).parse();
  return { name: front ? unquoted(front[1]) : text.trim(), tree };
}

function unquoted(name) {
  const quote = name[0];
  return quote === '"' || quote === "`" ? name.slice(1, -1).replaceAll(quote + quote, quote) : name;
}

/** Goes through the text from left to right; each method reads what its name says, or throws. */
class Parser {
  #text;
  #at;
  #isSeries;
  #depth = 0;

  constructor(text, start, isSeries) {
    this.#text = text;
    this.#at = start;
    this.#isSeries = isSeries;
  }

  parse() {
    const start = this.#place();
    const tree = this.#sum();
    if (this.#place() < this.#text.length)
      this.#fail("an operator is expected");
    if (tree.kind === "number")
      this.#fail("a series is expected", start);
    return tree;
  }

  #sum() {
    return this.#chain(/[+-]/y, () => this.#product());
  }

  #product() {
    return this.#chain(/[*/]/y, () => this.#signed());
  }

  #chain(pattern, operand) {
    let left = operand();
    for (;;) {
      const at = this.#place();
      const operator = this.#take(pattern);
      if (operator === null)
        return left;
      left = this.#combined(operator, [left, operand()], at);
    }
  }

  /** As in mathematics, -a^2 is -(a^2). */
  #signed() {
    const at = this.#place();
    const sign = this.#take(/[+-]/y);
    if (sign === null)
      return this.#power();
    const operand = this.#inside(() => this.#signed());
    return sign === "-" ? this.#combined("-", [{ kind: "number", value: 0 }, operand], at) : operand;
  }

  #power() {
    const base = this.#operand();
    const at = this.#place();
    return this.#take(/\^/y) === null ? base
      : this.#combined("^", [base, this.#inside(() => this.#signed())], at);
  }

  #operand() {
    if (this.#take(/\(/y) === null)
      return this.#number() ?? this.#call() ?? this.#quoted() ?? this.#word()
        ?? this.#fail("a name or a number is expected");
    const inner = this.#inside(() => this.#sum());
    this.#expect(")");
    return inner;
  }

  #number() {
    const at = this.#place();
    const digits = this.#take(number);
    return digits === null ? null : this.#constant(Number(digits), at);
  }

  #call() {
    const at = this.#place();
    const name = this.#take(called);
    if (name === null)
      return null;
    const { parameter, of } = functions.get(name)
      ?? this.#fail(`there is no function ${name}; there are ${[...functions.keys()].join(", ")}`, at);
    this.#expect("(");
    const part = this.#inside(() => this.#sum());
    if (part.kind === "number" && of === undefined)
      this.#fail(`${name} needs a series`, at);
    const value = this.#parameter(parameter);
    this.#expect(")");
    return part.kind === "number" ? this.#constant(of(part.value), at)
      : { kind: "call", name, parts: [part], parameter: value };
  }

  /** @returns {number | undefined} what stands after a comma; a window has to */
  #parameter(kind) {
    if (kind === "window")
      this.#expect(",", "a comma and a time as in 5s are expected");
    else if (kind !== "period" || this.#take(/,/y) === null)
      return undefined;
    const at = this.#place();
    const tree = this.#inside(() => this.#sum());
    if (tree.kind !== "number" || tree.value <= 0)
      this.#fail(kind === "window" ? "a time as in 5s is expected" : "a number above 0 is expected", at);
    return tree.value * (kind === "window" ? units[this.#take(unit)] ?? 1 : 1);
  }

  #quoted() {
    const name = this.#take(quoted);
    if (name !== null)
      return { kind: "series", name: unquoted(name) };
    return /["`]/.test(this.#text[this.#at] ?? "") ? this.#fail("this quote has no end") : null;
  }

  #word() {
    const all = this.#take(word);
    if (all === null)
      return null;
    const start = this.#at - all.length;
    const name = this.#nameIn(all.slice(0, all.length - this.#callAtEnd(start, all).length));
    this.#at = start + name.length;
    return { kind: "series", name };
  }

  /** @returns {string} of `a/rate`, where a parenthesis follows, `rate` */
  #callAtEnd(start, all) {
    call.lastIndex = start + all.lastIndexOf("/") + 1;
    return call.exec(this.#text)?.[0] ?? "";
  }

  /** @returns {string} the name that a word begins with */
  #nameIn(all) {
    for (let end = all.length; end > 0; end = all.lastIndexOf("/", end - 1)) {
      if (this.#isSeries(all.slice(0, end)))
        return all.slice(0, end);
    }
    return division.test(all) ? all.split("/", 1)[0] : all;
  }

  #combined(name, [one, other], at) {
    return one.kind === "number" && other.kind === "number"
      ? this.#constant(operators.get(name)(one.value, other.value), at)
      : { kind: "call", name, parts: [one, other] };
  }

  #constant(value, at) {
    return Number.isFinite(value) ? { kind: "number", value } : this.#fail("this is not a finite number", at);
  }

  #inside(read) {
    this.#depth += 1;
    if (this.#depth > deepest)
      this.#fail(`more than ${deepest} levels`);
    const tree = read();
    this.#depth -= 1;
    return tree;
  }

  #expect(character, otherwise = `${character} is expected`) {
    if (this.#text[this.#place()] !== character)
      this.#fail(otherwise);
    this.#at += 1;
  }

  /** @returns {?string} what matches from here on, blanks before it are passed over */
  #take(pattern) {
    pattern.lastIndex = this.#place();
    const found = pattern.exec(this.#text)?.[0] ?? null;
    this.#at += found?.length ?? 0;
    return found;
  }

  /** @returns {number} where the next character is that is not a blank */
  #place() {
    blanks.lastIndex = this.#at;
    this.#at += blanks.exec(this.#text)[0].length;
    return this.#at;
  }

  /** @returns {never} */
  #fail(what, at = this.#place()) {
    throw new ExpressionError(at + 1, what);
  }
}
