/* The address is the state: going to another, coming back, and what the page shows meanwhile. */

import { moved } from "./dash.js";
import { isModified, targetOf } from "./dom.js";
import { rest, wait } from "./waiting.js";

/** @typedef {{search: string, place: number}} Address an address, and its place in the browser's history */

let last = -1; // the place in the browser's history that was met last
/** @type {Address | null} */
let shown = null; // the address of what is on the page; null until something is
let returning = false; // whether the address goes back to it
/** @type {() => unknown} */
let tell = moved; // what is done when the address is another

/**
 * Does this when a link or a filter has made the address another, in place of letting Dash look at it.
 *
 * @param {() => unknown} does
 */
export function whenGone(does) {
  tell = does;
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
  returning = false;
  history.pushState({ place: here().place + 1 }, "", location.pathname + query);
  wait();
  tell();
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
  returning = wanted.search !== from.search;
  if (steps) history.go(steps);
  else if (returning) {
    rename(from.search);
    moved();
  }
  return () => (steps ? history.go(-steps) : go(wanted.search));
}

/** Whether the page shows what the address asks for. */
export const isThere = () => shown?.search === location.search;

/** Whether the address that is asked for now is only gone back to; told once. */
export function isReturn() {
  const was = returning;
  returning = false;
  return was;
}

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
  else {
    returning = false;
    wait();
  }
});
