/* The list of records: found, sorted, paged and closed by address. */

/** @import { Records } from "contract" */

import { found } from "./address.js";
import { all, element, find, lead, say, the } from "./dom.js";
import { lastFocus } from "./focus.js";
import { current, pageKey } from "./shown.js";
import { tableOf } from "./tables.js";
import { go } from "./travel.js";
import { _ } from "./words.js";

const PAUSE = 350; // milliseconds after the last letter
/** @type {Element | null} */
let opener = null; // what the list was opened from

/** What the list was opened from, or stands in its place now; null where that is gone. */
export function wayBack() {
  const href = opener?.isConnected ? null : opener?.getAttribute("href");
  const found = href ? all("main a").find((link) => link.getAttribute("href") === href) : opener;
  return found instanceof HTMLElement && found.checkVisibility() ? found : null;
}

/**
 * @param {Records | null} records
 * @param {boolean} jump whether a list that was not there before is gone to
 */
export function paintRecords(records, jump) {
  const section = find(`${pageKey()}-records`);
  if (!section) return;
  section.hidden = !records;
  if (!records) {
    section.replaceChildren();
    return;
  }
  const opened = !section.firstChild;
  if (opened) section.append(...frame(section.id));
  paintWords(section.id, records);
  paintTable(the(`${section.id}-table`), records);
  if (opened && jump) {
    opener = lastFocus();
    the(`${section.id}-title`).focus({ preventScroll: true });
    section.scrollIntoView({ block: "start" });
  }
}

/**
 * @param {string} id
 * @param {Records} records
 */
function paintWords(id, records) {
  say(find(`${id}-title`), records.title);
  const summary = the(`${id}-summary`);
  say(summary, records.summary);
  summary.hidden = !records.summary;
  say(find(`${id}-count`), records.shown);
  const input = the(`${id}-find-input`, HTMLInputElement);
  if (document.activeElement !== input) input.value = records.find;
  lead(`${id}-csv-link`, records.csv);
  lead(`${id}-close-link`, records.close);
  lead(`${id}-previous-link`, records.previous);
  lead(`${id}-next-link`, records.next);
}

/**
 * A heading that had the keyboard has it afterwards too.
 *
 * @param {HTMLElement} panel
 * @param {Records} records
 */
function paintTable(panel, records) {
  const inside = panel.contains(document.activeElement);
  const label = inside ? nameOf(document.activeElement) : "";
  const nothing = _("No record matches. Try fewer letters, or clear the box.");
  panel.replaceChildren(records.rows.length ? tableOf(records, records.title) : element("p", {}, nothing));
  if (!inside) return;
  const again = all("thead a", panel).find((link) => nameOf(link) === label) ?? panel;
  again.focus({ preventScroll: true });
}

/** @param {Element | null} heading */
const nameOf = (heading) => (heading?.textContent ?? "").replace(/ [▲▼]$/, "");

/** @param {string} id */
function frame(id) {
  return [
    element(
      "div",
      { class: "card-head" },
      element("h2", { id: `${id}-title`, class: "card-title", tabindex: "-1" }),
      element("a", { id: `${id}-close-link`, class: "quiet-link" }, _("Close the list")),
    ),
    element("p", { id: `${id}-summary`, class: "finding" }),
    element(
      "div",
      { class: "records-tools" },
      element("label", { for: `${id}-find-input` }, _("Find in these records")),
      finder(`${id}-find-input`),
      element("p", { id: `${id}-count`, class: "note" }),
    ),
    element("div", {
      id: `${id}-table`,
      class: "scroll",
      tabindex: "0",
      role: "group",
      "aria-labelledby": `${id}-title`,
    }),
    element(
      "p",
      { class: "paging" },
      element("a", { id: `${id}-previous-link` }, _("Previous page")),
      element("a", { id: `${id}-next-link` }, _("Next page")),
      element("a", { id: `${id}-csv-link`, class: "quiet-link" }, _("Download all as CSV")),
    ),
  ];
}

/** @param {string} id */
function finder(id) {
  const input = element("input", { id, type: "search", autocomplete: "off" });
  let typing = 0;
  input.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(() => go(found(current().query, input.value)), PAUSE);
  });
  return input;
}
