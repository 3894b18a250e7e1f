/* Printing: the paper holds all that the view shows, whatever is open or in sight on the screen. */

/** @import { Page } from "contract" */

import { draw, forPaper } from "./charts.js";
import { all, element, targetOf, the } from "./dom.js";
import { content, part } from "./shown.js";
import { fill } from "./tabs.js";
import { _ } from "./words.js";

const FOLDED = ".quotes blockquote > details, .passage details, .disclosure";
const GAP = 8; // pixels under what a chart shows
let printing = false;
/** @type {HTMLDetailsElement[]} */
let unfolded = [];

/** @returns {NodeListOf<HTMLDetailsElement>} */
const folded = () => document.querySelectorAll(FOLDED);

function toPaper() {
  if (printing) return;
  printing = true;
  forPaper(true);
  unfolded = [...folded()].filter((box) => !box.open);
  for (const box of unfolded) box.open = true;
  paintOrigin();
  for (const card of content?.cards ?? []) {
    if (!part(card.key, "card")) continue;
    draw(card);
    fill(card, "table");
    fill(card, "about");
  }
  for (const chart of all(".chart")) chart.style.setProperty("--drawn", drawnHeight(chart));
  tell(true);
}

/**
 * A document has words in place of a chart's picture, and no keys; on the screen the chart has the words and the keys.
 *
 * @param {boolean} paper
 */
function tell(paper) {
  for (const chart of all(".chart:has(.main-svg)")) {
    const [picture, ...others] = chart.querySelectorAll(".main-svg");
    chart.setAttribute("role", paper ? "none" : "listbox");
    chart.querySelector(".plot-container")?.setAttribute("aria-hidden", String(!paper));
    picture.setAttribute("role", "img");
    picture.setAttribute("aria-label", chart.getAttribute("aria-label") ?? "");
    for (const other of others) other.setAttribute("aria-hidden", "true");
  }
}

function toScreen() {
  if (!printing) return;
  printing = false;
  for (const box of unfolded) box.open = false;
  tell(false);
  forPaper(false);
}

/**
 * How far down the chart there is something to see: few bars need not take the place of many.
 *
 * @param {HTMLElement} chart
 */
function drawnHeight(chart) {
  /** @type {NodeListOf<SVGGElement>} */
  const layers = chart.querySelectorAll(".cartesianlayer, .infolayer");
  const bottoms = [...layers].map((layer) => layer.getBBox()).map((box) => box.y + box.height);
  const bottom = Math.max(0, ...bottoms);
  return bottom ? `min(${chart.style.height}, ${Math.ceil(bottom) + GAP}px)` : chart.style.height;
}

/** Where the page comes from; style sheets take the short words for the head of each sheet of paper. */
function paintOrigin() {
  const box = the("app-print-facts");
  const facts = content?.origin ?? [];
  if (facts.length)
    box.replaceChildren(...facts.filter(([key]) => key !== "council").map(([, label, text]) => pair(label, text)));
  else for (const old of all(".address", box)) old.remove();
  box.append(pair(_("Address"), location.origin + location.pathname + (content?.query ?? location.search), "address"));
  for (const [name, text] of Object.entries(sheetWords(facts, document.title.replace(/ - Scrutiny$/, "")))) {
    document.documentElement.style.setProperty(name, `"${text.replace(/["\\]/g, "\\$&")}"`);
  }
}

/**
 * @param {string} label
 * @param {string} text
 * @param {string} [kind]
 */
const pair = (label, text, kind = "") =>
  element("div", { class: kind }, element("dt", {}, label), element("dd", {}, text));

/**
 * What stands at the edges of each sheet, by the name under which assets/print.css knows it.
 *
 * @param {Page["origin"]} facts
 * @param {string} title
 */
function sheetWords(facts, title) {
  const known = new Map(facts.map(([key, , text]) => [key, text]));
  const filters = known.get("filters");
  return {
    "--print-left": [known.get("council"), title].filter(Boolean).join(" · "),
    "--print-right": [known.get("period"), filters === _("none") ? "" : filters].filter(Boolean).join(" · "),
    "--print-foot": facts.length
      ? _("Data to {day} · release {release}", { day: known.get("data_to"), release: known.get("release") })
      : "Scrutiny",
  };
}

window.addEventListener("beforeprint", toPaper);
window.addEventListener("afterprint", toScreen);
window.matchMedia("print").addEventListener("change", (event) => (event.matches ? toPaper() : toScreen()));

document.addEventListener("click", (event) => {
  if (targetOf(event).closest("#app-print-button")) window.print();
});
