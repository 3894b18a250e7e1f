/* Questions to the server: what a page shows at an address. */

/** @import { Page } from "contract" */
/** @import { Content } from "./layout.js" */

import { question } from "./dash.js";
import { patient } from "./waiting.js";

/**
 * What came to a question: what the page shows, and layouts by the id of what they are inside.
 *
 * @typedef {Record<string, {children: Content}> & {"app-content-store": {data: Page}}} Answer
 */

/**
 * The answer for the page at this query string.
 *
 * @param {string} search
 * @returns {Promise<Answer>}
 */
export async function ask(search) {
  const { address, body } = question(search);
  const headers = { Accept: "application/json", "Content-Type": "application/json" };
  const answer = await patient(address, { method: "POST", headers, body });
  if (!answer.ok) throw new Error(`The server answered ${answer.status}.`);
  return (await answer.json()).response;
}
