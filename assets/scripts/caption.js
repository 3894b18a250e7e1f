/* The words of a card's picture, so that it explains itself wherever it is pasted. Nothing here knows the page. */

import { _ } from "./words.js";

/** @import { Card, Page } from "contract" */

const TOLD = [_("Figures"), _("Data to"), _("Records")]; // of where it comes from; the rest is in the file's name

/**
 * What stands around a picture: whose it is, of when and of which part; its title and finding; and where it is from.
 *
 * @param {Pick<Card, "title" | "headline" | "filters" | "caption" | "origin">} card
 * @param {Page["origin"]} facts
 */
export function captionOf(card, facts) {
  const known = new Map(facts);
  const said = [card.caption, card.origin].filter(Boolean).join(" ");
  const told = TOLD.filter(
    (name) => known.has(name) && !(name === TOLD[2] && said.toLowerCase().includes(_("illustrative records"))),
  );
  return {
    of: [known.get(_("Council")), card.filters].filter(Boolean).join(" · "),
    title: card.title,
    finding: card.headline,
    foot: [said, told.map((name) => `${name}: ${known.get(name)}`).join(" · ")].filter(Boolean).join(" "),
  };
}
