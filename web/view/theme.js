// SPDX-License-Identifier: MIT

/**
 * The colours of the style sheet, for what is drawn on a canvas.
 *
 * @returns {{edge: string, grid: string, card: string, muted: string, fillOpacity: number,
 *     of: (variable: string) => string}}
 */
export function readTheme() {
  const style = getComputedStyle(document.documentElement);
  const of = (variable) => style.getPropertyValue(variable).trim();
  return {
    edge: of("--edge"),
    grid: of("--grid"),
    card: of("--card"),
    muted: of("--muted"),
    fillOpacity: Number(of("--fill-opacity")),
    of,
  };
}

/**
 * @param {string} colour as #rrggbb
 * @returns {number[]} red, green and blue, 0 to 255
 */
export function rgbOf(colour) {
  return [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
}

/** @param {"auto" | "light" | "dark"} choice auto: as the system is set */
export function chooseTheme(choice) {
  if (choice === "auto")
    delete document.documentElement.dataset.theme;
  else
    document.documentElement.dataset.theme = choice;
}

/** @param {() => void} action is called when the system changes between light and dark */
export function onThemeChange(action) {
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", action);
}
