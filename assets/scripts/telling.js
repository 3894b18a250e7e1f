/* What an answer has changed, in words for those who do not see it. What they hear anyway is left out: the control that
 * they are on says its choice itself, and a list that opens its title. */

/** @import { Filters, Page, Records } from "contract" */

import { chosenText } from "./choices.js";
import { _ } from "./words.js";

/** @typedef {Pick<Page, "announce" | "filters" | "records">} Told */

/**
 * What is said of the change from one state of a page to another: first what was chosen, then the finding.
 *
 * @param {Told} before
 * @param {Told} after
 * @param {string} on the filter that the reader is on, empty where on none
 * @returns {[string, string]}
 */
export function toldOf(before, after, on) {
  const same = before.announce === after.announce;
  const chosen = choicesOf(before.filters, after.filters, same ? "" : on);
  const list = listOf(before.records, after.records);
  return list && !chosen ? [list, ""] : [[chosen, list].filter(Boolean).join(" "), after.announce];
}

/**
 * The filters that say something else than before, each with its choice.
 *
 * @param {Filters} before
 * @param {Filters} after
 * @param {string} but
 */
function choicesOf(before, after, but) {
  const said = Object.entries(after.controls).map(([name, control]) => {
    const was = before.controls[name];
    const text = chosenText(control);
    return name === but || !was || chosenText(was) === text ? "" : `${control.label}: ${text}.`;
  });
  return said.filter(Boolean).join(" ");
}

/**
 * What has become of the list of records.
 *
 * @param {Records | null} before
 * @param {Records | null} after
 */
function listOf(before, after) {
  if (!after) return before ? _("The list is closed.") : "";
  const shown = `${after.shown}.`;
  if (!before) return shown;
  if (before.find !== after.find)
    return after.find ? _("With “{find}”: {shown}", { find: after.find, shown }) : _("All of them: {shown}", { shown });
  const sorted = sortOf(after);
  if (sortOf(before) !== sorted) return `${sorted} ${shown}`;
  return before.shown === after.shown ? "" : shown;
}

/** @type {Record<string, string>} */
const DIRECTIONS = { ascending: _("ascending"), descending: _("descending") };

/** @param {Records} records */
function sortOf({ columns }) {
  const column = columns.find(({ direction = "none" }) => direction !== "none");
  return column
    ? _("Sorted by {label}, {direction}.", { label: column.label, direction: DIRECTIONS[column.direction ?? ""] })
    : "";
}
