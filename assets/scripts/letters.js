/* Charts grow with the reader's letters: each is drawn as for the usual ones, in less room, and enlarged as a whole. Where
 * the reader sets letters or words further apart, a chart has room beside it for words so much wider. */

import { element } from "./dom.js";

const USUAL = 16; // pixels: the letters of a page, where the reader asks for no others
const LEAST_WIDTH = 335; // of a chart; where there is less room, it moves within its panel

const LETTER = 0.48; // how wide one is, in its height: dashboard/figures/frame.py reckons so
const WORD = 6; // letters that a word has, with the space behind it

/** How much wider words are than a chart was made for. */
export let spread = 1;

const letters = () => parseFloat(getComputedStyle(document.documentElement).fontSize) / USUAL;

/**
 * How wide a chart in this panel is drawn.
 *
 * @param {Element} panel
 */
export const roomIn = (panel) => Math.max(Math.floor(panel.clientWidth / letters()), Math.ceil(LEAST_WIDTH * spread));

/**
 * Gives a chart that is drawn so high its place; the style sheet enlarges it.
 *
 * @param {HTMLElement} chart
 * @param {number} height
 */
export function place(chart, height) {
  const { classList, style } = document.documentElement;
  classList.toggle("enlarged", letters() !== 1 || spread !== 1);
  style.setProperty("--letters", String(letters()));
  chart.style.height = `${height}px`;
  chart.style.setProperty("--drawn-height", `${height}px`);
}

/**
 * Tells when the reader has set letters or words further apart, or closer again.
 *
 * @param {() => void} then
 */
export function whenSpread(then) {
  const words = element("span", { class: "probe", "aria-hidden": "true" }, "A few words");
  document.body.append(words);
  new ResizeObserver(() => {
    const { fontSize, letterSpacing, wordSpacing } = getComputedStyle(words);
    const [letter, word] = [letterSpacing, wordSpacing].map((space) => parseFloat(space) || 0);
    const now = Math.max(1 + (letter + word / WORD) / (LETTER * parseFloat(fontSize)), 1);
    if (now === spread) return;
    spread = now;
    then();
  }).observe(words);
}
