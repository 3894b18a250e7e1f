/* The address is the state: going to another, coming back, and what the page shows meanwhile. */

import { OPENING } from "./address.js";
import { isModified, targetOf } from "./dom.js";
import { isNear } from "./near.js";
import { current } from "./shown.js";
import { rest, wait } from "./waiting.js";

/** @typedef {{path: string, search: string, place: number}} Address an address, and its place in the browser's history */

let last = -1; // the place in the browser's history that was met last
/** @type {Address | null} */
let shown = null; // the address of what is on the page; null until something is
/** @type {() => unknown} */
let follow = () => null; // shows what the address asks for

/** @param {() => unknown} does what is done each time that the address is another */
export function whenMoved(does) {
  follow = does;
}

/**
 * The address as it is, and its place in the browser's history, which is numbered as it grows.
 *
 * @returns {Address}
 */
export function here() {
  if (!history.state || !("place" in history.state)) history.replaceState({ place: last + 1 }, "");
  last = history.state.place;
  return { path: location.pathname, search: location.search, place: last };
}

/** @param {string} query */
export function go(query) {
  if (query !== location.search) step(location.pathname + query);
}

/** @param {string} address */
function step(address) {
  history.pushState({ place: here().place + 1 }, "", address);
  wait();
  follow();
}

/** The address of what is on the page. */
export const shownAddress = () => shown ?? here();

/**
 * Whether the address is still this one.
 *
 * @param {Address} asked
 */
export const isStill = ({ path, search }) => path === location.pathname && search === location.search;

/** Whether the address is of another page than the one on show, or of the same of another council or measure. */
export const isElsewhere = () => !!shown && (shown.path !== location.pathname || opensAfresh(location.search));

/**
 * Whether a query string names another council or measure than those on show.
 *
 * @param {string} query
 */
export function opensAfresh(query) {
  const [wanted, known] = [query, current().query].map((one) => new URLSearchParams(one));
  return OPENING.some((name) => wanted.has(name) && wanted.get(name) !== known.get(name));
}

/**
 * Another address for what is on the page, without a step in the browser's history.
 *
 * @param {string} query
 */
export function rename(query) {
  if (query !== location.search) history.replaceState(history.state, "", location.pathname + query);
}

/**
 * Notes that the page shows what this address asks for.
 *
 * @param {Address} address
 */
export function stands(address) {
  shown = address;
}

/**
 * Goes back to the address of what is on the page, and returns what goes forth again.
 *
 * @returns {() => void}
 */
export function goBack() {
  const wanted = here();
  const from = shown ?? wanted;
  const steps = from.place - wanted.place;
  if (steps) history.go(steps);
  else if (wanted.search !== from.search) {
    rename(from.search);
    follow();
  }
  return () => (steps ? history.go(-steps) : go(wanted.search));
}

/** Whether the page shows what the address asks for; also before anything is shown, which then is what it asks for. */
export const isThere = () => !shown || isStill(shown);

/**
 * Whether a link leads to another state of this page, or to another page of its kind.
 *
 * @param {HTMLAnchorElement} link
 */
function isStep(link) {
  const href = link.getAttribute("href") ?? "";
  if (link.hreflang) return false; // another language is another document
  if (href.startsWith("?")) return href.length > 1;
  return href.startsWith("/") && !link.download && !link.hash && isNear(link.pathname);
}

document.addEventListener("click", (event) => {
  const link = targetOf(event).closest("a[href]");
  const plain = !isModified(event) && !event.shiftKey && !event.button && !event.defaultPrevented;
  if (!(link instanceof HTMLAnchorElement) || !plain || !shown || !isStep(link)) return;
  event.preventDefault();
  if (link.href !== location.href) step(link.pathname + link.search);
});

window.addEventListener("popstate", () => {
  if (!shown) return;
  if (isThere()) rest();
  else wait();
  follow();
});
