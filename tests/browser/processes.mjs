// SPDX-License-Identifier: MIT
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

const deadline_ms = 20_000;

/** A tool of zws that runs as a child of the test. */
export class Tool {
  #name;
  #child;
  #stderr = "";
  #exit;

  /**
   * @param {string} name as in ZWS_BIN, the folder of the binaries
   * @param {string[]} args
   */
  constructor(name, args) {
    this.#name = name;
    this.#child = spawn(join(process.env.ZWS_BIN, name), args, { stdio: ["pipe", "ignore", "pipe"] });
    this.#child.stdin.on("error", () => {}); // it has ended: exit tells
    this.#child.stderr.setEncoding("utf8").on("data", (text) => this.#stderr += text);
    this.#exit = once(this.#child, "exit");
    this.#exit.catch(() => {}); // ready() and stop() tell
  }

  /** @returns {Promise<string>} what the tool says in its `ready` line; rejects if it ends or says nothing in time */
  async ready() {
    return withDeadline(`${this.#name}: ready`, new Promise((resolve, reject) => {
      const look = () => {
        const line = /^\S+: ready: (.*)$/m.exec(this.#stderr);
        if (line)
          resolve(line[1]);
      };
      this.#child.stderr.on("data", look);
      this.#exit.then(([code]) => reject(new Error(`${this.#name} ended with ${code}: ${this.#stderr}`)), reject);
      look();
    }));
  }

  /** Writes to its standard input. @param {string} text */
  write(text) {
    this.#child.stdin.write(text);
  }

  /** Sends SIGTERM. @returns {Promise<number | string>} the exit code, or the signal that ended it */
  async stop() {
    this.#child.kill("SIGTERM");
    try {
      const [code, signal] = await withDeadline(`${this.#name}: end`, this.#exit);
      return code ?? signal;
    } catch (error) {
      this.#child.kill("SIGKILL");
      throw error;
    }
  }
}

/**
 * @param {string} ready what a tool said in its `ready` line
 * @param {string} kind "in bind", "http" ...
 * @returns {string} the address after it
 */
export function addressOf(ready, kind) {
  const found = ready.split(", ").find((part) => part.startsWith(`${kind} `));
  if (!found)
    throw new Error(`no '${kind}' in: ${ready}`);
  return found.slice(kind.length + 1);
}

async function withDeadline(what, promise) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} did not come within ${deadline_ms} ms`)), deadline_ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
