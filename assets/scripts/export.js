/* The Export menu: asks the server for a file, shows how far it is, and saves it when it is there.
 *
 * The page stays usable meanwhile. What is asked for is the address at that moment. */

/** @import { Job } from "contract" */

import { exported } from "./address.js";
import { element, find, say, saveFile, targetOf, the } from "./dom.js";
import { content } from "./shown.js";
import { fail, patient, settle } from "./waiting.js";
import { _ } from "./words.js";

/** @typedef {{error: string}} Failure */

const PAUSE = 400; // milliseconds between two looks at how far a file is
let asked = 0; // counts what was asked for, so that only the last is watched

document.documentElement.classList.add("exports");

const isOpen = () => find("app-export-button")?.getAttribute("aria-expanded") === "true";

/** @param {boolean} yes */
function open(yes) {
  the("app-export-button").setAttribute("aria-expanded", String(yes));
  the("app-export-panel").hidden = !yes;
}

document.addEventListener("click", (event) => {
  const target = targetOf(event);
  if (!find("app-export-button")) return;
  /** @type {HTMLElement | null} */
  const choice = target.closest("[data-export]");
  if (target.closest("#app-export-button")) open(!isOpen());
  else if (choice) ask(choice.dataset.export ?? "", choice.dataset.page ?? "", choice.textContent ?? "");
  else if (target.isConnected && !target.closest(".export")) open(false);
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !isOpen() || !document.activeElement?.closest(".export")) return;
  open(false);
  the("app-export-button").focus();
});

document.addEventListener("focusin", (event) => {
  if (isOpen() && !targetOf(event).closest(".export, [tabindex='-1']")) open(false);
});

/**
 * @param {string} address
 * @param {RequestInit} [options]
 * @returns {Promise<Job | Failure>}
 */
async function answer(address, options) {
  try {
    return await (await patient(address, options)).json();
  } catch {
    return { error: _("The server did not answer. Try again in a moment.") };
  }
}

/**
 * @param {string} format
 * @param {string} page
 * @param {string} label
 */
async function ask(format, page, label) {
  const mine = ++asked;
  const what = page ? _("This page") : _("The whole report");
  settle();
  say(find("app-announcer"), _("{what} as {label} is being written", { what, label }));
  paint({ step: _("Starting"), share: 0 }, label);
  const state = { search: location.search, shown: content?.query ?? "" };
  let job = await answer(`/report${exported(state, format, page)}`, { method: "POST" });
  while (mine === asked && isWorking(job)) {
    paint(job, label);
    await new Promise((done) => setTimeout(done, PAUSE));
    job = await answer(job.address);
  }
  if (mine !== asked) return;
  if ("file" in job && job.file) save(job.file, job.name);
  else {
    paintFailure(job.error);
    fail(_("{what} could not be written as {label}", { what, label }), job.error, () => ask(format, page, label));
  }
}

/**
 * @param {Job | Failure} job
 * @returns {job is Job}
 */
const isWorking = (job) => "done" in job && !job.done;

/**
 * @param {Pick<Job, "step" | "share">} job
 * @param {string} label
 */
function paint({ step, share }, label) {
  const box = progress();
  const percent = `${Math.round(100 * share)}%`;
  const text = `${label}: ${step}`;
  say(find("app-export-button"), percent);
  the("app-export-button").setAttribute("aria-label", _("Export: {percent} written", { percent }));
  const bar =
    find("app-export-bar") ??
    element("progress", { id: "app-export-bar", max: 1, "aria-labelledby": "app-export-step" });
  if (!bar.isConnected) box.replaceChildren(element("p", { id: "app-export-step" }), bar);
  say(find("app-export-step"), text);
  if (bar instanceof HTMLProgressElement) bar.value = share;
}

/** @param {string} error */
function paintFailure(error) {
  rest().replaceChildren(element("p", { class: "export-failed" }, error));
}

/**
 * @param {string} file
 * @param {string} name
 */
function save(file, name) {
  rest().replaceChildren(element("p", {}, _("Saved as "), element("a", { href: file, download: name }, name)));
  say(find("app-announcer"), _("Saved as {name}", { name }));
  saveFile(file, name, the("app-export-panel")); // a click outside the menu would close it
}

/** The place that says how far a file is. */
function progress() {
  const box = the("app-export-progress");
  box.hidden = false;
  return box;
}

/** The same, once nothing is written any more. */
function rest() {
  say(find("app-export-button"), _("Export"));
  the("app-export-button").removeAttribute("aria-label");
  return progress();
}
