/* All that hangs on Dash's inside: how it starts, what it asks for by name, and how it hears of a new address.
 *
 * Dash's own scripts have run when this does. Its renderer asks for layout and wiring by name; the elements that hold
 * them have these names as their ids. Then it asks the server each time that the address changes, and gives what comes
 * into the page's store to the function whose name the callback says. */

import { patient } from "./waiting.js";

const NEEDED = ["React", "ReactDOM", "dash_html_components", "dash_core_components", "DashRenderer"];
const CLICK = "_dash-update-component";
const MOVED = "_dashprivate_pushstate";

/**
 * Starts Dash, whose callbacks call these functions by `space` and name. Without one of its scripts it does not start,
 * and assets/opening.js shows the page as text.
 *
 * @param {string} space
 * @param {Record<string, (data: any) => unknown>} functions
 */
export function start(space, functions) {
  window.dash_clientside ??= {};
  window.dash_clientside[space] = functions;
  if (!NEEDED.every((name) => name in window)) return;
  document.documentElement.classList.add("started");
  new window.DashRenderer();
}

/** What a callback returns that changes nothing. */
export const nothing = () => window.dash_clientside.no_update;

/** Lets Dash, and whoever else listens, look at the address. */
export const moved = () => window.dispatchEvent(new CustomEvent(MOVED));

/** @param {() => void} listener */
export const whenMoved = (listener) => window.addEventListener(MOVED, listener);

/**
 * Who minds the answers of the server: `shown` says that the page shows already what is asked, `asked` keeps what the
 * question is about, and only for the last question one of the others is told.
 *
 * @typedef {{shown: () => boolean, asked: () => any, came: (asked: any) => void, failed: () => void}} Minder
 */

/** @type {Minder | null} */
let minder = null;
let turn = 0; // how many questions have been asked

/** @param {Minder} whoever */
export function mind(whoever) {
  minder = whoever;
}

const fetched = window.fetch;

window.fetch = function (...request) {
  const address = String(request[0] instanceof Request ? request[0].url : request[0]);
  const known = minder && address.includes(CLICK) ? answered(minder, request) : withDocument(address);
  return known ?? fetched.apply(this, request);
};

/**
 * What came with the document under the name that is asked for.
 *
 * @param {string} address
 */
function withDocument(address) {
  const held = document.getElementById(address.replace(/^.*\//, ""));
  if (!(held instanceof HTMLScriptElement) || held.type !== "application/json") return null;
  held.remove();
  return Promise.resolve(new Response(held.textContent, { headers: { "Content-Type": "application/json" } }));
}

/**
 * @param {Minder} minds
 * @param {Parameters<typeof fetch>} request
 */
function answered(minds, request) {
  if (minds.shown()) return Promise.resolve(new Response(null, { status: 204 }));
  const mine = ++turn;
  const asked = minds.asked();
  const answer = patient(...request);
  answer.then(
    (response) => {
      if (mine !== turn) return;
      if (response.ok) minds.came(asked);
      else minds.failed();
    },
    () => {
      if (mine === turn) minds.failed();
    },
  );
  return answer;
}
