/* The page as the server wrote it stands until the dashboard can take its place, in one step: what the reader looks at
 * stays where it is, and the keyboard keeps its place. A form that the reader is filling in is left alone. */

import { all, find, the } from "./dom.js";
import { paintChoice } from "./looks.js";

const nothing = () => {};

/** Whether the reader has chosen something in a form of the page that the server wrote, and not sent it yet. */
export function isFilledIn() {
  const chosen = (/** @type {HTMLElement} */ one) =>
    (one instanceof HTMLInputElement && (one.checked !== one.defaultChecked || one.value !== one.defaultValue)) ||
    (one instanceof HTMLOptionElement && one.selected !== one.defaultSelected);
  return all("#app-plain :is(input, option)").some(chosen);
}

/**
 * Shows the dashboard's page in place of the server's. What it returns is called when the page has been filled.
 *
 * @returns {() => void}
 */
export function takeOver() {
  const plain = find("app-plain");
  if (!plain) return nothing;
  const { activeElement } = document;
  const focused = plain.contains(activeElement) ? activeElement : null;
  const seen = all("[id]", plain).find(
    (one) => one.getBoundingClientRect().bottom > 0 && one.clientHeight < innerHeight,
  );
  const before = { id: seen?.id ?? "", top: seen?.getBoundingClientRect().top ?? 0, down: scrollY };
  plain.remove();
  const page = the("react-entry-point");
  page.hidden = false;
  paintChoice();
  return () => {
    const top = before.down ? find(before.id)?.getBoundingClientRect().top : undefined;
    if (top !== undefined && top !== before.top) scrollBy(0, top - before.top);
    if (focused) twinOf(focused, page)?.focus({ preventScroll: true });
  };
}

/**
 * The element of the page that is the same as this one: by its id, else by where it leads and what it says.
 *
 * @param {Element} element
 * @param {HTMLElement} page
 */
function twinOf(element, page) {
  if (element.id) return find(element.id);
  const same = (/** @type {HTMLElement} */ one) =>
    one.getAttribute("href") === element.getAttribute("href") && one.textContent === element.textContent;
  const name = element.localName;
  const found = all(name, page).find(same);
  return found ?? (element.closest("[id]") ? find(element.closest("[id]")?.id ?? "")?.querySelector(name) : null);
}
