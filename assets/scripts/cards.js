/* Cards: words, links and notes, in the shells that the page has for them. */

/** @import { Card, Quote } from "contract" */

import { drawAll, watch } from "./charts.js";
import { all, element, parted, say, told } from "./dom.js";
import { spans } from "./grid.js";
import { paintButtons } from "./pictures.js";
import { itsPart, part } from "./shown.js";
import { paintSkips } from "./skipping.js";
import { refill } from "./tabs.js";
import { _ } from "./words.js";

/** @param {Card[]} cards */
export function paintCards(cards) {
  const present = new Set(cards.map((card) => card.key));
  for (const shell of all("[data-card]")) {
    shell.hidden = !present.has(shell.dataset.card ?? "");
    watch(shell);
  }
  fillRows(all("[data-card]:not([hidden])"));
  for (const card of cards) if (part(card.key, "card")) paintCard(card);
  paintSkips();
  drawAll();
}

/** @param {HTMLElement[]} shells those on show */
function fillRows(shells) {
  const wide = shells.map((shell) => shell.matches(".wide"));
  const [two, three] = [spans(wide, 2), spans(wide, 3)];
  for (const [place, { style }] of shells.entries()) {
    style.setProperty("--of-two", String(two[place]));
    style.setProperty("--of-three", String(three[place]));
  }
}

/** @param {Card} card */
function paintCard(card) {
  say(part(card.key, "title"), card.title);
  say(part(card.key, "finding"), card.finding);
  paintNote(itsPart(card.key, "note"), card.note);
  paintQuotes(itsPart(card.key, "quotes"), card.quotes);
  paintFrame(part(card.key, "graph"), card);
  part(card.key, "menu-summary")?.setAttribute("aria-label", _("Present or download: {title}", { title: card.title }));
  paintLink(card, "csv-link", card.csv, _("Download CSV"));
  paintLink(card, "present-link", card.present, _("Present"));
  paintButtons(card);
  refill(card, "table");
  refill(card, "about");
}

/**
 * The chart's place has its height before it is drawn.
 *
 * @param {HTMLElement | null} chart
 * @param {Card} card
 */
function paintFrame(chart, { described, figure }) {
  if (!chart) return;
  const { height, meta } = figure?.layout ?? {};
  const pixels = (/** @type {number | undefined} */ size) => (size ? `calc(${size} * var(--pixel))` : null);
  chart.setAttribute("aria-label", described);
  chart.style.setProperty("--wide-height", pixels(height));
  chart.style.setProperty("--narrow-height", pixels(meta?.narrow?.height ?? height));
}

/**
 * @param {Card} card
 * @param {string} thing
 * @param {string} address
 * @param {string} does
 */
function paintLink(card, thing, address, does) {
  const link = itsPart(card.key, thing, HTMLAnchorElement);
  link.href = address;
  link.setAttribute("aria-label", `${does}: ${card.title}`);
}

/**
 * What can be done only on a screen stands apart in a note, so that paper can leave it out.
 *
 * @param {HTMLElement} node
 * @param {string} text
 */
function paintNote(node, text) {
  if (node.dataset.note === text) return;
  node.dataset.note = text;
  const parts = text.split(/(Select [^.]*\.)/);
  node.replaceChildren(
    ...parts.map((words, place) => (place % 2 ? element("span", { class: "on-screen" }, words) : words)),
  );
}

/**
 * What the council says of the number; an opened one stays open while it stays the same.
 *
 * @param {HTMLElement} box
 * @param {Quote[]} quotes
 */
function paintQuotes(box, quotes) {
  const text = JSON.stringify(quotes);
  const before = box.dataset.quotes;
  box.dataset.quotes = text;
  const drawn = parted(quotes, quoteOf);
  const same = before === undefined ? box.childElementCount === drawn.length : before === text;
  if (!same) box.replaceChildren(...drawn);
}

/** @param {Quote} quote */
const quoteOf = (quote) =>
  element(
    "blockquote",
    {},
    element(
      "p",
      { class: "quote-heading" },
      quote.heading,
      quote.mark ? element("span", { class: "quote-mark" }, ` ${quote.mark}`) : null,
    ),
    ...quote.text.map(told),
    quote.rest.length ? element("details", {}, element("summary", {}, _("Read on")), ...quote.rest.map(told)) : null,
    quote.doubt ? element("p", { class: "quote-doubt" }, quote.doubt) : null,
  );
