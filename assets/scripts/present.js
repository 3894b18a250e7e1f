/* A presentation: one slide at a time, by key, button or swipe.
 *
 * The server says what a slide shows and where one can go from it; here it is drawn, as large as the window allows. */

/** @import { Slide } from "contract" */

import { nothing, start } from "./dash.js";
import { element, find, say, the } from "./dom.js";
import { paintFilters } from "./filters.js";
import { keepFocus } from "./focus.js";
import { giveUp } from "./giving_up.js";
import { paintBar, stop } from "./present/bar.js";
import { listen } from "./present/hands.js";
import { called, paintDesk } from "./present/desk.js";
import { judgementOf } from "./present/matter.js";
import { paintNotes } from "./present/notes.js";
import { paintPanels } from "./present/panels.js";
import * as room from "./present/room.js";
import { begin, current, follow, onShow } from "./present/slides.js";
import { draw, paintStage, watchStage } from "./present/stage.js";
import { tell } from "./present/windows.js";
import "./printing.js";
import { show } from "./shown.js";
import { takeOver } from "./takeover.js";
import { here, rename, stands, whenMoved } from "./travel.js";
import { settle } from "./waiting.js";

/**
 * @param {Slide} slide
 * @param {string} [said] what is to be heard of it
 */
function paint(slide, said = slide.announce) {
  paintLook(slide);
  rename(slide.query);
  show({ ...slide, cards: [], records: null });
  stands(here());
  settle();
  paintOwnFilters(slide);
  document.title = slide.document;
  room.the("kicker").replaceChildren(element("strong", {}, slide.where), ` · ${called(slide)}`);
  say(room.the("headline"), slide.headline);
  say(room.the("text"), slide.text);
  say(room.the("source"), slide.source);
  room.the("notices").replaceChildren(...slide.notices.map((text) => element("p", {}, text)));
  room.the("status").replaceChildren(...judgementOf(slide.status));
  paintStage(slide);
  paintBar(slide);
  paintNotes(slide);
  paintDesk(slide);
  paintPanels();
  draw();
  the("app-announcer").textContent = said;
  keepFocus(() => room.the("headline"));
  tell(slide);
}

/** @param {Slide} slide */
function paintLook({ look, colours }) {
  const { dataset, style } = room.the("room");
  dataset.look = look;
  for (const [name, value] of Object.entries(colours)) style.setProperty(name, value);
  document.body.style.background = colours["--paper"];
}

/**
 * The filters of the slide's page, which may be others than those of the slide before.
 *
 * @param {Slide} slide
 */
function paintOwnFilters({ filters }) {
  const strip = the("app-filters");
  const names = Object.keys(filters.controls).join();
  const focus = strip.contains(document.activeElement) ? document.activeElement?.id : "";
  if (strip.dataset.controls !== names) strip.replaceChildren();
  strip.dataset.controls = names;
  paintFilters(filters);
  if (focus) find(focus)?.focus();
}

/** @param {Slide | null} first */
function open(first) {
  if (!first || onShow()) return nothing();
  takeOver();
  document.documentElement.classList.add("presenting");
  listen();
  whenMoved(follow);
  begin(first, {
    paint,
    leave: stop,
    fail: () => {
      giveUp();
      paintBar(current());
    },
  });
  watchStage();
  return "";
}

start("present", { start: open });
