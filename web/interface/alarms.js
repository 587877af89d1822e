// SPDX-License-Identifier: MIT

const [frequency, length] = [880, 0.25]; // hertz, seconds
const pause = 1; // second between two alarms at least

/** Tells by a sound and by a notification of the system that something happened, where a person wants it. */
export class Alarms {
  #wanted;
  /** @type {?AudioContext} */
  #audio = null;
  #told = -Infinity;

  /** @param {Set<string>} wanted `sound`, `notify`; may change at any time */
  constructor(wanted) {
    this.#wanted = wanted;
  }

  /**
   * To be called where a person has just asked for it: browsers allow it only then.
   * @returns {Promise<string>} why there will be none, in words; "" where there will
   */
  async allow() {
    if (this.#wanted.has("sound")) {
      this.#audio ??= new AudioContext();
      await this.#audio.resume();
    }
    if (!this.#wanted.has("notify"))
      return "";
    const answer = "Notification" in globalThis ? await Notification.requestPermission() : "denied";
    return answer === "granted" ? "" : "The browser does not allow notifications of this page";
  }

  /** @param {string} text */
  tell(text) {
    if (performance.now() / 1000 - this.#told < pause)
      return;
    this.#told = performance.now() / 1000;
    if (this.#wanted.has("sound"))
      this.#beep();
    if (this.#wanted.has("notify") && globalThis.Notification?.permission === "granted")
      notify(text);
  }

  #beep() {
    this.#audio ??= new AudioContext();
    const tone = this.#audio.createOscillator();
    tone.frequency.value = frequency;
    tone.connect(this.#audio.destination);
    tone.start();
    tone.stop(this.#audio.currentTime + length);
  }
}

/** Chromium on Android says that it allows notifications, and throws where a page makes one. */
function notify(text) {
  try {
    new Notification(text, { tag: "zws" });
  } catch {
    // The mark and the line below the plots tell it.
  }
}
