/* A table of marked numbers is one Tab stop, as a chart is: arrow keys walk its cells, Enter follows a cell's link. */

import { element, isModified, targetOf } from "./dom.js";
import { goTo } from "./focus.js";
import { _ } from "./words.js";

/** @type {Record<string, [number, number] | undefined>} rows down and cells on, as lines run from the left */
const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

/**
 * Makes a grid of what is in this panel, if it is such a table.
 *
 * @param {HTMLElement} panel
 */
export function walkable(panel) {
  const table = panel.querySelector(".matrix");
  if (!(table instanceof HTMLTableElement)) return;
  const id = `${panel.id}-keys`;
  table.setAttribute("role", "grid");
  table.setAttribute("aria-describedby", id);
  table.after(element("p", { id, hidden: true }, _("Arrow keys move from cell to cell, Enter opens one.")));
  const stops = [...table.tBodies[0].rows].flatMap(({ cells }) => [...cells].map(stopOf));
  for (const stop of stops) stop.tabIndex = -1;
  stops[0].tabIndex = 0;
  table.addEventListener("keydown", (event) => step(event, table));
}

/**
 * What of a cell has the keyboard: its link, or itself.
 *
 * @param {HTMLTableCellElement} cell
 * @returns {HTMLElement}
 */
const stopOf = (cell) => cell.querySelector("a") ?? cell;

/**
 * @param {KeyboardEvent} event
 * @param {HTMLTableElement} table
 */
function step(event, table) {
  const here = targetOf(event).closest("tbody :is(td, th)");
  if (!(here instanceof HTMLTableCellElement) || isModified(event)) return;
  const way = STEPS[event.key];
  if (!way) return;
  const [down, on] = way;
  const forward = getComputedStyle(table).direction === "rtl" ? -on : on;
  const { sectionRowIndex } = /** @type {HTMLTableRowElement} */ (here.parentElement);
  const cell = table.tBodies[0].rows[sectionRowIndex + down]?.cells[here.cellIndex + forward];
  event.preventDefault();
  if (!cell) return; // the last that way
  table.querySelector("[tabindex='0']")?.setAttribute("tabindex", "-1"); // the pointer may have gone elsewhere since
  stopOf(cell).tabIndex = 0;
  goTo(stopOf(cell));
}
