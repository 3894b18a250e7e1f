/* Charts grow with the reader's letters: each is drawn as for the usual ones, in less room, and enlarged as a whole. */

const USUAL = 16; // pixels: the letters of a page, where the reader asks for no others
const LEAST_WIDTH = 335; // of a chart; where there is less room, it moves within its panel

const letters = () => parseFloat(getComputedStyle(document.documentElement).fontSize) / USUAL;

/**
 * How wide a chart in this panel is drawn.
 *
 * @param {Element} panel
 */
export const roomIn = (panel) => Math.max(Math.floor(panel.clientWidth / letters()), LEAST_WIDTH);

/**
 * Gives a chart that is drawn so high its place; the style sheet enlarges it.
 *
 * @param {HTMLElement} chart
 * @param {number} height
 */
export function place(chart, height) {
  const { classList, style } = document.documentElement;
  classList.toggle("enlarged", letters() !== 1);
  style.setProperty("--letters", String(letters()));
  chart.style.height = `${height}px`;
  chart.style.setProperty("--drawn-height", `${height}px`);
}
