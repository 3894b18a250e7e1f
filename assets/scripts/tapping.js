/* A finger on a chart: the first tap shows a mark's label and a button that opens it, the second opens it. */

import { element, targetOf } from "./dom.js";
import { linesOf, opened } from "./reading.js";
import { hideLabels, labelOf, show } from "./ring.js";
import { current } from "./shown.js";
import { _ } from "./words.js";

/** @type {{chart: HTMLElement, link: string, button: HTMLElement} | null} */
let tapped = null;

/**
 * Shows the mark's label; opens it where that is shown.
 *
 * @param {HTMLElement} chart
 * @param {{curveNumber: number, pointNumber: number, hovertext: string, link: string}} mark
 * @param {(link: string) => void} follow
 */
export function tap(chart, { curveNumber, pointNumber, hovertext, link }, follow) {
  const again = tapped?.chart === chart && tapped.link === link && tapped.button.isConnected;
  forget();
  if (again) {
    hideLabels();
    follow(link);
    return;
  }
  const [head] = linesOf(hovertext);
  const name = opened({ head, link }, current());
  if (!name) return; // what is on show already
  const button = element("button", { type: "button", class: "chart-open" }, _("Open {name}", { name }));
  button.addEventListener("click", () => {
    forget();
    hideLabels();
    follow(link);
  });
  chart.after(button);
  tapped = { chart, link, button };
  // Plotly tells when the label is another than its own answer to the tap, which is there already
  /** @type {PlotlyChart} */ (chart).once("plotly_hover", () => putBeside(chart, button));
  show(chart, { curve: curveNumber, point: pointNumber });
  putBeside(chart, button);
}

/**
 * Puts the button under the mark's label, or above it where there is no room.
 *
 * @param {HTMLElement} chart
 * @param {HTMLElement} button
 */
function putBeside(chart, button) {
  const box = button.offsetParent;
  const label = labelOf(chart)?.getBoundingClientRect();
  if (!box || !label) return;
  const { left, top, bottom } = box.getBoundingClientRect();
  const { offsetWidth, offsetHeight } = button;
  const under = label.bottom + offsetHeight <= Math.min(bottom, innerHeight);
  const across = Math.min(label.left - left, box.clientWidth - offsetWidth);
  const down = (under ? label.bottom : label.top - offsetHeight) - top;
  button.style.inset = `${Math.max(down, 0)}px auto auto ${Math.max(across, 0) + box.scrollLeft}px`;
}

function forget() {
  tapped?.button.remove();
  tapped = null;
}

document.addEventListener("pointerdown", (event) => {
  const target = targetOf(event);
  if (tapped && target !== tapped.button && !tapped.chart.contains(target)) forget();
});
