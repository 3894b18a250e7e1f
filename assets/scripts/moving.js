/* From one page about data to another without opening the document anew: the server is asked for the new page's layout,
 * which is written in place of the old one's. What does not come this way is opened as every address is. */

/** @import { Page } from "contract" */
/** @import { Component, Content } from "./layout.js" */

import { forget } from "./charts.js";
import { layoutOf } from "./dash.js";
import { find, the } from "./dom.js";
import { layOut } from "./layout.js";
import { patient, timely } from "./waiting.js";

const CONTENT = "app-content-store";
const MAIN = "app-main";

/**
 * The layout of the page at this address.
 *
 * @param {string} address
 * @returns {Promise<Component>}
 */
export async function askLayout(address) {
  const answer = await patient(layoutOf(address));
  if (!answer.ok) throw new Error(`The server answered ${answer.status}.`);
  return answer.json();
}

/**
 * Whether the server answers at this address: then it can be opened, and a page of the browser's own does not come.
 *
 * @param {string} address
 */
export const isReached = (address) =>
  timely(address, { method: "HEAD" }).then(
    () => true,
    () => false,
  );

/**
 * Lays out the page in place of the one on show, and returns what it is to be filled with; null where the page has
 * nothing of the kind, such as when it could not be read.
 *
 * @param {Component} layout
 * @returns {Page | null}
 */
export function enter(layout) {
  const data = within(layout, CONTENT)?.props.data ?? null;
  if (!data) return null;
  forget();
  the(MAIN).replaceChildren();
  find("app-filters")?.replaceChildren();
  layOut(the("react-entry-point"), layout);
  return data;
}

/**
 * The component with this id in a layout.
 *
 * @param {Content} content
 * @param {string} id
 * @returns {Component | undefined}
 */
function within(content, id) {
  for (const one of [content].flat()) {
    if (!one || typeof one !== "object") continue;
    const found = one.props.id === id ? one : within(one.props.children, id);
    if (found) return found;
  }
  return undefined;
}
