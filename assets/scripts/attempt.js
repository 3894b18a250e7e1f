/* A chart that cannot be drawn says why in its place, and takes no other with it. */

import { clear, whenItComes } from "./plotly.js";
import { _ } from "./words.js";

const MISSING = "chart-missing";

/**
 * Whether the chart could not be drawn when that was last tried.
 *
 * @param {Element | null} chart
 */
export const hasFailed = (chart) => Boolean(chart?.querySelector(`.${MISSING}`));

/**
 * That a chart could not be drawn, and why.
 *
 * @param {string} elsewhere where its numbers are
 */
export const notDrawn = (elsewhere) =>
  window.Plotly
    ? _("The chart could not be drawn. {elsewhere}", { elsewhere })
    : _(
        "The chart could not be drawn, because a file did not arrive. {elsewhere} Open the page again to try once more.",
        { elsewhere },
      );

/**
 * Draws a chart. While Plotly is on its way, its place says so.
 *
 * @param {HTMLElement} chart
 * @param {object} how
 * @param {string} how.elsewhere where its numbers are
 * @param {() => void} how.draws
 * @param {() => void} how.again called when Plotly has come, or will not
 * @param {() => void} [how.instead] what is done, once, where it cannot be drawn
 */
export function attempt(chart, { elsewhere, draws, again, instead }) {
  if (!window.Plotly && document.readyState !== "complete") {
    clear(chart, _("The chart is being loaded. {elsewhere}", { elsewhere }), "chart-late");
    whenItComes(again);
    window.addEventListener("load", () => window.Plotly || again(), { once: true });
    return;
  }
  const before = hasFailed(chart);
  try {
    if (window.Plotly) {
      draws();
      return;
    }
  } catch (error) {
    reportError(error);
  }
  clear(chart, notDrawn(elsewhere), MISSING);
  if (!before) instead?.();
}
