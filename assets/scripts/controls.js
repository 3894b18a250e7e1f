/* The controls of the filter strip: from some one is chosen, from others any number. */

/** @import { OneOf, SeveralOf } from "contract" */

import { changed, OPENING } from "./address.js";
import { opens } from "./afresh.js";
import { chosenText } from "./choices.js";
import { all, element, find, say, the } from "./dom.js";
import "./folding.js";
import { current } from "./shown.js";
import { go } from "./travel.js";

/**
 * @param {string} name
 * @param {string[]} values
 */
function change(name, values) {
  const { query, filters } = current();
  go(changed({ search: location.search, shown: query, services: filters.services }, name, values));
}

/**
 * @param {string} name
 * @param {OneOf | SeveralOf} control
 */
export function paintControl(name, control) {
  if ("values" in control) paintSeveral(name, control);
  else paintOne(name, control);
}

/**
 * @param {string} name
 * @param {OneOf | SeveralOf} control
 */
export function frameOf(name, control) {
  if ("values" in control) {
    const choices = element("fieldset", { class: "choices", id: `app-filter-${name}-choices` });
    return disclosure(name, control.label, "", choices);
  }
  const select = element("select", { id: `app-filter-${name}-select` });
  const label = element("label", { for: select.id }, control.label);
  const box = element("div", { class: "control", "data-filter": name }, label, select);
  if (OPENING.includes(name)) {
    opens(name, { box, label, select }, () => paintControl(name, current().filters.controls[name]));
  } else select.addEventListener("change", () => change(name, [select.value]));
  return box;
}

/**
 * What opens under its label.
 *
 * @param {string} name
 * @param {string} label
 * @param {string} text
 * @param {HTMLElement} inside
 */
export function disclosure(name, label, text, inside) {
  const id = `app-filter-${name}`;
  const summary = element(
    "summary",
    { "aria-labelledby": `${id}-label ${id}-text` },
    element("span", { id: `${id}-text` }, text),
  );
  const box = element("details", { id: `${id}-details`, class: "folding" }, summary, inside);
  const heading = element("span", { class: "label", id: `${id}-label` }, label);
  return element("div", { class: "control several", "data-filter": name }, heading, box);
}

/**
 * Whether a control offers these already; afterwards it does.
 *
 * @param {HTMLElement} node
 * @param {string[][]} options
 */
function offers(node, options) {
  const text = JSON.stringify(options);
  const same = node.dataset.options === text;
  node.dataset.options = text;
  return same;
}

/**
 * @param {string} name
 * @param {OneOf} control
 */
function paintOne(name, { value, options }) {
  const select = the(`app-filter-${name}-select`, HTMLSelectElement);
  if (!offers(select, options)) {
    select.replaceChildren(...options.map(([one, label]) => element("option", { value: one }, label)));
  }
  select.value = value;
  const box = select.parentElement;
  box?.classList.remove("unshown");
  if (box && name === "council") box.hidden = options.length < 2;
}

/**
 * @param {string} name
 * @param {SeveralOf} control
 */
function paintSeveral(name, control) {
  const box = the(`app-filter-${name}-choices`);
  if (!offers(box, control.options)) box.replaceChildren(...ticksOf(name, box, control));
  const chosen = new Set(control.values);
  for (const tick of box.querySelectorAll("input")) tick.checked = chosen.has(tick.value);
  say(find(`app-filter-${name}-text`), chosenText(control));
  box.closest(".control")?.classList.toggle("chosen", chosen.size > 0);
}

/**
 * @param {string} name
 * @param {HTMLElement} box
 * @param {SeveralOf} control
 */
function ticksOf(name, box, { label, options }) {
  const ticked = () => all("input:checked", box).map((input) => input.getAttribute("value") ?? "");
  const ticks = options.map(([value, text]) => {
    const tick = element("input", { type: "checkbox", value });
    tick.addEventListener("change", () => change(name, ticked()));
    return element("label", {}, tick, element("span", {}, text));
  });
  return [element("legend", { class: "visually-hidden" }, label), ...ticks];
}
