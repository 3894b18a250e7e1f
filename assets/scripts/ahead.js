/* What a reader is about to ask for is asked for already: where the pointer or the keyboard rests on what leads there, and
 * the next quarter of somebody who walks through them. Lists of single records are not: whoever opens one is noted. */

/** @import { Content } from "./shown.js" */

import { changed } from "./address.js";
import { askAhead } from "./asking.js";
import { targetOf } from "./dom.js";
import { current } from "./shown.js";
import { opensAfresh } from "./travel.js";

const REST = 80; // milliseconds that a pointer stays where it is meant to
const IDLE = 500; // after which a page is being looked at

/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/**
 * Somebody may be about to go to this state of the page.
 *
 * @param {string} query
 * @param {number} [after]
 */
export function likely(query, after = REST) {
  clearTimeout(timer);
  const records = new URLSearchParams(query).has("records");
  if (!query.startsWith("?") || query === location.search || records || opensAfresh(query)) return;
  timer = setTimeout(() => askAhead(query), after);
}

/**
 * Who has gone a quarter back or on may go another.
 *
 * @param {Content} before
 */
export function goOn({ filters: { controls } }) {
  const { query, filters } = current();
  const [from, to] = [controls.quarter, filters.controls.quarter];
  if (!from || !to || !("value" in from && "value" in to)) return;
  const quarters = to.options.map(([value]) => value);
  const [last, now] = [quarters.indexOf(from.value), quarters.indexOf(to.value)];
  const next = quarters[2 * now - last];
  if (last < 0 || Math.abs(now - last) !== 1 || !next) return;
  likely(changed({ search: location.search, shown: query, services: filters.services }, "quarter", [next]), IDLE);
}

/** @type {EventTarget | null} */
let last = null; // what the pointer or the keyboard was on

// what moves under a pointer that rests is not meant
for (const kind of ["pointermove", "focusin"]) {
  document.addEventListener(kind, (event) => {
    if (event.target === last) return;
    last = event.target;
    likely(targetOf(event).closest("a[href]")?.getAttribute("href") ?? "");
  });
}
