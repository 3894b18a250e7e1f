/* The agenda: which slides there are to show, and in which order. */

/** @import { Agenda, Choice } from "contract" */

import { inRoom, withSlides } from "../address.js";
import { element, find } from "../dom.js";
import { patient } from "../waiting.js";
import { swapped, titleOf } from "./order.js";
import { the } from "./room.js";
import { tools } from "./sharing.js";
import { current, PATH, replace } from "./slides.js";
import { _ } from "../words.js";

/** @type {Agenda} */
let offered = { groups: [], chosen: [], count: "0" }; // all that can be shown, as the server says
/** @type {string[]} */
let chosen = [];

export async function paintAgenda() {
  const answer = await patient(`${PATH}/agenda.json${location.search}`).catch(() => null);
  if (!answer?.ok) {
    const text = _("The list of slides could not be read. Close this and try again.");
    the("agenda-inside").replaceChildren(element("p", {}, text));
    return;
  }
  offered = await answer.json();
  chosen = offered.chosen;
  fill();
}

function fill() {
  const focused = document.activeElement?.id;
  the("agenda-inside").replaceChildren(
    tools(PATH + inRoom(withSlides(current(), chosen))),
    element("h3", {}, _("In this order ({count})", { count: chosen.length })),
    element("ol", { class: "chosen" }, ...chosen.map(lineOf)),
    element("h3", {}, _("All there is to show")),
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
  const word = by < 0 ? _("Up") : _("Down");
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
  const said = () =>
    _("{title} is now {place} of {count}.", {
      title: titleOf(offered.groups, key),
      place: place + by + 1,
      count: chosen.length,
    });
  button.addEventListener("click", () => choose(swapped(chosen, place, place + by), said()));
  return button;
}

/** @param {Choice} choice */
function tickOf({ key, title }) {
  const tick = element("input", {
    type: "checkbox",
    id: `present-agenda-tick-${key}`,
    checked: chosen.includes(key),
  });
  tick.addEventListener("change", () => {
    const keys = tick.checked ? [...chosen, key] : chosen.filter((one) => one !== key);
    const slides = keys.length === 1 ? _("1 slide") : _("{count} slides", { count: keys.length });
    choose(
      keys,
      tick.checked
        ? _("{title} is on the agenda, which has {slides}.", { title, slides })
        : _("{title} is off the agenda, which has {slides}.", { title, slides }),
    );
  });
  return element("label", {}, tick, element("span", {}, title));
}

/**
 * @param {string[]} keys
 * @param {string} said
 */
function choose(keys, said) {
  const some = keys.length > 0; // an agenda of nothing would be the usual one: the last slide stays
  if (some) chosen = keys;
  fill();
  if (some) replace(withSlides(current(), keys), said);
}
