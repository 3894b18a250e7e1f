/* The room's window and the officer's own show the same slide: whichever moves on, the other follows.
 *
 * They talk over a channel that is called after the presentation, so that two presentations do not mix. A message is
 * the address, in the room, of the slide that its window has gone to, or, without one, asks where the other is. */

/** @import { Slide } from "contract" */

import { inNotes, inRoom, presentationAt } from "../address.js";
import { fail } from "../waiting.js";
import { stop } from "./bar.js";
import { isOwn } from "./room.js";
import { current, PATH, replace } from "./slides.js";
import { _ } from "../words.js";

/** @typedef {{from: "room" | "notes", search?: string}} Message */

/** @type {BroadcastChannel | null} */
let channel = null;
let wanted = ""; // the address that the other window has asked this one to show

const mine = () => (isOwn() ? "notes" : "room");

/** @param {string} [search] */
const post = (search) => channel?.postMessage({ from: mine(), search });

/**
 * Tells the other window what this one shows, unless it was the other that asked for it.
 *
 * @param {Slide} slide
 */
export function tell({ query }) {
  const search = inRoom(query);
  const followed = query === wanted;
  wanted = "";
  if (!followed) post(search); // also where the agenda is now another, and the presentation with it
  if (!join(search)) return;
  post(!isOwn() && !followed ? search : undefined);
}

/**
 * Takes part in this presentation; false where this window does so already.
 *
 * @param {string} search
 */
function join(search) {
  const name = presentationAt(search);
  if (channel?.name === name) return false;
  channel?.close();
  channel = new BroadcastChannel(name);
  channel.addEventListener("message", hear);
  return true;
}

/** @param {MessageEvent<Message>} message */
function hear({ data: { from, search } }) {
  if (from === mine()) return; // two rooms do not lead each other
  if (search === undefined) {
    post(inRoom(location.search));
    return;
  }
  const here = isOwn() ? inNotes(search) : search;
  if (here === location.search) return;
  stop();
  wanted = here;
  replace(here);
  if (join(search)) post();
}

/** Opens the officer's own window, or shows this slide in it where it is open. */
export function openNotes() {
  if (isOwn()) return;
  const opened = window.open(PATH + inNotes(current().query), "scrutiny-notes", "popup,width=1000,height=700");
  if (opened) opened.focus();
  else
    fail(
      _("The window with your notes could not be opened"),
      _("The browser keeps this site from opening windows. Allow it to, and try again."),
      openNotes,
    );
}
