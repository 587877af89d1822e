// SPDX-License-Identifier: MIT

/**
 * The colours of the style sheet, for what is drawn on a canvas.
 *
 * @returns {{card: string, edge: string, grid: string, line: string, fillOpacity: number}} as they are now
 */
export function readTheme() {
  const style = getComputedStyle(document.documentElement);
  const read = (name) => style.getPropertyValue(name).trim();
  return {
    card: read("--card"),
    edge: read("--edge"),
    grid: read("--grid"),
    line: read("--series-1"),
    fillOpacity: Number(read("--fill-opacity")),
  };
}

/**
 * @param {() => void} action is called when the browser changes between light and dark
 */
export function onThemeChange(action) {
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", action);
}
