/* Questions to the server: each is asked as soon as the address says it, and once.
 *
 * Dash would ask later, when it has worked through what a new address means to it. It gets the same answer. */

import { question } from "./dash.js";
import { patient } from "./waiting.js";

/**
 * What came to a question, whole.
 *
 * @typedef {{ok: boolean, status: number, text: string}} Answer
 */

/** @type {{search: string, answer: Promise<Answer>} | null} */
let last = null; // the last question, of which others are no longer of interest

/**
 * The answer for the page at this query string. What was asked last is not asked again, unless nothing came of it.
 *
 * @param {string} search
 * @returns {Promise<Answer>}
 */
export function ask(search) {
  if (last?.search !== search) last = { search, answer: fetchAnswer(search) };
  return last.answer;
}

/** The next question is asked of the server, whatever it is. */
export function forget() {
  last = null;
}

/**
 * @param {string} search
 * @returns {Promise<Answer>}
 */
async function fetchAnswer(search) {
  const { address, body } = question(search);
  const headers = { Accept: "application/json", "Content-Type": "application/json" };
  const answer = await patient(address, { method: "POST", credentials: "same-origin", headers, body });
  return { ok: answer.ok, status: answer.status, text: await answer.text() };
}
