/* What the browser remembers. One that remembers nothing must not stop the page. */

/**
 * @param {"localStorage" | "sessionStorage"} place
 * @param {string} name
 * @param {string} value
 */
export function remember(place, name, value) {
  try {
    window[place].setItem(name, value);
  } catch {
    // until the page is left it is known anyway
  }
}

/**
 * What was remembered under this name; null where nothing was, or nothing is.
 *
 * @param {"localStorage" | "sessionStorage"} place
 * @param {string} name
 */
export function remembered(place, name) {
  try {
    return window[place].getItem(name);
  } catch {
    return null;
  }
}
