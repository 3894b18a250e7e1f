/* Charts: drawn when they come near, anew when their figure or their width is another.
 *
 * After an answer one chart in sight is drawn at once. The others follow one by one, those out of sight last, and between
 * them the browser shows what is drawn and takes in what the reader does. */

/** @import { Card } from "contract" */

import { likely } from "./ahead.js";
import { attempt, hasFailed } from "./attempt.js";
import { all } from "./dom.js";
import { fitted } from "./fit.js";
import { place, roomIn, spread, whenSpread } from "./letters.js";
import { inLook, whenLook } from "./looks.js";
import { listed } from "./marks.js";
import { pause } from "./pause.js";
import { clear, listen, plot, pointOut, purge } from "./plotly.js";
import { cardOf, content, current, itsPart, part } from "./shown.js";
import { silence } from "./sounding.js";
import { go } from "./travel.js";
import { _ } from "./words.js";

const MARK = "chart"; // in the browser's own record, when a chart shows the answer; benchmarks/browser.py waits for it
const PAPER_WIDTH = 680; // what assets/print.css leaves of A4 between its margins

/** @type {Map<string, {figure: Card["figure"], width: number}>} */
const drawn = new Map(); // card key -> the figure and width its chart was last drawn with
const near = /** @type {Set<string>} */ (new Set()); // keys of the cards in or close to the window
const inSight = /** @type {Set<string>} */ (new Set()); // of those in the window
let waiting = /** @type {string[]} */ ([]); // keys of the cards whose charts are still to be drawn
let onPaper = false;

/** @param {Element} element */
const keyOf = (element) => element.closest("[data-card]")?.getAttribute("data-card") ?? "";

/**
 * @param {IntersectionObserverEntry[]} entries
 * @param {Set<string>} known the keys of the cards that are there
 */
function note(entries, known) {
  for (const { isIntersecting, target } of entries) known[isIntersecting ? "add" : "delete"](keyOf(target));
}

const sight = new IntersectionObserver((entries) => note(entries, inSight));
const watcher = new IntersectionObserver(
  (entries) => {
    note(entries, near);
    if (content) drawAll();
  },
  { rootMargin: "600px 0px" },
);

const sizes = new ResizeObserver((entries) => {
  if (onPaper) return;
  for (const { target } of entries) {
    const last = drawn.get(keyOf(target));
    if (last && last.width !== roomIn(target)) drawNear(cardOf(keyOf(target)));
  }
});

/** @param {Element} shell */
export function watch(shell) {
  watcher.observe(shell);
  sight.observe(shell);
}

for (const when of [whenLook, whenSpread]) when(() => forPaper(onPaper));

/** Takes all charts away, before another page is laid out. */
export function forget() {
  silence();
  for (const chart of all(".chart")) purge(chart);
  for (const known of [drawn, near, inSight]) known.clear();
  for (const observer of [watcher, sight, sizes]) observer.disconnect();
  waiting = [];
}

/** Draws the first chart in sight of what has been painted, and then the others. */
export function drawAll() {
  const keys = current().cards.flatMap(({ key }) => (near.has(key) ? [key] : []));
  const idle = !waiting.length;
  performance.clearMarks(MARK);
  waiting = [...keys.filter((key) => inSight.has(key)), ...keys.filter((key) => !inSight.has(key))];
  drawNext();
  if (idle) drawOthers();
}

const drawNext = () => drawNear(cardOf(waiting.shift()));

/** Draws what waits, whatever an answer that comes meanwhile makes of it. */
async function drawOthers() {
  while (waiting.length) {
    await pause();
    drawNext();
  }
}

/** @param {Card | undefined} card */
function drawNear(card) {
  if (card && near.has(card.key)) draw(card);
}

/** @param {boolean} paper whether charts are drawn for paper from now on */
export function forPaper(paper) {
  onPaper = paper;
  drawn.clear(); // the colours are others
  if (!paper) for (const key of near) drawNear(cardOf(key));
}

/** @param {Card} card */
export function draw(card) {
  const chart = part(card.key, "graph");
  const panel = part(card.key, "chart-panel");
  if (!chart || !panel || (panel.hidden && !onPaper)) return;
  const draws = () => {
    const width = onPaper ? PAPER_WIDTH : roomIn(panel);
    if (panel.clientWidth && (hasFailed(chart) || !isDrawn(card, width))) drawIn(chart, card, width);
    performance.mark(MARK, { detail: card.key });
  };
  const again = () => draw(cardOf(card.key) ?? card);
  const table = part(card.key, "table-tab");
  attempt(chart, { elsewhere: _("The Table tab has its numbers."), draws, again, instead: () => table?.click() });
}

/**
 * @param {Card} card
 * @param {number} width
 */
function isDrawn({ key, figure }, width) {
  const last = drawn.get(key);
  return last?.width === width && (last.figure === figure || JSON.stringify(last.figure) === JSON.stringify(figure));
}

/**
 * @param {HTMLElement} chart
 * @param {Card} card
 * @param {number} width
 */
function drawIn(chart, { key, figure }, width) {
  drawn.set(key, { figure, width });
  chart.classList.toggle("empty", !figure);
  if (!figure) return clear(chart, _("There is nothing to draw here."));
  const fits = inLook(fitted(figure, width, spread), onPaper);
  place(chart, fits.layout.height);
  plot(chart, fits);
  listed(chart, { figure: fits, follow: go, gated: false });
  if (!listen(chart, go)) return;
  pointOut(chart, likely);
  sizes.observe(itsPart(key, "chart-panel"));
}
