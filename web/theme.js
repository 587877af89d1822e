// SPDX-License-Identifier: MIT

/**
 * The colours of the style sheet, for what is drawn on a canvas.
 *
 * @returns {{edge: string, grid: string, card: string, fillOpacity: number, of: (variable: string) => string}}
 */
export function readTheme() {
  const style = getComputedStyle(document.documentElement);
  const of = (variable) => style.getPropertyValue(variable).trim();
  return {
    edge: of("--edge"),
    grid: of("--grid"),
    card: of("--card"),
    fillOpacity: Number(of("--fill-opacity")),
    of,
  };
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
