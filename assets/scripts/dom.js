/* Elements: found, made and filled. */

import { _ } from "./words.js";

/**
 * The element with this id, which must be there and of this kind.
 *
 * @template {HTMLElement} [T=HTMLElement]
 * @param {string} id
 * @param {abstract new () => T} [kind]
 * @returns {T}
 */
export function the(id, kind) {
  const found = document.getElementById(id);
  if (!(found instanceof (kind ?? HTMLElement))) throw new Error(`The page has no ${kind?.name ?? "element"} "${id}".`);
  return /** @type {T} */ (found);
}

/** @param {string} id */
export const find = (id) => document.getElementById(id);

/**
 * Every element that the selector finds, as elements of HTML.
 *
 * @param {string} selector
 * @param {ParentNode} [within]
 * @returns {HTMLElement[]}
 */
export const all = (selector, within = document) =>
  [...within.querySelectorAll(selector)].filter((one) => one instanceof HTMLElement);

/**
 * What an event happened to; the whole document where that is no element.
 *
 * @param {Event} event
 * @returns {Element}
 */
export const targetOf = (event) => (event.target instanceof Element ? event.target : document.documentElement);

/**
 * Whether a key that changes the meaning of keys and clicks is held down.
 *
 * @param {KeyboardEvent | MouseEvent} event
 */
export const isModified = (event) => event.metaKey || event.ctrlKey || event.altKey;

/**
 * A new element. An attribute without a value is left out, so is a child that is null.
 *
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, string | number | boolean | null | undefined>} [attributes]
 * @param {...(Node | string | null)} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name in made && typeof value !== "string") Object.assign(made, { [name]: value });
    else made.setAttribute(name, String(value));
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}

/**
 * Screen readers hear a text again that is written again, so it is written only when it is another.
 *
 * @param {Element | null | undefined} node
 * @param {string} text
 */
export function say(node, text) {
  if (node && node.textContent !== text) node.textContent = text;
}

/**
 * A link to this address, or hidden where there is none.
 *
 * @param {string} id
 * @param {string | null} address
 */
export function lead(id, address) {
  const link = the(id, HTMLAnchorElement);
  link.hidden = !address;
  if (address) link.href = address;
}

/**
 * Saves what is at an address as a file of this name. The link stands inside `place` meanwhile.
 *
 * @param {string} address
 * @param {string} name
 * @param {Element} place
 */
export function saveFile(address, name, place) {
  const link = element("a", { href: address, download: name });
  place.append(link);
  link.click();
  link.remove();
}

/**
 * A paragraph, or a list of points, as its author laid it out.
 *
 * @param {import("contract").Told} one
 */
export const told = ({ lines, points, lang }) =>
  points ? element("ul", { lang }, ...lines.map((line) => element("li", {}, line))) : element("p", { lang }, lines[0]);

/**
 * What the council says of the period on show, then what it said earlier, folded.
 *
 * @param {import("contract").Quote[]} quotes
 * @param {(quote: import("contract").Quote) => HTMLElement} drawn
 * @returns {HTMLElement[]}
 */
export function parted(quotes, drawn) {
  const earlier = quotes.filter((one) => one.older);
  const now = quotes.filter((one) => !one.older).map(drawn);
  if (!earlier.length) return now;
  const summary = element("summary", {}, _("Earlier notes ({count})", { count: earlier.length }));
  return [...now, element("details", { class: "earlier" }, summary, ...earlier.map(drawn))];
}
