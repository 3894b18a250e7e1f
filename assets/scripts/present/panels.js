/* What opens beside the slide, one at a time. */

import { all } from "../dom.js";
import { paintAgenda } from "./agenda.js";
import { paintCode } from "./notes.js";
import { find, the } from "./room.js";

export const PANELS = ["filters", "agenda", "notes", "code", "keys"];

/** @type {Record<string, () => void>} */
const WRITTEN = { code: paintCode, agenda: paintAgenda }; // panels that are written only while they are open

/** @param {string} name */
const isOpen = (name) => find(`${name}-panel`)?.hidden === false;

/** The panel that is open. */
export const opened = () => PANELS.find(isOpen);

/** Writes anew what is open. */
export function paintPanels() {
  const open = opened();
  if (open) WRITTEN[open]?.();
}

/** @param {string} name */
export function toggle(name) {
  if (!find(`${name}-panel`)) return; // the notes, where they stand open all the time
  const open = opened();
  if (open) close(open);
  if (open === name) return;
  the(`${name}-panel`).hidden = false;
  the(`${name}-button`).setAttribute("aria-expanded", "true");
  WRITTEN[name]?.();
  const controls = name === "filters" ? all("#app-filters :is(select, summary, button)") : [];
  (controls.find((control) => control.checkVisibility()) ?? the(`${name}-title`)).focus();
}

/** @param {string} name */
export function close(name) {
  the(`${name}-panel`).hidden = true;
  const button = the(`${name}-button`);
  button.setAttribute("aria-expanded", "false");
  button.focus({ preventScroll: true });
}
