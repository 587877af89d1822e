// SPDX-License-Identifier: MIT
import { accessSync } from "node:fs";
import { firefox } from "playwright-core";

/** Where Firefox is, unless ZWS_FIREFOX says otherwise. */
const path = process.env.ZWS_FIREFOX ?? "/usr/bin/firefox-esr";

/** @returns {false | string} why tests with it cannot run */
export function whyNoFirefox() {
  try {
    accessSync(path);
    return false;
  } catch {
    return `SKIPPED: no Firefox at ${path}; set ZWS_FIREFOX`;
  }
}

/**
 * How often a page may write to the address bar in ten seconds. People's Firefox has a limit of 200, one that is driven
 * has none. A setting that is the same as the default would not be kept.
 */
const address_limit = { "dom.navigation.navigationRateLimit.count": 199 };

/** @returns {Promise<import("playwright-core").Browser>} a Firefox as people have it, driven by WebDriver BiDi */
export function launchFirefox() {
  return firefox.launch({ executablePath: path, channel: "moz-firefox", firefoxUserPrefs: address_limit });
}
