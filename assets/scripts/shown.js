/* What is on the page, as dashboard/views/contract.py describes it, and where its cards stand. */

/** @import { Card, Page } from "contract" */

import { find, the } from "./dom.js";

/** @typedef {Pick<Page, "query" | "announce" | "filters" | "origin" | "cards" | "records">} Content */

/** @type {Content | null} */
export let content = null; // null until something has been painted

/** @param {Content} data */
export function show(data) {
  content = data;
}

/** What is on the page, for what can only happen once something is. */
export function current() {
  if (!content) throw new Error("Nothing has been painted yet.");
  return content;
}

export const pageKey = () => the("app-page").dataset.page ?? "";

/**
 * @param {string} card
 * @param {string} thing
 */
const idOf = (card, thing) => `${pageKey()}-${card.replaceAll("_", "-")}-${thing}`;

/**
 * The part of a card that may be there.
 *
 * @param {string} card
 * @param {string} thing
 */
export const part = (card, thing) => find(idOf(card, thing));

/**
 * The part of a card that must be there.
 *
 * @template {HTMLElement} [T=HTMLElement]
 * @param {string} card
 * @param {string} thing
 * @param {abstract new () => T} [kind]
 */
export const itsPart = (card, thing, kind) => the(idOf(card, thing), kind);

/**
 * The card with this key, if it is on show.
 *
 * @param {string | undefined} key
 * @returns {Card | undefined}
 */
export const cardOf = (key) => content?.cards.find((card) => card.key === key);
