// SPDX-License-Identifier: MIT

const most_words = 64;
const longest_word = 64; // characters
/** After so many words it shows whether they repeat: half of the texts at least are not new. */
const some_words = 20;
/** Words of letters are taken for states at once; numbers, times and the like wait until one of them repeats. */
const plain_word = /^\p{L}[\p{L} _-]*$/u;
/** Such a text says that there is no value. */
const no_value = /^(nan|n\/?a|null|nil|-+)$/i;
/** Names that are not in the store: of so many the words are known. */
const most_unknown = 1000;

/**
 * The series of states: words as values over time. A value is the index of a word in the series' dictionary, `words`.
 * Booleans are the words false and true, and so 0 and 1.
 *
 * What is a state: texts of 64 characters at most that repeat, from a dictionary of 64 words at most. Ids, times and
 * messages have ever new texts: their series is let go again. A series of numbers stays one: a text in it, such as
 * "n/a", is a gap. Where the first values were texts, the first number makes it a series of numbers.
 */
export class States {
  #store;
  #clocks;
  /** @type {Map<string, Dictionary>} by the name of a series */
  #dictionaries = new Map();

  /**
   * @param {import("./store.js").Store} store
   * @param {import("./clocks.js").Clocks} clocks puts points into it
   */
  constructor(store, clocks) {
    this.#store = store;
    this.#clocks = clocks;
  }

  /**
   * @param {string} name of the series
   * @param {number} own its time, Unix seconds
   * @param {string | boolean} value
   * @param {number} arrived Unix seconds
   * @returns {boolean} whether it was kept
   */
  push(name, own, value, arrived) {
    if (no_value.test(String(value)))
      return this.#clocks.push(name, own, NaN, arrived);
    const series = this.#store.find(name);
    if (series !== undefined && series.words === null)
      return this.#clocks.push(name, own, typeof value === "boolean" ? Number(value) : NaN, arrived);
    const dictionary = this.#dictionaries.get(name) ?? this.#add(name, value);
    const index = dictionary.indexOf(String(value));
    if (dictionary.isState)
      return this.#keep(name, dictionary, { own, index, arrived });
    if (dictionary.isGivenUp)
      this.#store.remove(name);
    else
      dictionary.waiting.push({ own, index, arrived });
    return false;
  }

  /** A number came for a series: it is not one of states. To be called before it is pushed. @param {string} name */
  number(name) {
    if (this.#dictionaries.size === 0 || !this.#dictionaries.delete(name))
      return;
    if (this.#store.find(name)?.words)
      this.#store.remove(name);
  }

  #add(name, value) {
    if (this.#dictionaries.size >= most_unknown + this.#store.series.length)
      this.#forgetUnknown();
    const dictionary = new Dictionary(typeof value === "boolean");
    this.#dictionaries.set(name, dictionary);
    return dictionary;
  }

  #forgetUnknown() {
    for (const name of this.#dictionaries.keys()) {
      if (this.#store.find(name) === undefined)
        this.#dictionaries.delete(name);
    }
  }

  #keep(name, dictionary, state) {
    const waiting = dictionary.waiting.splice(0);
    const kept = [...waiting, state].map(({ own, index, arrived }) => this.#clocks.push(name, own, index, arrived));
    const series = this.#store.find(name);
    if (series !== undefined && series.words === null) {
      series.words = dictionary.words;
      series.kind = "lanes";
    }
    return kept.at(-1);
  }
}

/** The words of a series, and whether they are states. */
class Dictionary {
  /** @type {string[]} */
  words = [];
  isState = false;
  isGivenUp = false;
  /** What came before it was known to be states. @type {{own: number, index: number, arrived: number}[]} */
  waiting = [];
  /** @type {Map<string, number>} */
  #indices = new Map();
  #count = 0;

  /** @param {boolean} isBoolean */
  constructor(isBoolean) {
    if (isBoolean)
      ["false", "true"].forEach((word) => this.#add(word));
    this.isState = isBoolean;
  }

  /** @param {string} word @returns {number} its place in `words`, where it is a state */
  indexOf(word) {
    if (this.isGivenUp)
      return NaN;
    this.#count += 1;
    const known = this.#indices.get(word);
    if (known !== undefined) {
      this.isState = true;
      return known;
    }
    if (word.length > longest_word || this.#isTooNew())
      return this.#giveUp();
    this.isState ||= plain_word.test(word);
    return this.#add(word);
  }

  #isTooNew() {
    const { length } = this.words;
    return length >= most_words || (length >= some_words && 2 * length > this.#count);
  }

  #giveUp() {
    this.isGivenUp = true;
    this.isState = false;
    this.words = [];
    this.waiting = [];
    this.#indices.clear();
    return NaN;
  }

  #add(word) {
    this.#indices.set(word, this.words.length);
    return this.words.push(word) - 1;
  }
}
