// SPDX-License-Identifier: MIT

const held_ms = 500;
const most_moved = 10; // pixels

/**
 * Calls `action` where a finger was held on an element, once it is lifted: a menu that opens before would be closed by
 * that. Meanwhile the element has the class `held`. It is not dragged by fingers, and has no menu of the browser then.
 * @param {HTMLElement} element
 * @param {() => void} action
 */
export function onLongPress(element, action) {
  let timer;
  let begin = { x: 0, y: 0 };
  const isHeld = () => element.classList.contains("held");
  const end = () => {
    clearTimeout(timer);
    element.classList.remove("held");
  };
  element.addEventListener("pointerdown", ({ pointerType, isPrimary, clientX, clientY }) => {
    element.draggable = pointerType !== "touch";
    end();
    if (pointerType !== "touch" || !isPrimary)
      return;
    begin = { x: clientX, y: clientY };
    timer = setTimeout(() => element.classList.add("held"), held_ms);
  });
  element.addEventListener("pointermove", ({ clientX, clientY }) => {
    if (Math.hypot(clientX - begin.x, clientY - begin.y) > most_moved)
      end();
  });
  element.addEventListener("pointercancel", end);
  element.addEventListener("pointerup", () => {
    if (isHeld())
      setTimeout(action); // after what the browser does for it
    end();
  });
  element.addEventListener("contextmenu", (event) => {
    if (!element.draggable)
      event.preventDefault();
  });
}
