/* What opens under its own words: it closes by Escape, and when the reader goes elsewhere or has taken something. */

import { all, targetOf } from "./dom.js";

/** @param {HTMLDetailsElement} box */
function fold(box) {
  box.open = false;
  box.querySelector("summary")?.focus();
}

/**
 * The open box that an event happened in.
 *
 * @param {Event} event
 * @returns {HTMLDetailsElement | null}
 */
const boxOf = (event) => targetOf(event).closest(".folding[open]");

/** @param {Event} event */
function foldOthers(event) {
  const target = targetOf(event);
  if (!target.isConnected) return;
  for (const box of all(".folding[open]")) if (!box.contains(target)) box.removeAttribute("open");
}

document.addEventListener("click", (event) => {
  const box = boxOf(event);
  if (box && targetOf(event).closest(".downloads :is(a, button)")) fold(box);
  foldOthers(event);
});

document.addEventListener("focusin", foldOthers);

document.addEventListener("keydown", (event) => {
  const box = event.key === "Escape" && boxOf(event);
  if (box) fold(box);
});
