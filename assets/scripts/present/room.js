/* The parts of the room by name: `the("bar")` is `#present-bar`. */

import * as dom from "../dom.js";

/**
 * @template {HTMLElement} [T=HTMLElement]
 * @param {string} id
 * @param {abstract new () => T} [kind]
 */
export const the = (id, kind) => dom.the(`present-${id}`, kind);

/** @param {string} id */
export const find = (id) => dom.find(`present-${id}`);

/** Whether this is the officer's own window, where the slide stands small beside the notes. */
export const isOwn = () => find("clock") !== null;
