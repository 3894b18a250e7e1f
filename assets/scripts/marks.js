/* Keys inside charts: one Tab stop a chart, in which arrows move from mark to mark, Enter does what a click does and
 * Escape hides the label. A chart is a list whose options, one a mark, are there as long as it has the focus. */

/** @import { Figure } from "contract" */
/** @import { Series } from "./reading.js" */

import { described } from "./describing.js";
import { all, element, isModified, targetOf, the } from "./dom.js";
import { isLying, opened, seriesOf, told } from "./reading.js";
import { hideLabels, point, unring } from "./ring.js";
import { current } from "./shown.js";
import { after, KEYS } from "./walking.js";

/** @typedef {{figure: Figure, follow: (link: string) => void, gated: boolean}} Drawing what a chart draws, what a mark's link does, and whether Enter must go in first */
/** @typedef {{chart: HTMLElement, series: Series[], row: number, place: number}} Inside where the keyboard is; `place` is -1 before the first key */

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
  const text = described(drawing.figure, drawing.gated);
  const id = `${chart.id}-keys`;
  chart.parentElement?.querySelector(`#${id}`)?.remove();
  chart.after(element("p", { id, hidden: true }, text));
  const attributes = { role: "listbox", tabindex: "0", "aria-roledescription": "chart", "aria-describedby": id };
  for (const [name, value] of Object.entries(attributes)) chart.setAttribute(name, value);
  chart.querySelector(".plot-container")?.setAttribute("aria-hidden", "true");
  if (document.activeElement === chart && !drawing.gated) enter(chart);
}

/**
 * Whether a key is for the chart that the keyboard has gone into.
 *
 * @param {KeyboardEvent} event
 */
export const takes = (event) => inside?.chart === event.target && KEYS.includes(event.key);

/** @param {HTMLElement} chart */
function enter(chart) {
  const drawing = drawings.get(chart);
  if (!drawing) return;
  inside = { chart, series: seriesOf(drawing.figure), row: 0, place: -1 };
  const groups = inside.series.map(({ name, marks }, row) =>
    element(
      "div",
      name ? { role: "group", "aria-label": name } : {},
      ...marks.map((mark, place) =>
        element(
          "div",
          {
            id: `${chart.id}-${row}-${place}`,
            role: "option",
            "aria-selected": "false",
            "aria-posinset": place + 1 + "",
            "aria-setsize": marks.length + "",
          },
          told(mark, "", name, opened(mark, current())),
        ),
      ),
    ),
  );
  chart.append(element("div", { class: "chart-marks visually-hidden" }, ...groups));
}

/** @param {HTMLElement} chart */
function leave(chart) {
  if (inside?.chart === chart) {
    inside = null;
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
  if (!drawing || isModified(event) || !KEYS.includes(event.key)) return;
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
function press(key, at, { figure, follow, gated }) {
  const { chart, series, row, place } = at;
  if (key === "Enter") {
    const link = series[row].marks[place]?.link;
    if (link) follow(link);
  } else if (key !== "Escape") move(at, ...after(key, isLying(figure), at));
  else if (gated) leave(chart);
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

document.addEventListener("keydown", ({ key }) => {
  if (key === "Escape") hideLabels();
});
