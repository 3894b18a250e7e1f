/* The keyboard's place on the page when a repaint takes away what it was on. */

import { targetOf } from "./dom.js";

/** @type {Element | null} */
let last = null;

/** What the keyboard was on most lately, even if it is gone. */
export const lastFocus = () => last;

/**
 * Moves the keyboard to what is there instead, which is returned; it must not be left nowhere.
 *
 * @param {() => HTMLElement | null} instead
 */
export function keepFocus(instead) {
  const lost = last && !last.checkVisibility(); // taken away, or in a card that is now hidden
  if (!lost || ![document.body, last].includes(document.activeElement)) return null;
  const place = instead();
  goTo(place);
  return place;
}

/**
 * Who goes by keyboard sees where; for who points, the page stays where it is.
 *
 * @param {HTMLElement | null | undefined} place
 */
export function goTo(place) {
  place?.focus({ preventScroll: true });
  if (place?.matches(":focus-visible")) place.scrollIntoView({ block: "nearest" });
}

document.addEventListener("focusin", (event) => {
  last = targetOf(event);
});
