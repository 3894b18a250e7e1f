/* From card to card: Alt and an arrow lead to the next and to the one before, a link at the head of each to the next. */

import { all, element, targetOf } from "./dom.js";
import { goTo } from "./focus.js";
import { _ } from "./words.js";

const HEADS = "main :is(.attention > li:first-child > a, .card-title)"; // what needs attention begins with its first line
const TYPED_INTO = "input, select, textarea"; // they have a use of their own for these keys

/**
 * The head of what comes after an element, or the nearest one before it, at last the page's own.
 *
 * @param {Element} from
 * @param {boolean} back
 */
function beside(from, back) {
  const side = back ? Node.DOCUMENT_POSITION_PRECEDING : Node.DOCUMENT_POSITION_FOLLOWING;
  const heads = all(back ? `main h1, ${HEADS}` : HEADS).filter(
    (head) => head.checkVisibility() && from.compareDocumentPosition(head) & side,
  );
  return back ? heads.at(-1) : heads[0];
}

/** Puts into each card that another follows a link to that one. */
export function paintSkips() {
  const cards = all("[data-card]").filter((card) => !card.hidden);
  for (const link of all(".next-card")) link.remove();
  for (const [place, card] of cards.slice(0, -1).entries()) {
    const head = cards[place + 1].querySelector(".card-title");
    const link = element(
      "a",
      { href: `#${head?.id}`, class: "next-card" },
      _("Skip to {heading}", { heading: head?.textContent }),
    );
    card.prepend(link);
  }
}

document.addEventListener("click", (event) => {
  const link = targetOf(event).closest(".next-card");
  if (!link) return;
  event.preventDefault(); // the address says what is shown, not where one is
  goTo(document.getElementById(link.getAttribute("href")?.slice(1) ?? ""));
});

document.addEventListener("keydown", (event) => {
  const { altKey, ctrlKey, metaKey, shiftKey, key } = event;
  const other = ctrlKey || metaKey || shiftKey || targetOf(event).closest(TYPED_INTO);
  if (!altKey || other || !["ArrowDown", "ArrowUp"].includes(key)) return;
  const head = beside(document.activeElement ?? document.body, key === "ArrowUp");
  if (!head) return;
  event.preventDefault();
  goTo(head);
});
