/* The address is the state: going to another, coming back, and what the page shows meanwhile. */

import { isModified, targetOf } from "./dom.js";
import { rest, wait } from "./waiting.js";

/** @typedef {{search: string, place: number}} Address an address, and its place in the browser's history */

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
  return { search: location.search, place: last };
}

/** @param {string} query */
export function go(query) {
  if (query === location.search) return;
  history.pushState({ place: here().place + 1 }, "", location.pathname + query);
  wait();
  follow();
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
export const isThere = () => !shown || shown.search === location.search;

document.addEventListener("click", (event) => {
  const href = targetOf(event).closest("a[href]")?.getAttribute("href");
  const plain = !isModified(event) && !event.shiftKey && !event.button;
  if (!href || !plain || !shown) return;
  if (href.startsWith("?") && href.length > 1) {
    event.preventDefault();
    go(href);
  }
});

window.addEventListener("popstate", () => {
  const { search } = here();
  if (!shown) return;
  if (search === shown.search) rest();
  else wait();
  follow();
});
