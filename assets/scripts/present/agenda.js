/* The agenda: which slides there are, in which order, as a link or as a file. */

/** @import { Agenda, Choice, Group } from "contract" */

import { withSlides } from "../address.js";
import { element, find, say } from "../dom.js";
import { patient } from "../patience.js";
import { the } from "./room.js";
import { current, move, PATH, replace } from "./slides.js";

/** @type {Agenda} */
let offered = { groups: [], chosen: [], count: "0" }; // all that can be shown, as the server says
/** @type {string[]} */
let chosen = [];

export async function paintAgenda() {
  const answer = await patient(`${PATH}/agenda.json${location.search}`).catch(() => null);
  if (!answer?.ok) {
    const text = "The list of slides could not be read. Close this and try again.";
    the("agenda-inside").replaceChildren(element("p", {}, text));
    return;
  }
  offered = await answer.json();
  chosen = offered.chosen;
  fill();
}

/**
 * What a slide is called away from its page.
 *
 * @param {Group[]} groups
 * @param {string} key
 */
export function titleOf(groups, key) {
  for (const { page, slides } of groups) {
    const found = slides.find((one) => one.key === key);
    if (found) return found.title.startsWith(page) ? found.title : `${page}: ${found.title}`;
  }
  return key;
}

const address = () => PATH + withSlides(current(), chosen);

function fill() {
  const focused = document.activeElement?.id;
  the("agenda-inside").replaceChildren(
    tools(),
    element("h3", {}, `In this order (${chosen.length})`),
    element("ol", { class: "chosen" }, ...chosen.map(lineOf)),
    element("h3", {}, "All there is to show"),
    ...offered.groups.map(({ page, slides }) =>
      element("fieldset", {}, element("legend", {}, page), ...slides.map(tickOf)),
    ),
  );
  const again = focused ? find(focused) : null;
  const off = again instanceof HTMLButtonElement && again.disabled;
  /** @type {HTMLElement | null | undefined} */
  const other = off ? again.closest("li")?.querySelector("button:not(:disabled)") : null;
  (other ?? again)?.focus({ preventScroll: true });
}

/** The ways to take the agenda along. */
function tools() {
  const { council } = current().filters.controls;
  const text = JSON.stringify({ scrutiny: "agenda", address: address() }, null, 1);
  const save = element(
    "a",
    {
      class: "button-link",
      download: `agenda-${"value" in council ? council.value : ""}.json`,
      href: `data:application/json,${encodeURIComponent(text)}`,
    },
    "Save as a file",
  );
  const file = element("input", { type: "file", id: "present-agenda-file", accept: "application/json,.json" });
  file.addEventListener("change", () => {
    if (file.files?.length) openFile(file.files[0]);
  });
  const copied = element("span", { role: "status" });
  const copy = element("button", { type: "button", id: "present-agenda-copy" }, "Copy the link");
  copy.addEventListener("click", () => copyTo(copied));
  const open = element("label", { for: file.id, class: "button-link" }, "Open a file");
  return element("p", { class: "tools" }, copy, save, open, file, copied);
}

/**
 * Copies the link, or shows it for who may not write to the clipboard.
 *
 * @param {HTMLElement} copied
 */
async function copyTo(copied) {
  const link = location.origin + address();
  try {
    await navigator.clipboard.writeText(link);
    say(copied, "Copied.");
  } catch {
    const attributes = { class: "address", readonly: "", value: link, "aria-label": "Link to this presentation" };
    const input = element("input", attributes);
    copied.replaceChildren(input);
    input.select();
  }
}

/**
 * @param {string} key
 * @param {number} place
 */
const lineOf = (key, place) =>
  element(
    "li",
    { class: key === current().key ? "here" : "" },
    element("span", {}, titleOf(offered.groups, key)),
    mover(key, place, -1),
    mover(key, place, 1),
  );

/**
 * @param {string} key
 * @param {number} place
 * @param {-1 | 1} by
 */
function mover(key, place, by) {
  const word = by < 0 ? "Up" : "Down";
  const button = element(
    "button",
    {
      type: "button",
      id: `present-agenda-${word}-${key}`,
      "aria-label": `${word}: ${titleOf(offered.groups, key)}`,
      disabled: !(place + by in chosen),
    },
    by < 0 ? "▲" : "▼",
  );
  button.addEventListener("click", () => choose(swapped(chosen, place, place + by)));
  return button;
}

/**
 * The list with two of it in each other's place.
 *
 * @param {string[]} list
 * @param {number} one
 * @param {number} other
 */
export const swapped = (list, one, other) => list.with(one, list[other]).with(other, list[one]);

/** @param {Choice} choice */
function tickOf({ key, title }) {
  const tick = element("input", {
    type: "checkbox",
    id: `present-agenda-tick-${key}`,
    checked: chosen.includes(key),
  });
  tick.addEventListener("change", () => choose(tick.checked ? [...chosen, key] : chosen.filter((one) => one !== key)));
  return element("label", {}, tick, element("span", {}, title));
}

/** @param {string[]} keys */
function choose(keys) {
  const some = keys.length > 0; // an agenda of nothing would be the usual one: the last slide stays
  if (some) chosen = keys;
  fill();
  if (some) replace(withSlides(current(), keys));
}

/** @param {File} file */
async function openFile(file) {
  const link = linkIn(await file.text().catch(() => ""));
  if (link) {
    move(link);
    return;
  }
  const text = `${file.name} is not an agenda saved here. Choose a file that “Save as a file” has written.`;
  the("agenda-inside").prepend(element("p", { class: "warning", role: "alert" }, text));
}

/**
 * The query string in the text of a saved agenda; null where it is none.
 *
 * @param {string} text
 */
export function linkIn(text) {
  try {
    const { address: saved } = JSON.parse(text);
    return typeof saved === "string" && saved.startsWith(`${PATH}?`) ? saved.slice(PATH.length) : null;
  } catch {
    return null; // not JSON at all, or nothing that could hold an address
  }
}
