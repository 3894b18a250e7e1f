/* Filters whose change asks for the page afresh: council and measure. */

import { opened } from "./address.js";
import { element } from "./dom.js";
import { current } from "./shown.js";
import { go } from "./travel.js";
import { _ } from "./words.js";

/**
 * Arrow keys and letters only choose; Enter, or leaving the box, shows what is chosen, and Escape takes it back. What
 * is picked in the opened list, with mouse, finger or keyboard, is shown at once.
 *
 * @param {string} name
 * @param {{box: HTMLElement, label: HTMLElement, select: HTMLSelectElement}} control
 * @param {() => void} reset takes back what is chosen
 */
export function opens(name, { box, label, select }, reset) {
  const chosen = () => {
    const control = current().filters.controls[name];
    return "value" in control && select.value !== control.value;
  };
  const show = () => {
    if (chosen()) go(opened({ search: location.search, shown: current().query }, name, select.value));
  };
  let keyed = false;
  const hint = `app-filter-${name}-enter`;
  label.append(element("span", { class: "control-hint", "aria-hidden": "true" }, _("press Enter")));
  select.setAttribute("aria-describedby", hint);
  box.append(element("span", { id: hint, class: "visually-hidden" }, _("Press Enter to show what you choose.")));
  select.addEventListener("pointerdown", () => {
    keyed = false;
  });
  select.addEventListener("change", () => {
    if (keyed) box.classList.toggle("unshown", chosen());
    else show();
  });
  select.addEventListener("blur", show);
  // before a presentation hears Escape and closes the box
  const onKey = (/** @type {KeyboardEvent} */ event) => {
    if (event.target !== select) return;
    if (chosen() && ["Enter", "Escape"].includes(event.key)) {
      event.preventDefault();
      event.stopPropagation();
      if (event.key === "Enter") show();
      else reset();
    }
    keyed = !event.altKey && ![" ", "Enter", "Tab"].includes(event.key);
  };
  window.addEventListener("keydown", onKey, true);
}
