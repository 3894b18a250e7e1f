/* An agenda as a link or as a file, and a file as the agenda. */

import { inNotes } from "../address.js";
import { element, say } from "../dom.js";
import { linkIn } from "./order.js";
import { isOwn, the } from "./room.js";
import { current, move, PATH } from "./slides.js";
import { _ } from "../words.js";

/**
 * The ways to take the agenda along.
 *
 * @param {string} address its path and query string
 */
export function tools(address) {
  const { council } = current().filters.controls;
  const text = JSON.stringify({ scrutiny: "agenda", address }, null, 1);
  const save = element(
    "a",
    {
      class: "button-link",
      download: `agenda-${"value" in council ? council.value : ""}.json`,
      href: `data:application/json,${encodeURIComponent(text)}`,
    },
    _("Save as a file"),
  );
  const file = element("input", { type: "file", id: "present-agenda-file", accept: "application/json,.json" });
  file.addEventListener("change", () => {
    if (file.files?.length) openFile(file.files[0]);
  });
  const copied = element("span", { role: "status" });
  const copy = element("button", { type: "button", id: "present-agenda-copy" }, _("Copy the link"));
  copy.addEventListener("click", () => copyTo(copied, location.origin + address));
  const open = element("label", { for: file.id, class: "button-link" }, _("Open a file"));
  return element("p", { class: "tools" }, copy, save, open, file, copied);
}

/**
 * Copies the link, or shows it for who may not write to the clipboard.
 *
 * @param {HTMLElement} copied
 * @param {string} link
 */
async function copyTo(copied, link) {
  try {
    await navigator.clipboard.writeText(link);
    say(copied, _("Copied."));
  } catch {
    const attributes = { class: "address", readonly: "", value: link, "aria-label": _("Link to this presentation") };
    const input = element("input", attributes);
    copied.replaceChildren(input);
    input.select();
  }
}

/** @param {File} file */
async function openFile(file) {
  const link = linkIn(await file.text().catch(() => ""), PATH);
  if (link) {
    move(isOwn() ? inNotes(link) : link);
    return;
  }
  const text = _("{file} is not an agenda saved here. Choose a file that “Save as a file” has written.", {
    file: file.name,
  });
  the("agenda-inside").prepend(element("p", { class: "warning", role: "alert" }, text));
}
