/* What is behind a slide, for who presents it: definition, source, what the council says; and the address as a code. */

/** @import { Quote, Slide } from "contract" */

import { inRoom } from "../address.js";
import { element, parted, told } from "../dom.js";
import { the } from "./room.js";
import { current, PATH } from "./slides.js";
import { _ } from "../words.js";

const SHORT = 500; // a longer address leaves the agenda behind, so that the code stays coarse enough for a camera
const THIS_MACHINE = ["127.0.0.1", "localhost", "[::1]"];

/** @param {Slide} slide */
export function paintNotes({ about = [], note, extract, quotes }) {
  const pairs = [...about, [_("Note"), note], [_("Source"), extract]].filter(([, text]) => text);
  const list = pairs.flatMap(([name, text]) => [element("dt", {}, name), element("dd", {}, text)]);
  the("notes-inside").replaceChildren(element("dl", {}, ...list), ...parted(quotes, quoteOf));
}

/** @param {Quote} quote */
const quoteOf = ({ heading, mark, text, rest, doubt }) =>
  element(
    "blockquote",
    {},
    element("p", { class: "cases" }, [heading, mark].filter(Boolean).join(" · ")),
    ...[...text, ...rest].map(told),
    doubt ? element("p", { class: "cases" }, doubt) : null,
  );

export function paintCode() {
  const { query, ways } = current();
  const whole = location.origin + PATH + inRoom(query);
  const address = whole.length > SHORT ? location.origin + PATH + inRoom(ways.short) : whole;
  const box = the("code-inside");
  if (box.dataset.address === address) return;
  box.dataset.address = address;
  const picture = `${PATH}/code.svg?address=${encodeURIComponent(address)}`;
  const lines = [
    element("img", { class: "code", src: picture, alt: _("QR code of this slide's address") }),
    element("p", {}, _("Point a tablet's or phone's camera at it to open this slide there.")),
  ];
  if (address !== whole) {
    const text = _(
      "The agenda's link is too long for a code: this one leads to the slide among those of its own page.",
    );
    lines.push(element("p", {}, text));
  }
  if (THIS_MACHINE.includes(location.hostname)) {
    const text = _(
      "This address, {host}, works on this machine only. Open the dashboard by the server's name, and the code will have it.",
      { host: location.host },
    );
    lines.push(element("p", { class: "warning" }, text));
  }
  box.replaceChildren(...lines, element("p", { class: "address" }, address));
}
