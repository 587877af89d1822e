// SPDX-License-Identifier: MIT

const distance = 4; // pixels

/** Puts each menu (an element with `popover`) below the button that opens it, and tells that it is open. */
export function attachMenus() {
  for (const button of document.querySelectorAll("button[popovertarget]")) {
    const menu = document.getElementById(button.getAttribute("popovertarget"));
    button.ariaExpanded = "false";
    menu.addEventListener("toggle", (/** @type {ToggleEvent} */ { newState }) => {
      button.ariaExpanded = String(newState === "open");
      if (newState === "open")
        place(menu, button.getBoundingClientRect());
    });
  }
}

/**
 * Opens a menu that has no button of its own.
 * @param {HTMLElement} menu
 * @param {HTMLElement} button below which it is to be
 */
export function openMenu(menu, button) {
  /** @type {any} */ (menu).showPopover({ source: button }); // Tab goes from the button into it
  place(menu, button.getBoundingClientRect());
}

/** A narrow window shows it at its lower edge, by the style sheet. */
function place(menu, { left, bottom }) {
  const [most_left, most_top] = [innerWidth - menu.offsetWidth - distance, innerHeight - menu.offsetHeight - distance];
  menu.style.setProperty("--left", `${Math.max(distance, Math.min(left, most_left))}px`);
  menu.style.setProperty("--top", `${Math.max(distance, Math.min(bottom + distance, most_top))}px`);
}
