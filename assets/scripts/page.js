/* A page: the address is the state, one answer repaints it.
 *
 * Dash asks the server when the address changes and puts the answer into the page's store; `paint` then fills cards,
 * tables and filters from it. Charts are drawn when they come near. Nothing here formats a number. */

/** @import { Page } from "contract" */

/** @import { Answer } from "./asking.js" */

import { left } from "./afresh.js";
import { ask, forget } from "./asking.js";
import { paintCards } from "./cards.js";
import { mind, moved, nothing, start } from "./dash.js";
import { find, say, targetOf } from "./dom.js";
import { paintFilters } from "./filters.js";
import { giveUp } from "./giving_up.js";
import { pause } from "./pause.js";
import "./printing.js";
import { paintRecords } from "./records.js";
import { show } from "./shown.js";
import { here, isReturn, isThere, stands, whenGone } from "./travel.js";
import { settle } from "./waiting.js";

const CONTENT = "app-content-store";
let painted = false; // whether the page has been painted before
/** @type {Answer | null} */
let shown = null; // the answer that is on the page
/** @type {Answer | null} */
let given = null; // the answer that Dash got last
/** @type {Element | null} */
let lastFocus = null;

/**
 * Asks for what the address says, and paints what comes if the address then still says it. Dash hears of it once a
 * chart is on the screen: it lays out what is told in words.
 */
async function follow() {
  if (isThere()) return;
  const asked = here();
  const answer = await ask(asked.search).catch(() => null);
  if (here().search !== asked.search || (answer && answer === shown)) return;
  if (!answer?.ok) {
    forget();
    giveUp();
    return;
  }
  shown = answer;
  stands(asked);
  paintContent(JSON.parse(answer.text).response[CONTENT].data);
  await pause();
  moved();
}

/**
 * What Dash gets when it asks.
 *
 * @param {string} search
 */
function answerOf(search) {
  if (isReturn() || search !== location.search) return null;
  return ask(search).then((answer) => {
    given = answer;
    return new Response(answer.status === 204 ? null : answer.text, {
      status: answer.status,
      headers: { "Content-Type": "application/json" },
    });
  });
}

/**
 * What Dash does when the page's content is another: it is painted already, save when the page is opened.
 *
 * @param {Page | null} data
 */
function paint(data) {
  if (!data) return nothing();
  if (painted) {
    if (given !== shown) return nothing();
    keepFocus();
    return data.announce;
  }
  stands(here());
  paintContent(data);
  keepFocus();
  left()?.focus({ preventScroll: true });
  return "";
}

/** @param {Page} data */
function paintContent(data) {
  show(data);
  settle();
  document.title = data.title;
  say(find("app-sources"), data.sources);
  paintFilters(data.filters);
  paintCards(data.cards);
  paintRecords(data.records, painted);
  painted = true;
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

window.addEventListener("popstate", follow);
whenGone(follow);
mind(answerOf);
start("scrutiny", { paint });
