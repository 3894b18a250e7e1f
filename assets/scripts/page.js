/* A page: the address is the state, one answer repaints it.
 *
 * What Dash has laid out is filled from the page's store: cards, tables and filters. When the address changes, the
 * server is asked, and its answer is written where the page has its parts. Charts are drawn when they come near. Nothing
 * here formats a number. */

/** @import { Page } from "contract" */

/** @import { Answer } from "./asking.js" */
/** @import { Component } from "./layout.js" */
/** @import { Address } from "./travel.js" */

import { goOn } from "./ahead.js";
import { ask } from "./asking.js";
import { paintCards } from "./cards.js";
import { nothing, start } from "./dash.js";
import { find, say, the } from "./dom.js";
import { paintFilters } from "./filters.js";
import { keepFocus } from "./focus.js";
import { giveUp } from "./giving_up.js";
import { paintLanguages } from "./languages.js";
import { paintChoice } from "./looks.js";
import { layOut } from "./layout.js";
import { askLayout, enter, isReached } from "./moving.js";
import "./printing.js";
import { paintRecords, wayBack } from "./records.js";
import { current, show } from "./shown.js";
import { watchStrip } from "./strip.js";
import { isFilledIn, takeOver } from "./takeover.js";
import { paintTerms } from "./terms.js";
import { toldOf } from "./telling.js";
import { here, isElsewhere, isStill, isThere, opensAfresh, shownAddress, stands, whenMoved } from "./travel.js";
import { settle } from "./waiting.js";

const CONTENT = "app-content-store";
let painted = false; // whether the page has been painted before

const headline = () => find("app-headline");

/** Asks for what the address says, and shows what comes if the address then still says it. */
async function follow() {
  if (isThere()) return;
  if (isElsewhere()) {
    move();
    return;
  }
  const asked = here();
  const answer = await ask(asked.search).catch(() => null);
  if (!isStill(asked) || isThere()) return;
  if (!answer) giveUp();
  else if (opensAfresh(answer[CONTENT].data.query))
    move(); // the address leaves the council out, and it was another
  else repaint(asked, answer);
}

/** @type {Map<number, number>} */
const left = new Map(); // how far down pages were when they were left, by their place in the browser's history

/** Shows another page, or the same of another council or measure. */
async function move() {
  const asked = here();
  const layout = await askLayout(asked.path + asked.search).catch(() => null);
  const opens = !layout && asked.path !== shownAddress().path && (await isReached(asked.path + asked.search));
  if (!isStill(asked) || isThere()) return;
  if (layout) arrive(asked, layout);
  else if (opens)
    location.reload(); // the address is that of the page already
  else giveUp();
}

/**
 * Another page is seen from its top, or where it was when the browser goes back to it; the same one from where it was,
 * and the keyboard stays.
 *
 * @param {Address} asked
 * @param {Component} layout
 */
function arrive(asked, layout) {
  const { path, place } = shownAddress();
  const same = path === asked.path;
  const focus = same && document.activeElement?.id;
  const top = scrollY;
  left.set(place, top);
  const data = enter(layout);
  if (!data) {
    location.reload();
    return;
  }
  stands(asked);
  painted = false;
  paintContent(data);
  scrollTo(0, same ? top : (left.get(asked.place) ?? 0));
  ((focus && find(focus)) || headline())?.focus({ preventScroll: true });
  the("app-announcer").textContent = same ? data.announce : document.title;
}

/**
 * @param {Address} address
 * @param {Answer} answer
 */
function repaint(address, { [CONTENT]: content, ...layouts }) {
  stands(address);
  const { data } = content;
  const before = current();
  for (const [id, { children }] of Object.entries(layouts)) layOut(the(id), children);
  paintContent(data);
  const closed = before.records && !data.records;
  const place = keepFocus(() => (closed ? wayBack() : null) ?? headline());
  const on = document.activeElement?.closest("[data-filter]")?.getAttribute("data-filter") ?? "";
  const [chosen, finding] = toldOf(before, data, on);
  const heard = place === headline(); // by going there
  the("app-announcer").textContent = [chosen, heard ? "" : finding].filter(Boolean).join(" ");
  goOn(before);
}

/**
 * What Dash does once it has laid out the page.
 *
 * @param {Page | null} data
 */
function paint(data) {
  if (!data || painted || isFilledIn()) return nothing();
  const goOn = takeOver();
  stands(here());
  paintContent(data);
  goOn();
  return "";
}

/** @param {Page} data */
function paintContent(data) {
  show(data);
  settle();
  document.title = data.title;
  say(find("app-sources"), data.sources);
  paintFilters(data.filters);
  watchStrip();
  paintChoice();
  paintLanguages();
  paintCards(data.cards);
  paintRecords(data.records, painted);
  paintTerms();
  painted = true;
}

whenMoved(follow);
start("scrutiny", { paint });
