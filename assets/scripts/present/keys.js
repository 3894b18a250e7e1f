/* What a key means while presenting. */

/** @type {Record<string, "first" | "previous" | "next" | "last">} */
const WAYS = {
  ArrowRight: "next",
  PageDown: "next",
  " ": "next",
  ArrowLeft: "previous",
  PageUp: "previous",
  Home: "first",
  End: "last",
};
/** @type {Record<string, string>} */
const LETTERS = { f: "full", t: "look", "?": "keys", "/": "filters", a: "agenda", n: "notes", w: "window", q: "code" };
const TYPED_INTO = "input:not([type=checkbox]), select, textarea";
const PRESSED = "button, a, summary, label, input, select, textarea"; // the space bar is theirs

/**
 * What a key does: `way` is where it leads, `deed` the name of what is done; neither where it does nothing here.
 *
 * @param {{key: string, shiftKey: boolean}} pressed
 * @param {boolean} letters whether letters are keys
 * @param {(selector: string) => unknown} within whether the keyboard is within what the selector finds
 * @returns {{way?: "first" | "previous" | "next" | "last", deed?: string}}
 */
export function meaning({ key, shiftKey }, letters, within) {
  if (key === "Escape") return { deed: "escape" };
  if (within(key === " " ? PRESSED : TYPED_INTO)) return {};
  if (key in WAYS) return within(".side") ? {} : { way: key === " " && shiftKey ? "previous" : WAYS[key] };
  return letters ? { deed: LETTERS[key.toLowerCase()] } : {};
}
