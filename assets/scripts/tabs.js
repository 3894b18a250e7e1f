/* A card's tabs: chart, table, about. What a panel holds is written when it is opened. */

/** @import { Card } from "contract" */

import { hasFailed, notDrawn } from "./attempt.js";
import { draw } from "./charts.js";
import { all, element, targetOf, the } from "./dom.js";
import { walkable } from "./matrix.js";
import { cardOf, current, itsPart, part } from "./shown.js";
import { tableOf } from "./tables.js";
import { paintTerms } from "./terms.js";
import { patient } from "./waiting.js";
import { _ } from "./words.js";

/** @typedef {"table" | "about"} Kind */

/**
 * Writes what the panel of a card holds, unless it is there already.
 *
 * @param {Card} card
 * @param {Kind} kind
 */
export function fill(card, kind) {
  const panel = itsPart(card.key, `${kind}-panel`);
  const failed = hasFailed(part(card.key, "graph"));
  const state = `${current().query} ${failed}`;
  if (panel.dataset.query === state) return;
  panel.dataset.query = state;
  const why = failed ? [element("p", { class: "chart-missing" }, notDrawn(_("Here are its numbers.")))] : [];
  panel.replaceChildren(...(kind === "table" ? [...why, tableOf(card.table, card.title)] : aboutOf(card)));
  walkable(panel);
}

/**
 * Writes the panel anew if it is open; one that is closed is written when it opens.
 *
 * @param {Card} card
 * @param {Kind} kind
 */
export function refill(card, kind) {
  const panel = itsPart(card.key, `${kind}-panel`);
  if (panel.hidden) panel.dataset.query = "";
  else fill(card, kind);
}

/** @param {Card} card */
function aboutOf({ about, title }) {
  const pairs = [
    [_("Definition"), about.definition],
    [_("Counted"), about.numerator],
    [_("Out of"), about.denominator],
    [_("Source"), about.source],
  ].filter(([, text]) => text);
  const list = pairs.flatMap(([name, text]) => [element("dt", {}, name), element("dd", {}, text)]);
  const more = element("p", { class: "more" }, element("a", { href: about.more }, _("All about this measure")));
  const queries = about.queries.map((name) => queryOf(name, title));
  return [element("dl", {}, ...list), ...(about.more ? [more] : []), ...queries];
}

/**
 * @param {string} name
 * @param {string} title that of the card: two cards may come from one query
 */
function queryOf(name, title) {
  const code = element("pre", {
    tabindex: "0",
    role: "region",
    "aria-label": _("SQL of {name}: {title}", { name, title }),
  });
  const box = element("details", {}, element("summary", {}, `SQL: ${name}.sql`), code);
  box.addEventListener("toggle", async () => {
    if (!box.open) return;
    const answer = await patient(`/queries/${name}.sql`).catch(() => null);
    code.textContent = answer?.ok ? await answer.text() : _("The query could not be read. Close this and try again.");
  });
  return box;
}

/** @param {HTMLElement} tab */
function choose(tab) {
  const shell = tab.closest("[data-card]");
  if (!shell) return;
  for (const other of all('[role="tab"]', shell)) {
    const chosen = other === tab;
    other.setAttribute("aria-selected", String(chosen));
    other.tabIndex = chosen ? 0 : -1;
    the(other.getAttribute("aria-controls") ?? "").hidden = !chosen;
  }
  const card = cardOf(shell.getAttribute("data-card") ?? "");
  if (!card) return;
  const kind = tab.id.replace(/^.*-(\w+)-tab$/, "$1");
  if (kind === "chart") draw(card);
  else fill(card, /** @type {Kind} */ (kind));
  if (kind === "about") paintTerms();
}

/**
 * The tab that an event happened to.
 *
 * @param {Event} event
 * @returns {HTMLElement | null}
 */
const tabOf = (event) => targetOf(event).closest('[role="tab"]');

/**
 * The place that a key leads to among so many in a row, which has no ends; undefined for a key that leads nowhere.
 *
 * @param {string} key
 * @param {number} place
 * @param {number} count
 */
function placeAfter(key, place, count) {
  /** @type {Record<string, number>} */
  const places = { ArrowRight: place + 1, ArrowLeft: place - 1, Home: 0, End: count - 1 };
  return key in places ? (places[key] + count) % count : undefined;
}

document.addEventListener("click", (event) => {
  const tab = tabOf(event);
  if (tab) choose(tab);
});

document.addEventListener("keydown", (event) => {
  const tab = tabOf(event);
  const list = tab?.parentElement;
  if (!tab || !list) return;
  const tabs = all('[role="tab"]', list);
  const next = placeAfter(event.key, tabs.indexOf(tab), tabs.length);
  if (next === undefined) return;
  event.preventDefault();
  tabs[next].focus();
  choose(tabs[next]);
});
