// SPDX-License-Identifier: MIT

import { fittingHeight } from "../../data/height.js";
import { FormulaField, nameOfFormula } from "./formula_field.js";
import { readOption } from "../../spectra/kind_options.js";
import { Legend } from "./legend.js";
import { PlotMenu } from "./plot_menu.js";
import { SeriesList } from "./series_list.js";
import { SeriesMenu } from "./series_menu.js";
import { moveTo, release, setAxis, show, showOnly } from "./arranging.js";

/** With more series the list has more room for them, where the window is wide. */
const most_in_legend = 12;
const wide = matchMedia("(min-width: 62rem)");

const byId = (id) => document.getElementById(id);

/** What a person chooses of series and plots, in the legend, the list of series, and the menus of both. */
export class Choices {
  #settings;
  #store;
  #clocks;
  #told;
  /** @type {import("../../view/plots.js").Plots} */
  #plots;
  #legend;
  #list;
  #seriesMenu;
  #plotMenu;

  /**
   * @param {import("../settings.js").Settings} settings are changed
   * @param {import("../../data/store.js").Store} store
   * @param {import("../../data/clocks.js").Clocks} clocks of the series in the store
   * @param {{chosen: () => void, moved: () => void, derived: () => void, limit: (name: string) => void}} told where
   *     something was chosen, and before it, where series have other points, other formulas, or another limit
   */
  constructor(settings, store, clocks, told) {
    this.#settings = settings;
    this.#store = store;
    this.#clocks = clocks;
    this.#told = told;
    const believe = (name) => this.#choose(() => this.#believe(name));
    this.#legend = new Legend(byId("legend"), {
      toggle: (name, only) => this.#choose(() => this.#toggle(name, only)),
      believe,
    });
    this.#list = new SeriesList(byId("series"), {
      show: (names, shown) => this.#choose(() => show(settings, names, shown)),
      open: (name, button) => this.#seriesMenu.open(name, button, this.#plots.groups, settings),
      believe,
    }, () => this.show());
    const formulas = new FormulaField((text) => this.#derive([...settings.derive, text]),
      (name) => store.find(name) !== undefined);
    byId("series").append(formulas.element);
    this.#seriesMenu = new SeriesMenu(byId("series_menu"), {
      label: (name, label) => this.#choose(() => put(settings.labels, name, label)),
      colour: (name, colour) => this.#choose(() => put(settings.colours, name, colour)),
      move: (name, plot) => this.#move(name, plot),
      remove: (name) => this.#derive(settings.derive.filter((text) => nameOfFormula(text) !== name)),
      limit: (name, limit) => this.#choose(() => {
        put(settings.limits, name, limit);
        told.limit(name);
      }),
      trigger: (trigger) => this.#choose(() => { settings.trigger = trigger; }),
      axis: (name, right) => this.#choose(() => (right ? settings.right.add(name) : settings.right.delete(name))),
    });
    this.#plotMenu = new PlotMenu(byId("plot_menu"), (group, change) => this.#changePlot(group, change));
    byId("series_open").addEventListener("click", () => this.openList());
  }

  /** What is done in the plots. */
  get plotHandlers() {
    const { kinds, axes, options } = this.#settings;
    return {
      kind: (names, kind) => this.#choose(() => names.forEach((name) => kinds.set(name, kind))),
      option: (name, value) => this.#choose(() => Object.assign(options, readOption(name, value))),
      menu: (group, button) => this.#plotMenu.open(group, button, axes.get(group.place)),
      height: (group, height) => this.#changePlot(group, { height }),
      drop: (name, group) => this.#move(name, group),
    };
  }

  /** @param {import("../../view/plots.js").Plots} plots */
  attach(plots) {
    this.#plots = plots;
  }

  /** Shows the newest values, and what is chosen. Many series are listed unless a person does not want it. */
  show() {
    const { series } = this.#store;
    this.#open(this.#settings.list ?? (series.length > most_in_legend && wide.matches));
    const look = (name) => this.#plots.look(name);
    byId("legend").hidden = this.#list.isOpen;
    if (this.#list.isOpen)
      this.#list.update(series, this.#settings.hidden, look, this.#plotNumbers(), this.#clocks);
    else
      this.#legend.update(this.#store, this.#settings.hidden, look, this.#clocks);
  }

  /** Opens the list of series, or closes it. */
  openList() {
    this.#choose(() => { this.#settings.list = !this.#list.isOpen; });
  }

  #open(open) {
    if (open === this.#list.isOpen)
      return;
    this.#list.isOpen = open;
    byId("series_open").ariaExpanded = String(open);
  }

  #plotNumbers() {
    return new Map(this.#plots.groups.flatMap(({ series }, at) => series.map(({ name }) => [name, at + 1])));
  }

  #choose(change) {
    change();
    this.#told.chosen();
  }

  #derive(formulas) {
    this.#settings.derive = [...new Set(formulas)];
    this.#told.derived();
    this.#told.moved();
    this.#told.chosen();
  }

  #believe(name) {
    this.#clocks.believe(name);
    this.#told.moved();
  }

  #toggle(name, only) {
    const { hidden } = this.#settings;
    if (only)
      showOnly(this.#settings, name, this.#store.series.map((series) => series.name));
    else
      show(this.#settings, [name], hidden.has(name));
  }

  /** @param {?import("../../data/arrangement.js").Group | "new"} plot null: where the series fits */
  #move(name, plot) {
    if (this.#store.find(name) === undefined)
      return; // something else was dragged here
    this.#choose(() => (plot === null ? release(this.#settings, name)
      : moveTo(this.#settings, name, plot === "new" ? null : plot)));
  }

  #changePlot(group, change) {
    const height = this.#settings.axes.get(group.place)?.height ?? 1;
    const wanted = "factor" in change ? { height: fittingHeight(height * change.factor) } : change;
    this.#choose(() => setAxis(this.#settings, group, wanted));
  }
}

/** @param {Map<string, any>} map @param {string} name @param {unknown} value null: none */
function put(map, name, value) {
  if (value === null)
    map.delete(name);
  else
    map.set(name, value);
}
