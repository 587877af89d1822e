// SPDX-License-Identifier: MIT

/**
 * Calls an action for a key, unless somebody writes into a field or holds another key for the browser.
 *
 * @param {Record<string, (event: KeyboardEvent) => void>} actions by the name of the key, as in KeyboardEvent.key
 * @param {HTMLElement} [element] only while this has the focus
 */
export function onKeys(actions, element = document.body) {
  element.addEventListener("keydown", (event) => {
    const target = /** @type {Element} */ (event.target);
    const writes = target.closest("input, select, textarea") !== null;
    const action = actions[event.key] ?? actions[event.key.toLowerCase()]; // Caps Lock may be on
    if (writes || action === undefined || event.ctrlKey || event.metaKey || event.altKey)
      return;
    if (event.key === " " && target.closest("button, summary") !== null)
      return; // it presses the button, or opens the branch
    event.preventDefault();
    action(event);
  });
}
