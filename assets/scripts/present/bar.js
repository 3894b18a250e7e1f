/* The bar: where one is, and the quarters, which can be played one after the other. */

/** @import { Slide } from "contract" */

import { element, say } from "../dom.js";
import { find, the } from "./room.js";
import { current, replace } from "./slides.js";
import { _ } from "../words.js";

const PACE = 1800; // milliseconds a quarter stays while they are played
let runs = 0; // how often they have been played
let playing = 0; // which run that is now, 0 when nothing plays
let timer = 0;

/** @param {Slide} slide */
export function paintBar(slide) {
  say(the("place"), _("{place} of {count}", { place: slide.place, count: slide.count }));
  the("previous-button").setAttribute("aria-disabled", String(!slide.ways.previous));
  the("next-button").setAttribute("aria-disabled", String(!slide.ways.next));
  say(the("look-button"), slide.look === "dark" ? _("Light") : _("Dark"));
  the("back-link", HTMLAnchorElement).href = slide.back;
  const scrubber = the("scrubber");
  if (!scrubber.firstChild) scrubber.append(...scrubberOf());
  const input = the("quarter-input", HTMLInputElement);
  const [, label] = slide.quarters[slide.quarter];
  input.max = String(slide.quarters.length - 1);
  input.value = String(slide.quarter);
  input.setAttribute("aria-valuetext", label);
  say(the("quarter-text"), label);
  scrubber.hidden = slide.quarters.length < 2;
}

function scrubberOf() {
  const input = element("input", { id: "present-quarter-input", type: "range", min: "0", step: "1" });
  input.addEventListener("input", () => {
    stop();
    replace(current().quarters[Number(input.value)][0]);
  });
  const play = element("button", { id: "present-play-button", type: "button", "aria-pressed": "false" }, _("Play"));
  play.addEventListener("click", () => (playing ? stop() : start()));
  const label = element(
    "label",
    { for: input.id },
    element("span", { class: "visually-hidden" }, _("Quarter ")),
    element("span", { id: "present-quarter-text" }),
  );
  // nothing moves by itself for those who have asked for less motion; the slider does the same
  return matchMedia("(prefers-reduced-motion: reduce)").matches ? [label, input] : [label, input, play];
}

/** Plays the quarters to the newest, from the first if that is on show. */
function start() {
  const { quarter, quarters } = current();
  playing = ++runs;
  paintPlay(_("Pause"), true);
  step(quarter < quarters.length - 1 ? quarter + 1 : 0, playing);
}

/**
 * @param {number} place
 * @param {number} run
 */
async function step(place, run) {
  const { quarters } = current();
  await replace(quarters[place][0]);
  if (playing !== run) return;
  if (place >= quarters.length - 1) stop();
  else timer = setTimeout(() => step(place + 1, run), PACE);
}

export function stop() {
  clearTimeout(timer);
  playing = 0;
  paintPlay(_("Play"), false);
}

/**
 * @param {string} text
 * @param {boolean} pressed
 */
function paintPlay(text, pressed) {
  const button = find("play-button");
  say(button, text);
  button?.setAttribute("aria-pressed", String(pressed));
}
