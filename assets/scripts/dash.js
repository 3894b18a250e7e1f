/* All that hangs on Dash's inside: how it starts, what it asks for by name, and how a question of its own reads.
 *
 * Dash's own scripts have run when this does. Its renderer asks for layout and wiring by name; the elements that hold
 * them have these names as their ids. It lays out the page once and gives what is in the page's store to the function
 * whose name the callback says. From then on page.js asks Dash's question and writes the answer: that the renderer works
 * through a new address and a new layout takes it longer than the server and the charts together. */

import { find, the } from "./dom.js";
import { takeOver } from "./takeover.js";
import { fetched } from "./waiting.js";

const NEEDED = [
  "React",
  "ReactDOM",
  "PropTypes",
  "dash_bootstrap_components",
  "dash_html_components",
  "dash_core_components",
  "DashRenderer",
];
const CLICK = "/_dash-update-component";
const WIRING = "_dash-dependencies";
const ADDRESS = "app-url"; // the element that knows the address

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
  if (find("app-plain")?.dataset.filled === undefined) takeOverOnceLaidOut();
  new window.DashRenderer();
}

/** A page that no function fills takes over as soon as Dash has laid it out. */
function takeOverOnceLaidOut() {
  const page = the("react-entry-point");
  const watcher = new MutationObserver(() => {
    if (!page.querySelector("#app-page")) return;
    watcher.disconnect();
    takeOver()();
  });
  watcher.observe(page, { childList: true, subtree: true });
}

/**
 * Where the layout of the page at this address is.
 *
 * @param {string} address
 */
export const layoutOf = (address) => `/_dash-layout?address=${encodeURIComponent(address)}`;

/** What a callback returns that changes nothing. */
export const nothing = () => window.dash_clientside.no_update;

window.fetch = function (...request) {
  const address = String(request[0] instanceof Request ? request[0].url : request[0]);
  if (address.includes(CLICK)) return unchanged(); // a step in the browser's history, which page.js follows
  return withDocument(address) ?? fetched(...request);
};

/** What tells Dash that nothing is to change. */
const unchanged = () => Promise.resolve(new Response(null, { status: 204 }));

/** @param {{id: string, property: string}} one */
const isSearch = ({ id, property }) => id === ADDRESS && property === "search";

/** @type {{output: string, inputs: Named[], state: Named[]}[]} */
let wiring = []; // which questions there are

/** @typedef {{id: string, property: string}} Named */

/**
 * The question for the page at this query string, as Dash asks it.
 *
 * @param {string} search
 */
export function question(search) {
  const asks = wiring.find(({ inputs }) => inputs.some(isSearch));
  if (!asks) throw new Error("The page has no question to ask.");
  const { output, inputs, state } = asks;
  const values = { search, pathname: location.pathname };
  /** @param {Named} one */
  const valued = ({ id, property }) => ({ id, property, value: values[/** @type {keyof values} */ (property)] });
  const changed = [`${ADDRESS}.search`];
  const body = {
    output,
    outputs: output.slice(2, -2).split("...").map(named),
    inputs: inputs.map(valued),
    changedPropIds: changed,
    parsedChangedPropsIds: changed,
    state: state.map(valued),
  };
  return { address: CLICK, body: JSON.stringify(body) };
}

/** @param {string} text */
function named(text) {
  const dot = text.lastIndexOf(".");
  return { id: text.slice(0, dot), property: text.slice(dot + 1) };
}

/**
 * What came with the document under the name that is asked for.
 *
 * @param {string} address
 */
function withDocument(address) {
  const held = document.getElementById(address.replace(/^.*\//, ""));
  if (!(held instanceof HTMLScriptElement) || held.type !== "application/json") return null;
  held.remove();
  if (held.id === WIRING) wiring = JSON.parse(held.textContent);
  return Promise.resolve(new Response(held.textContent, { headers: { "Content-Type": "application/json" } }));
}
