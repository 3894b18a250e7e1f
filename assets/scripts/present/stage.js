/* The stage: a chart or anything else, as large as the room allows. */

/** @import { Slide } from "contract" */

import { inside } from "../address.js";
import { attempt } from "../attempt.js";
import { element, say } from "../dom.js";
import { enlarged, fitted } from "../fit.js";
import { spread, whenSpread } from "../letters.js";
import { listed } from "../marks.js";
import { listen, plot } from "../plotly.js";
import { matterOf } from "./matter.js";
import { isOwn, the } from "./room.js";
import { current, move, onShow } from "./slides.js";
import { _ } from "../words.js";

const NARROW = 600; // windows up to here show a slide as a page that scrolls
const SIZES = [1.6, 1.4, 1.2, 1.1, 1]; // of what is no chart, in the room's letters

/** @param {Slide} slide */
export function paintStage(slide) {
  const body = the("body");
  the("picture").hidden = !slide.figure;
  body.hidden = Boolean(slide.figure);
  body.scrollTop = 0;
  body.replaceChildren(...matterOf(slide));
  the("graph").setAttribute("aria-label", `${slide.title}. ${slide.headline} ${slide.text}`);
}

/** Makes what is on the stage as large as there is room for. */
export function draw() {
  const slide = onShow();
  if (!slide) return;
  if (slide.figure) drawChart(slide.figure);
  else if (innerWidth >= NARROW) fit(the("body"), slide);
}

/**
 * The figure at the size it was designed for, enlarged as a whole until it fills the room.
 *
 * @param {import("contract").Figure} figure
 */
function drawChart(figure) {
  const chart = the("graph");
  const elsewhere = _("Its numbers are on the page that “Leave” leads to.");
  attempt(chart, { elsewhere, draws: () => drawOn(chart, figure), again: draw });
}

/**
 * @param {HTMLElement} chart
 * @param {import("contract").Figure} figure
 */
function drawOn(chart, figure) {
  const { clientWidth: width, clientHeight: height } = the("stage");
  if (!width) return;
  const narrow = innerWidth < NARROW;
  // beside the notes it is there to be recognised: it keeps its looks, however small
  const letter = isOwn() ? 0 : parseFloat(getComputedStyle(the("room")).fontSize);
  const scale = narrow ? 1 : enlarged({ width, height }, letter);
  const { data, layout } = fitted(figure, width / scale, spread);
  if (!narrow) layout.height = height / scale;
  chart.style.width = `${layout.width}px`;
  chart.style.height = `${layout.height}px`;
  chart.style.transform = scale === 1 ? "" : `scale(${scale})`;
  chart.dataset.scale = String(scale);
  plot(chart, { data, layout });
  listed(chart, { figure: { data, layout }, follow, gated: true });
  listen(chart, follow);
}

/** @param {string} link */
function follow(link) {
  if (link.startsWith("?")) move(inside(link, current().own));
}

/**
 * What is no chart, in the largest letters in which it has room. A table or list that is too long even in the usual
 * letters is cut; what is left out is said, and stands on the page.
 *
 * @param {HTMLElement} body
 * @param {Slide} slide
 */
function fit(body, slide) {
  const table = body.querySelector("table");
  const isHigh = () => body.scrollHeight > body.clientHeight + 1;
  const isWide = () => table?.parentElement && table.parentElement.scrollWidth > table.parentElement.clientWidth + 1;
  for (const size of isOwn() ? [1] : SIZES) {
    body.style.fontSize = `${size}em`;
    if (!isHigh() && !isWide()) break;
  }
  if (table) narrow(table, isWide);
  const list = table ? table.tBodies[0] : body.querySelector(".slide-passages");
  if (list) cut(body, list, slide.rows ?? list.children.length, isHigh);
}

/**
 * Leaves out the last columns until the rest has room.
 *
 * @param {HTMLTableElement} table
 * @param {() => unknown} isWide
 */
function narrow(table, isWide) {
  for (let last = table.rows[0].cells.length - 1; isWide() && last > 1; last -= 1) {
    for (const row of table.rows) row.cells[last].remove();
  }
}

/**
 * Leaves out the last of a list until the rest has room, and says so under it.
 *
 * @param {HTMLElement} body
 * @param {Element} list
 * @param {number} all
 * @param {() => boolean} isHigh
 */
function cut(body, list, all, isHigh) {
  const said = element("p", { class: "cases" });
  const tell = () => {
    if (all > list.children.length && !said.isConnected) body.append(said);
    say(said, _("The first {count} of {all}. The page has them all.", { count: list.children.length, all }));
  };
  tell();
  while (isHigh() && list.children.length > 1) {
    list.lastElementChild?.remove();
    tell();
  }
}

let resized = 0;
const sizes = new ResizeObserver(() => {
  cancelAnimationFrame(resized);
  resized = requestAnimationFrame(() => {
    const slide = onShow();
    if (slide && !slide.figure) paintStage(slide);
    draw();
  });
});

/** Draws anew whenever the stage has another size, or words are further apart. */
export function watchStage() {
  sizes.observe(the("stage"));
  whenSpread(draw);
}
