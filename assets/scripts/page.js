/* A page: the address is the state, one answer repaints it.
 *
 * Dash asks the server when the address changes and puts the answer into the page's store; `paint` then fills cards,
 * tables and filters from it. Charts are drawn when they come near. Nothing here formats a number. */

/** @import { Page } from "contract" */

import { left } from "./afresh.js";
import { paintCards } from "./cards.js";
import { mind, nothing, start } from "./dash.js";
import { find, say, targetOf } from "./dom.js";
import { paintFilters } from "./filters.js";
import { giveUp } from "./giving_up.js";
import "./printing.js";
import { paintRecords } from "./records.js";
import { show } from "./shown.js";
import { here, isReturn, stands } from "./travel.js";
import { settle } from "./waiting.js";

let painted = false; // whether the page has been painted before
/** @type {import("./travel.js").Address | null} */
let answered = null; // the address of the answer that is about to be painted
/** @type {Element | null} */
let lastFocus = null;

/** @param {Page | null} data */
function paint(data) {
  if (!data) return nothing();
  show(data);
  stands(answered ?? here());
  settle();
  document.title = data.title;
  say(find("app-sources"), data.sources);
  paintFilters(data.filters);
  paintCards(data.cards);
  paintRecords(data.records, painted);
  keepFocus();
  const first = !painted;
  painted = true;
  if (first) left()?.focus({ preventScroll: true });
  return first ? "" : data.announce;
}

/** A link or button that the repaint took away must not leave the keyboard nowhere. */
function keepFocus() {
  requestAnimationFrame(() => {
    const lost = lastFocus && !lastFocus.checkVisibility(); // taken away, or in a card that is now hidden
    if (lost && [document.body, lastFocus].includes(document.activeElement)) {
      find("app-headline")?.focus({ preventScroll: true });
    }
  });
}

document.addEventListener("focusin", (event) => {
  lastFocus = targetOf(event);
});

mind({
  shown: isReturn,
  asked: here,
  came: (asked) => {
    answered = asked;
  },
  failed: giveUp,
});
start("scrutiny", { paint });
