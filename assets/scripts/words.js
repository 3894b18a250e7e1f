/* What the scripts say, in the language of the page: its document holds the messages of every language but English. */

/** @type {Record<string, string>} */
const messages = JSON.parse(globalThis.document?.getElementById("app-words")?.textContent || "{}");

/**
 * A message in the language of the page, with these fields filled in.
 *
 * @param {string} text
 * @param {Record<string, unknown>} [fields]
 */
export function _(text, fields = {}) {
  return (messages[text] ?? text).replace(/\{(\w+)\}/g, (found, name) => String(fields[name] ?? found));
}
