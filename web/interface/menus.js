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

/** A narrow window shows it at its lower edge, by the style sheet. */
function place(menu, { bottom, right }) {
  const left = Math.min(right - menu.offsetWidth, innerWidth - menu.offsetWidth - distance);
  menu.style.setProperty("--left", `${Math.max(distance, left)}px`);
  menu.style.setProperty("--top", `${bottom + distance}px`);
}
