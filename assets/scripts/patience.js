/* Asking the server: an answer is whole and comes in time, or it is an error. */

const MOST = 20000; // milliseconds that an answer may take
const fetched = window.fetch; // the browser's own: dash.js puts another in its place

/**
 * A whole answer, or an error when it does not come in time.
 *
 * @param {RequestInfo | URL} address
 * @param {RequestInit} [options]
 */
export async function patient(address, options = {}) {
  const answer = await fetched(address, { ...options, signal: AbortSignal.timeout(MOST) });
  if (answer.status === 204) return answer;
  return new Response(await answer.blob(), answer);
}
