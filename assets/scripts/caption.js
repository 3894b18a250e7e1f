/* The words of a card's picture, so that it explains itself wherever it is pasted. Nothing here knows the page. */

import { _ } from "./words.js";

/** @import { Card, Page } from "contract" */

const TOLD = ["figures", "data_to", "records"]; // of where it comes from; the rest is in the file's name

/**
 * What stands around a picture: whose it is, of when and of which part; its title and finding; and where it is from.
 *
 * @param {Pick<Card, "title" | "headline" | "filters" | "caption" | "origin">} card
 * @param {Page["origin"]} facts
 */
export function captionOf(card, facts) {
  const [, , council] = facts.find(([key]) => key === "council") ?? [];
  const said = [card.caption, card.origin].filter(Boolean).join(" ");
  const told = facts.filter(
    ([key]) => TOLD.includes(key) && !(key === "records" && said.toLowerCase().includes(_("illustrative records"))),
  );
  return {
    of: [council, card.filters].filter(Boolean).join(" · "),
    title: card.title,
    finding: card.headline,
    foot: [said, told.map(([, label, text]) => `${label}: ${text}`).join(" · ")].filter(Boolean).join(" "),
  };
}
