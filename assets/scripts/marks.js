/* Keys inside charts: one Tab stop a chart, in which arrows move from mark to mark, Enter does what a click does, S plays
 * a series and Escape hides the label. A chart is a list whose options, one a mark, are there while it has the focus. */

/** @import { Figure } from "contract" */
/** @import { Series } from "./reading.js" */

import { described } from "./describing.js";
import { all, element, isModified, targetOf, the } from "./dom.js";
import { optionsOf } from "./options.js";
import { isOverTime, pitches } from "./pitch.js";
import { isLying, opened, seriesOf, told } from "./reading.js";
import { hideLabels, point, unring } from "./ring.js";
import { current } from "./shown.js";
import { isSound, isSounding, play, silence } from "./sounding.js";
import { after, KEYS } from "./walking.js";

/** @typedef {{figure: Figure, follow: (link: string) => void, gated: boolean}} Drawing what a chart draws, what a mark's link does, and whether Enter must go in first */
/** @typedef {{chart: HTMLElement, figure: Figure, series: Series[], row: number, place: number}} Inside where the keyboard is; `place` is -1 before the first key */

/** @type {WeakMap<HTMLElement, Drawing>} */
const drawings = new WeakMap();
/** @type {Inside | null} */
let inside = null; // of the chart that has the focus

/**
 * Makes a chart that has been drawn one stop of the keyboard.
 *
 * @param {HTMLElement} chart
 * @param {Drawing} drawing
 */
export function listed(chart, drawing) {
  if (!drawings.has(chart)) {
    chart.addEventListener("focus", () => drawings.get(chart)?.gated || enter(chart));
    chart.addEventListener("blur", () => leave(chart));
    chart.addEventListener("keydown", onKey);
  }
  drawings.set(chart, drawing);
  leave(chart);
  const id = `${chart.id}-keys`;
  chart.parentElement?.querySelector(`#${id}`)?.remove();
  chart.after(element("p", { id, hidden: true }, described(drawing.figure, drawing.gated)));
  const way = isLying(drawing.figure) ? "vertical" : "horizontal";
  const attributes = { role: "listbox", tabindex: "0", "aria-orientation": way, "aria-roledescription": "chart" };
  for (const [name, value] of Object.entries(attributes)) chart.setAttribute(name, value);
  chart.setAttribute("aria-describedby", id);
  chart.querySelector(".plot-container")?.setAttribute("aria-hidden", "true");
  if (document.activeElement === chart && !drawing.gated) enter(chart);
}

/**
 * Whether a key is for the chart that the keyboard has gone into.
 *
 * @param {KeyboardEvent} event
 */
export const takes = ({ target, key }) => inside !== null && inside.chart === target && isKey(key, inside.figure);

/**
 * @param {string} key
 * @param {Figure} figure
 */
const isKey = (key, figure) => KEYS.includes(key) || (isSound(key) && isOverTime(figure));

/** @param {HTMLElement} chart */
function enter(chart) {
  const drawing = drawings.get(chart);
  if (!drawing) return;
  inside = { chart, figure: drawing.figure, series: seriesOf(drawing.figure), row: 0, place: -1 };
  chart.append(optionsOf(chart.id, inside.series));
}

/** @param {HTMLElement} chart */
function leave(chart) {
  if (inside?.chart === chart) {
    inside = null;
    silence();
    hideLabels();
  }
  unring(chart);
  chart.removeAttribute("aria-activedescendant");
  for (const list of all(".chart-marks", chart)) list.remove();
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  const chart = targetOf(event);
  const drawing = chart instanceof HTMLElement && drawings.get(chart);
  if (!drawing || isModified(event) || !isKey(event.key, drawing.figure)) return;
  if (inside) {
    event.preventDefault();
    press(event.key, inside, drawing);
  } else if (event.key === "Enter") {
    enter(chart);
    if (inside) move(inside, 0, 0);
  }
}

/**
 * @param {string} key
 * @param {Inside} at
 * @param {Drawing} drawing
 */
function press(key, at, { follow, gated }) {
  const { chart, figure, series, row, place } = at;
  const sounded = isSounding();
  silence();
  if (key === "Enter") {
    const link = series[row].marks[place]?.link;
    if (link) follow(link);
  } else if (sounded && (key === "Escape" || isSound(key))) move(at, row, place);
  else if (isSound(key)) hear(at);
  else if (key !== "Escape") move(at, ...after(key, isLying(figure), at));
  else if (gated) leave(chart);
}

/**
 * Plays the series as tones. The mark that sounds is pointed at; the last one is said when all is quiet again.
 *
 * @param {Inside} at
 */
function hear(at) {
  const { chart, figure, series, row } = at;
  const { marks } = series[row];
  const each = (/** @type {number} */ place) => {
    at.place = place;
    point(chart, marks[place]);
  };
  play(pitches(figure, marks), each, () => move(at, row, at.place));
}

/**
 * @param {Inside} at
 * @param {number} row
 * @param {number} place
 */
function move(at, row, place) {
  const { chart, series } = at;
  const { name, marks } = series[row];
  const changed = place !== at.place || row !== at.row;
  const said = row !== at.row || at.place < 0 ? name : "";
  all('[aria-selected="true"]', chart).forEach((option) => option.setAttribute("aria-selected", "false"));
  Object.assign(at, { row, place });
  const option = the(`${chart.id}-${row}-${place}`);
  if (changed) option.textContent = told(marks[place], said, name, opened(marks[place], current()));
  option.setAttribute("aria-selected", "true");
  chart.setAttribute("aria-activedescendant", option.id);
  point(chart, marks[place]);
}

document.addEventListener("keydown", ({ key }) => key === "Escape" && hideLabels());
