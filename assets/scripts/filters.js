/* The filter strip: its controls, what is chosen in few words, and the way back to no choice. */

/** @import { Filters } from "contract" */

import { disclosure, frameOf, paintControl } from "./controls.js";
import { element, find, lead, say, the } from "./dom.js";
import { _ } from "./words.js";

const MORE = ["basis", "scheme"]; // controls under "More"

/** @param {Filters | null} filters */
export function paintFilters(filters) {
  const strip = find("app-filters");
  if (!strip || !filters) return;
  if (!strip.firstChild) strip.append(...frame(filters));
  for (const [name, control] of Object.entries(filters.controls)) paintControl(name, control);
  lead("app-filter-clear-link", filters.clear);
  say(find("app-filter-summary"), summaryOf(filters));
}

/**
 * The quarter and how much is chosen.
 *
 * @param {Filters} filters
 */
function summaryOf({ controls }) {
  const { quarter } = controls;
  const shown = "value" in quarter ? quarter.options.find(([value]) => value === quarter.value) : undefined;
  const count = Object.values(controls).reduce((sum, one) => sum + ("values" in one ? one.values.length : 0), 0);
  return (shown ? shown[1] : "") + (count ? _(", {chosen} chosen", { chosen: count }) : "");
}

/** @param {Filters} filters */
function frame({ controls }) {
  const names = Object.keys(controls);
  const frames = (/** @type {string[]} */ some) => some.map((name) => frameOf(name, controls[name]));
  const boxes = frames(names.filter((name) => !MORE.includes(name)));
  const more = frames(names.filter((name) => MORE.includes(name)));
  if (more.length)
    boxes.push(disclosure("more", _("More"), _("Options"), element("div", { class: "choices" }, ...more)));
  const clear = element("a", { id: "app-filter-clear-link", class: "clear" }, _("Clear filters"));
  return [opener(), element("div", { id: "app-filter-controls", class: "filter-controls" }, ...boxes, clear)];
}

/** The button that opens the strip where the window is small. */
function opener() {
  const button = element(
    "button",
    {
      id: "app-filter-open-button",
      type: "button",
      class: "filter-open",
      "aria-expanded": "false",
      "aria-controls": "app-filter-controls",
    },
    element("span", {}, _("Filters")),
    element("span", { id: "app-filter-summary" }),
  );
  button.addEventListener("click", () => {
    const open = button.getAttribute("aria-expanded") !== "true";
    button.setAttribute("aria-expanded", String(open));
    the("app-filters").classList.toggle("open", open);
  });
  return button;
}
