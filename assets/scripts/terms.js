/* The words that the page explains: where its prose first uses one, the word is dotted and opens its meaning.
 *
 * layouts/terms.py does the same to the page that the server writes, where the word leads to the page of all words. */

/** @import { Glossary } from "contract" */

import { all, element, find, isModified, targetOf, the } from "./dom.js";
import { _ } from "./words.js";

const PROSE = "main :is(h1, .support, .finding, .note, .panel-about dd)"; // what is said in sentences of ours
const NO_WORDS = "a, code, summary, [hidden]";
const OPEN = 'a.term[aria-expanded="true"]';

/** @type {Glossary | null} */
const glossary = JSON.parse(find("app-glossary")?.textContent ?? "null");
const words = glossary && new RegExp(glossary.pattern, "gi");
const terms = new Map(glossary?.terms.flatMap((term) => term.forms.map((form) => [form, term])));

/** Marks the first use of each term, now that the page says what it says. */
export function paintTerms() {
  for (const link of all("a.term")) {
    const { parentNode } = link;
    link.replaceWith(link.textContent);
    parentNode?.normalize();
  }
  if (words) mark(words, new Set());
}

/**
 * @param {RegExp} words
 * @param {Set<string>} seen the terms that are marked already
 */
function mark(words, seen) {
  for (const prose of all(PROSE)) {
    const walker = document.createTreeWalker(prose, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) texts.push(/** @type {Text} */ (walker.currentNode));
    for (const text of texts) if (!text.parentElement?.closest(NO_WORDS)) markIn(text, words, seen);
  }
}

/**
 * @param {Text} text
 * @param {RegExp} words
 * @param {Set<string>} seen
 */
function markIn(text, words, seen) {
  const first = [...text.data.matchAll(words)].filter(([form]) => {
    const { id } = termOf(form);
    return !seen.has(id) && seen.add(id);
  });
  for (const { 0: form, index } of first.reverse()) {
    const word = text.splitText(index);
    word.splitText(form.length);
    word.replaceWith(linkOf(form));
  }
}

/** @param {string} form */
function termOf(form) {
  const term = terms.get(form.toLowerCase());
  if (!term) throw new Error(`No term is written "${form}".`);
  return term;
}

/**
 * Where all words are explained, for the council on show.
 *
 * @param {string} id that of a word
 */
const addressOf = (id) => `${document.querySelector('.footer a[href^="/glossary"]')?.getAttribute("href")}#${id}`;

/**
 * A link, so that a word breaks where the line does, and is copied and heard as a part of its sentence.
 *
 * @param {string} form
 */
const linkOf = (form) =>
  element("a", { class: "term", href: addressOf(termOf(form).id), "aria-expanded": "false" }, form);

const box = element("div", { id: "app-meaning", class: "meaning", popover: "auto" });

/** @param {HTMLElement} link */
function open(link) {
  const { id, word, meaning } = termOf(link.textContent);
  const more = element("a", { href: addressOf(id) }, _("All words"));
  box.replaceChildren(element("p", {}, element("strong", {}, word), ` ${meaning}`), element("p", {}, more));
  the("app-main").append(box);
  box.showPopover({ source: link });
  link.setAttribute("aria-expanded", "true");
  the("app-announcer").textContent = `${word}: ${meaning}`;
}

/** @type {Element | null} */
let pressed = null; // the word that was open when the pointer went down, which closes it

document.addEventListener("pointerdown", () => (pressed = document.querySelector(OPEN)), { capture: true });

document.addEventListener("click", (event) => {
  const link = targetOf(event).closest("a.term");
  if (!(link instanceof HTMLElement) || isModified(event)) return;
  event.preventDefault();
  if (box.matches(":popover-open")) box.hidePopover();
  else if (pressed !== link || !event.detail) open(link); // without detail it is the keyboard's
});

box.addEventListener("beforetoggle", ({ newState }) => {
  if (newState === "closed") document.querySelector(OPEN)?.setAttribute("aria-expanded", "false");
});
