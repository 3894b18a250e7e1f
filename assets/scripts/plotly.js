/* Plotly: whether it is there, and what it is told. */

/** @import { Figure } from "contract" */

import { element } from "./dom.js";
import { forFingers } from "./reading.js";
import { tap } from "./tapping.js";

const fingers = window.matchMedia("(pointer: coarse)");
const script = document.querySelector('script[src*="/plotly-basic"]');

/** @param {HTMLElement} chart */
export const isDrawn = (chart) => chart.classList.contains("js-plotly-plot");

/** @param {() => void} does */
export const whenItComes = (does) => script?.addEventListener("load", does, { once: true });

/**
 * Draws the figure. Plotly leaves a line drawn between grid and marks where it was when the next figure has fewer
 * lines: a target that the filters no longer have.
 *
 * @param {HTMLElement} chart
 * @param {Figure} figure
 */
export function plot(chart, { data, layout }) {
  if (!isDrawn(chart)) chart.replaceChildren();
  const lines = (layout.shapes || []).length;
  for (const path of chart.querySelectorAll(".shapelayer [data-index]")) {
    if (Number(path.getAttribute("data-index")) >= lines) path.remove();
  }
  const drawn = fingers.matches ? forFingers(data) : data;
  window.Plotly?.react(chart, drawn, layout, { displayModeBar: false, responsive: false, doubleClick: false });
}

/**
 * There are words in the chart's place, and no marks.
 *
 * @param {HTMLElement} chart
 */
function unlisted(chart) {
  chart.setAttribute("role", "group");
  for (const name of ["tabindex", "aria-orientation", "aria-roledescription", "aria-describedby"])
    chart.removeAttribute(name);
}

/** @param {HTMLElement} chart */
export function purge(chart) {
  if (!isDrawn(chart)) return;
  window.Plotly?.purge(chart);
  chart.classList.remove("js-plotly-plot"); // which Plotly leaves, though it forgets who listens
  delete chart.dataset.wired;
}

/**
 * Takes the chart away and says this instead.
 *
 * @param {HTMLElement} chart
 * @param {string} text
 * @param {string} [kind]
 */
export function clear(chart, text, kind = "") {
  purge(chart);
  unlisted(chart);
  chart.replaceChildren(element("p", { class: kind }, text));
  chart.style.height = "";
}

/**
 * Follows the links of the marks: at once where the mouse clicks, a finger is first told where it would go. True where
 * it has not done so before.
 *
 * @param {HTMLElement} chart
 * @param {(link: string) => void} follow
 */
export function listen(chart, follow) {
  if (chart.dataset.wired) return false;
  chart.dataset.wired = "yes";
  let pressed = { finger: false, heard: false };
  const press = (/** @type {PointerEvent} */ { pointerType }) => {
    pressed = { finger: pointerType === "touch", heard: false };
  };
  chart.addEventListener("pointerdown", press, true);
  /** @type {PlotlyChart} */ (chart).on("plotly_click", ({ points }) => {
    const mark = points.find((one) => one.customdata);
    const again = pressed.finger && pressed.heard; // Plotly tells of a tap once more, as the click that browsers make of it
    pressed.heard = true;
    if (!mark?.customdata || again) return;
    if (pressed.finger) tap(chart, { ...mark, link: mark.customdata }, follow);
    else follow(mark.customdata);
  });
  return true;
}

/**
 * Shows by the mouse's pointer which marks lead somewhere, and tells where: nowhere, once it is on none.
 *
 * @param {HTMLElement} chart
 * @param {(link: string) => void} tell
 */
export function pointOut(chart, tell) {
  const drawn = /** @type {PlotlyChart} */ (chart);
  drawn.on("plotly_hover", ({ points }) => {
    const mark = points.find((point) => point.customdata);
    chart.classList.toggle("leads", !!mark);
    tell(mark?.customdata ?? "");
  });
  drawn.on("plotly_unhover", () => {
    chart.classList.remove("leads");
    tell("");
  });
}
