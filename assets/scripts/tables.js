/* Tables and judgements, out of text that is ready to be printed. */

/** @import { Chip, Heading, Mark, Table } from "contract" */

/** @typedef {string | Chip | Mark} Cell */

import { element } from "./dom.js";
import { _ } from "./words.js";

const MARKS = { ascending: " ▲", descending: " ▼", none: "" };
const NOTHING = "—";
const SHORT = 16; // letters; fewer are kept in one line
const LONG = 48; // more may take a wide column

/** @param {Chip} status */
export const chip = ({ status, word, shape }) =>
  element(
    "span",
    { class: `status status-${status}` },
    element("span", { class: "shape", "aria-hidden": "true" }, shape),
    element("span", {}, word),
  );

/**
 * @param {Table} table
 * @param {string} title
 */
export const tableOf = (table, title) =>
  element(
    "table",
    {
      class: [table.whole && "whole", table.rows.some((row) => row.some(isMark)) && "matrix"].filter(Boolean).join(" "),
    },
    element("caption", { class: "visually-hidden" }, title),
    element("thead", {}, element("tr", {}, ...table.columns.map(headOf))),
    element("tbody", {}, ...table.rows.map((_, place) => rowOf(table, place))),
  );

/** @param {Heading} column */
function headOf({ label, numeric, sort, direction = "none" }) {
  const attributes = { scope: "col", class: numeric ? "numeric" : "" };
  if (!sort) return element("th", attributes, label);
  const mark = element("span", { "aria-hidden": "true" }, MARKS[direction]);
  return element("th", { ...attributes, "aria-sort": direction }, element("a", { href: sort }, label, mark));
}

/**
 * @param {Table} table
 * @param {number} place
 */
function rowOf(table, place) {
  const [first, ...others] = table.rows[place];
  const again = isAgain(table, place);
  const kind = (/** @type {Cell} */ cell, /** @type {number} */ column) => kindOf(cell, table.columns[column].numeric);
  return element(
    "tr",
    { class: again ? "again" : "" },
    element("th", { scope: "row", class: kind(first, 0) }, nameOf(first, table.links[place], again)),
    ...others.map((cell, column) =>
      element("td", { class: kind(cell, column + 1) }, ...inside(cell, table.columns[column + 1].numeric)),
    ),
  );
}

/**
 * Whether a row has the name of the row before. A name that heads several rows is printed once.
 *
 * @param {Pick<Table, "rows" | "links">} table
 * @param {number} place
 */
export const isAgain = ({ rows, links }, place) => place > 0 && !links[place] && rows[place - 1][0] === rows[place][0];

/**
 * The classes of a cell, by what it holds.
 *
 * @param {Cell} cell
 * @param {boolean} numeric
 */
export function kindOf(cell, numeric) {
  const text = isMark(cell) ? cell.text : cell;
  const length = typeof text === "string" ? text.length : SHORT;
  const width = numeric ? "numeric" : length < SHORT ? "short" : length > LONG ? "long" : "";
  return width + (text === NOTHING ? " nothing" : "") + (isMark(cell) ? shadeOf(cell) : "");
}

/**
 * @param {Cell} cell
 * @returns {cell is Mark}
 */
const isMark = (cell) => typeof cell !== "string" && "text" in cell;

/**
 * How a marked number is shaded: by its judgement where it has one.
 *
 * @param {Mark} mark
 */
const shadeOf = ({ judged, shade }) => ` ${judged ? `status-${judged.status}` : shade}`;

/**
 * A cell's text, its number with its mark, or judgement; what stands in a number's second line is small beside it.
 *
 * @param {Cell} cell
 * @param {boolean} numeric
 */
function inside(cell, numeric) {
  if (typeof cell !== "string") return [isMark(cell) ? marked(cell) : chip(cell)];
  const [value, cases] = numeric ? cell.split("\n") : [cell];
  const shown = value === NOTHING ? nothing() : [value];
  return cases ? [...shown, " ", element("small", {}, cases)] : shown;
}

/** A dash, which is heard as what it means. */
const nothing = () => [
  element("span", { "aria-hidden": "true" }, NOTHING),
  element("span", { class: "visually-hidden" }, _("not available")),
];

/**
 * A number that may lead to what it is of; its judgement is a shape that is heard as a word.
 *
 * @param {Mark} mark
 */
function marked({ text, link, judged }) {
  const parts = judged
    ? [
        element("span", { class: "shape", "aria-hidden": "true" }, judged.shape),
        text,
        element("span", { class: "visually-hidden" }, `, ${judged.word.toLowerCase()}`),
      ]
    : [text];
  return link ? element("a", { href: link }, ...parts) : element("span", {}, ...parts);
}

/**
 * A row's name, which leads somewhere or is only heard where it stands above already.
 *
 * @param {Cell} cell
 * @param {string | null | undefined} link
 * @param {boolean} again
 */
function nameOf(cell, link, again) {
  if (typeof cell !== "string") return element("span", {}, ...inside(cell, false));
  if (link) return element("a", { href: link }, cell);
  return again ? element("span", { class: "visually-hidden" }, cell) : cell;
}
