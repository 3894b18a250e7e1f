/* The pages to which one can move without opening the document anew, as the layout lists them. */

import { find } from "./dom.js";

/** @param {string} path */
export const isNear = (path) => (find("app-page")?.dataset.moves ?? "").split(" ").includes(path);
