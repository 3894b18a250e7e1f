/* An agenda as a list of keys. Nothing here knows the page. */

/** @import { Group } from "contract" */

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

/**
 * The list with two of it in each other's place.
 *
 * @param {string[]} list
 * @param {number} one
 * @param {number} other
 */
export const swapped = (list, one, other) => list.with(one, list[other]).with(other, list[one]);

/**
 * The query string in the text of a saved agenda; null where it is none.
 *
 * @param {string} text
 * @param {string} path the path of presentations
 */
export function linkIn(text, path) {
  try {
    const { address } = JSON.parse(text);
    return typeof address === "string" && address.startsWith(`${path}?`) ? address.slice(path.length) : null;
  } catch {
    return null; // not JSON at all, or nothing that could hold an address
  }
}
