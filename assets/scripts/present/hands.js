/* What keys, buttons and fingers do. Everything that a key does, a hand can do too. */

import { isModified, say, targetOf } from "../dom.js";
import { takes } from "../marks.js";
import { remember, remembered } from "../memory.js";
import { hideLabels } from "../ring.js";
import { isSound } from "../sounding.js";
import { restart } from "./desk.js";
import { meaning } from "./keys.js";
import { close, opened, PANELS, toggle } from "./panels.js";
import { the } from "./room.js";
import { current, move, replace } from "./slides.js";
import { openNotes } from "./windows.js";
import { _ } from "../words.js";

const SWIPE = 60; // pixels
const IDLE = 3000; // milliseconds until the bar goes in a full screen
const LETTERS = "scrutiny-letter-keys";

let letters = remembered("localStorage", LETTERS) !== "off";

/** @type {Record<string, () => unknown>} */
const DEEDS = {
  previous: () => move(current().ways.previous),
  next: () => move(current().ways.next),
  look: () => replace(current().ways[current().look === "dark" ? "light" : "dark"]),
  full: () =>
    document.fullscreenElement
      ? document.exitFullscreen()
      : document.documentElement.requestFullscreen().catch(() => {}),
  letters: turnLetters,
  window: openNotes,
  restart,
  escape,
  ...Object.fromEntries(PANELS.map((name) => [name, () => toggle(name)])),
};

/** Hides a mark's label, else leaves the full screen, else closes what is open, else leads back to the page. */
function escape() {
  const open = opened();
  if (hideLabels()) return;
  if (document.fullscreenElement) document.exitFullscreen();
  else if (open) close(open);
  else location.assign(current().back);
}

/**
 * Whether a key is the chart's. Where letters are no keys, the chart does not hear of one.
 *
 * @param {KeyboardEvent} event
 */
function isForChart(event) {
  const taken = takes(event);
  if (taken && isSound(event.key) && !letters) event.stopPropagation();
  return taken;
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  if (event.defaultPrevented || isModified(event) || isForChart(event)) return;
  const target = targetOf(event);
  const { way, deed } = meaning(event, letters, (selector) => target.closest(selector));
  if (deed === "escape" && document.querySelector("#app-filters details[open]")) return; // which closes by itself
  if (!way && !deed) return;
  event.preventDefault();
  if (way) move(current().ways[way]);
  else if (deed) DEEDS[deed]();
}

/** @param {MouseEvent} event */
function onClick(event) {
  /** @type {HTMLElement | null} */
  const button = targetOf(event).closest(".room button");
  if (!button || button.getAttribute("aria-disabled") === "true") return;
  if (button.dataset.close) close(button.dataset.close);
  DEEDS[button.id.replace(/^present-(\w+)-button$/, "$1")]?.();
}

function turnLetters() {
  letters = !letters;
  remember("localStorage", LETTERS, letters ? "on" : "off");
  paintLetters();
}

function paintLetters() {
  say(the("letters-button"), letters ? _("Letter keys are on") : _("Letter keys are off"));
  the("letters-button").setAttribute("aria-pressed", String(letters));
}

/** @type {Touch | null} */
let touch = null;

/** @param {TouchEvent} event */
function onTouchStart(event) {
  const one = event.touches.length === 1 && !targetOf(event).closest(".side, .bar, .slide-table");
  const enlarged = (window.visualViewport?.scale ?? 1) >= 1.05;
  touch = one && !enlarged ? event.touches[0] : null;
}

/** @param {TouchEvent} event */
function onTouchEnd(event) {
  if (!touch) return;
  const { clientX, clientY } = event.changedTouches[0];
  const [across, down] = [clientX - touch.clientX, clientY - touch.clientY];
  touch = null;
  if (Math.abs(across) < SWIPE || Math.abs(across) < Math.abs(down) * 1.5) return;
  move(current().ways[across < 0 ? "next" : "previous"]);
}

let idle = 0;

function awake() {
  document.documentElement.classList.remove("idle");
  clearTimeout(idle);
  if (document.fullscreenElement) idle = setTimeout(() => document.documentElement.classList.add("idle"), IDLE);
}

/** Hears keys, buttons and fingers from now on. */
export function listen() {
  document.addEventListener("keydown", onKey, true); // before an open filter hears Escape and closes itself
  document.addEventListener("click", onClick);
  the("room").addEventListener("touchstart", onTouchStart, { passive: true });
  the("room").addEventListener("touchend", onTouchEnd, { passive: true });
  for (const event of ["mousemove", "touchstart", "fullscreenchange"]) {
    document.addEventListener(event, awake, { passive: true });
  }
  the("full-button").hidden = !document.fullscreenEnabled;
  paintLetters();
}
