// SPDX-License-Identifier: MIT

/**
 * Makes calls of `action` rare: one an animation frame at most, and none without a request.
 *
 * @param {() => void} action
 * @param {(callback: () => void) => unknown} schedule
 * @returns {() => void} asks for a call in the next frame
 */
export function oncePerFrame(action, schedule = requestAnimationFrame) {
  let asked = false;
  return () => {
    if (asked)
      return;
    asked = true;
    schedule(() => {
      asked = false;
      action();
    });
  };
}
