/* Questions to the server: what a page shows at an address. */

/** @import { Page } from "contract" */
/** @import { Content } from "./layout.js" */

import { question } from "./dash.js";
import { patient, timely } from "./waiting.js";

const KEPT = 5000; // milliseconds for which an answer that was asked for ahead is shown

/**
 * What came to a question: what the page shows, and layouts by the id of what they are inside.
 *
 * @typedef {Record<string, {children: Content}> & {"app-content-store": {data: Page}}} Answer
 */

/** @type {{place: string, until: number, answer: Promise<Answer | null>} | null} */
let ahead = null; // the answer that may be wanted next

/** @param {string} search */
const placeOf = (search) => location.pathname + search;

/** @param {string} search */
const isAhead = (search) => ahead?.place === placeOf(search) && performance.now() < ahead.until;

/**
 * Asks for the page at this query string before it is wanted. A server that has others to answer says null.
 *
 * @param {string} search
 */
export function askAhead(search) {
  if (isAhead(search)) return;
  const answer = answerOf(timely, search, { "X-Ahead": "1" }).catch(() => null);
  ahead = { place: placeOf(search), until: performance.now() + KEPT, answer };
}

/**
 * The answer for the page at this query string.
 *
 * @param {string} search
 * @returns {Promise<Answer>}
 */
export async function ask(search) {
  const taken = isAhead(search) ? ahead : null;
  ahead = null;
  return (await taken?.answer) ?? answerOf(patient, search);
}

/**
 * @param {typeof timely} by
 * @param {string} search
 * @param {Record<string, string>} [more]
 * @returns {Promise<Answer>}
 */
async function answerOf(by, search, more = {}) {
  const { address, body } = question(search);
  const headers = { Accept: "application/json", "Content-Type": "application/json", ...more };
  const answer = await by(address, { method: "POST", headers, body });
  if (!answer.ok) throw new Error(`The server answered ${answer.status}.`);
  const said = await answer.json();
  if (!said) throw new Error("The server has others to answer.");
  return said.response;
}
