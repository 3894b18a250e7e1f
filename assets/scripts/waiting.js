/* Waiting for an answer of the server: it is whole and comes in time, or the page says that none came. */

import { find, say, targetOf, the } from "./dom.js";
import { _ } from "./words.js";

const MOST = 20000; // milliseconds that an answer may take
const UNSEEN = 300; // an answer usually comes sooner than the eye would read a bar
const LONG = 1000; // one that takes longer is said to, for those who do not see the bar
export const fetched = window.fetch.bind(window); // the browser's own: dash.js puts another in its place
/** @type {ReturnType<typeof setTimeout>[]} */
let timers = [];
/** @type {(() => void) | null} */
let retry = null; // what "Try again" does
let over = false; // whether the reader has to sign on again before anything is answered

/** Whether the reader has to sign on again. */
export const isOver = () => over;

/**
 * A whole answer, or an error when it does not come in time.
 *
 * @param {RequestInfo | URL} address
 * @param {RequestInit} [options]
 */
export async function timely(address, options = {}) {
  const answer = await fetched(address, { ...options, signal: AbortSignal.timeout(MOST) });
  return answer.status === 204 ? answer : new Response(await answer.blob(), answer);
}

/**
 * The same for somebody who waits: one that asks the reader to sign on is told at once.
 *
 * @param {RequestInfo | URL} address
 * @param {RequestInit} [options]
 */
export async function patient(address, options = {}) {
  const answer = await timely(address, options);
  if (answer.status === 401) end();
  return answer;
}

export function wait() {
  timers.forEach(clearTimeout);
  timers = [
    setTimeout(() => document.documentElement.classList.add("waiting"), UNSEEN),
    setTimeout(() => say(find("app-announcer"), _("The answer takes a moment.")), LONG),
  ];
}

export function rest() {
  timers.forEach(clearTimeout);
  document.documentElement.classList.remove("waiting");
}

/** Nothing is waited for, and nothing has failed. */
export function settle() {
  rest();
  over = false;
  const failure = find("app-failure");
  if (failure) failure.hidden = true;
}

/**
 * Says what did not work where the reader is, and offers to try it again.
 *
 * @param {string} title
 * @param {string} text
 * @param {() => void} again
 */
export function fail(title, text, again) {
  if (!over) tell(title, text, _("Try again"), again);
}

/** Leads the reader, who was away for too long, to signing on and back to the address as it then is. */
function end() {
  over = true;
  const text = _(
    "You were away for too long, or have signed out. The address keeps what you have chosen: sign on, and you are back here.",
  );
  tell(_("You have to sign on again"), text, _("Sign on"), () => location.reload());
}

/**
 * @param {string} title
 * @param {string} text
 * @param {string} does
 * @param {() => void} again
 */
function tell(title, text, does, again) {
  rest();
  retry = again;
  say(find("app-failure-title"), title);
  say(find("app-failure-text"), text);
  say(find("app-retry-button"), does);
  the("app-failure").hidden = false;
}

document.addEventListener("click", (event) => {
  if (targetOf(event).closest("#app-retry-button")) retry?.();
});
