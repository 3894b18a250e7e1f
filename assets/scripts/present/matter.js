/* What a slide has to look at where that is no chart. */

/** @import { Item, Judgement, Passage, Slide, Tile } from "contract" */

import { element } from "../dom.js";
import { chip, tableOf } from "../tables.js";

/**
 * The matter of a slide; nothing for a chart.
 *
 * @param {Slide} slide
 */
export function matterOf({ items, tiles, passages, table, title }) {
  if (items) return [element("ol", { class: "slide-items" }, ...items.map(itemOf))];
  if (tiles) return [element("ul", { class: "slide-tiles" }, ...tiles.map(tileOf))];
  if (passages) return [element("ul", { class: "slide-passages" }, ...passages.map(passageOf))];
  if (!table) return [];
  const attributes = { class: "slide-table", tabindex: "0", role: "region", "aria-label": title };
  return [element("div", attributes, tableOf(table, title))];
}

/**
 * How the slide's measure stands, in words.
 *
 * @param {Judgement | null} status
 */
export function judgementOf(status) {
  if (!status) return [];
  const value = status.value ? [element("strong", {}, status.value)] : [];
  return [`${status.of}: `, ...value, chip(status), ...(status.target ? [status.target] : [])];
}

/** @param {Item} item */
const itemOf = (item) =>
  element(
    "li",
    {},
    chip(item),
    element(
      "p",
      {},
      item.link ? element("a", { href: item.link }, item.title) : element("strong", {}, item.title),
      `: ${item.sentence}`,
    ),
    element("img", { src: item.picture, alt: "" }),
  );

/** @param {Tile} tile */
const tileOf = (tile) =>
  element(
    "li",
    {},
    element("h2", {}, tile.title),
    element("p", { class: "figure" }, tile.value),
    element("p", { class: "cases" }, tile.cases),
    tile.status ? element("p", { class: "tile-status" }, chip(tile.status), tile.target) : null,
    ...tile.changes.map((text) => element("p", { class: "cases" }, text)),
  );

/** @param {Passage} passage */
const passageOf = (passage) =>
  element(
    "li",
    {},
    passage.status ? chip(passage.status) : null,
    element(
      "div",
      {},
      passage.title ? element("h2", {}, passage.title) : null,
      passage.text ? element("p", {}, passage.text) : null,
      passage.before ? element("p", { class: "cases" }, passage.before) : null,
    ),
  );
