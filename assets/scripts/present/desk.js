/* What the officer alone sees, in the second window: the next slide and the time. */

/** @import { Slide } from "contract" */

import { say } from "../dom.js";
import { remember, remembered } from "../memory.js";
import { find, isOwn } from "./room.js";
import { ahead, current } from "./slides.js";
import { ofDay, told } from "./time.js";
import { _ } from "../words.js";

const BEGAN = "scrutiny-presentation-began"; // kept while the window is open, so that opening the page again keeps it

let began = 0; // when, in milliseconds; 0 until the time runs

/** What a slide is called: its page, and its own title where that is another. */
export const called = (/** @type {Slide} */ { page, title }) => (title.startsWith(page) ? title : `${page} · ${title}`);

/** @param {Slide} slide */
export async function paintDesk(slide) {
  if (!isOwn()) return;
  if (!began) startClock();
  const [title, headline] = await ahead().then(
    (next) => (next ? [called(next), next.headline] : [_("This is the last slide."), ""]),
    () => [_("The next slide could not be read."), ""],
  );
  if (slide !== current()) return;
  say(find("next-title"), title);
  say(find("next-headline"), headline);
}

function startClock() {
  began = Number(remembered("sessionStorage", BEGAN)) || Date.now();
  remember("sessionStorage", BEGAN, String(began));
  setInterval(tick, 1000);
  tick();
}

function tick() {
  say(find("clock"), ofDay(new Date()));
  say(find("elapsed"), told(Date.now() - began));
}

/** Lets the time since the start run from now. */
export function restart() {
  began = Date.now();
  remember("sessionStorage", BEGAN, String(began));
  tick();
}
