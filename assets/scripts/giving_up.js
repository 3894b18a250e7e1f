/* When no answer comes, the address goes back to that of what is on the page, and the filters with it; but not where
 * the reader has to sign on again. */

import { paintFilters } from "./filters.js";
import { current } from "./shown.js";
import { goBack } from "./travel.js";
import { fail, isOver } from "./waiting.js";
import { _ } from "./words.js";

export function giveUp() {
  if (isOver()) return; // it has been told, and the address is where signing on leads back to
  const again = goBack();
  paintFilters(current().filters);
  fail(
    _("This view could not be read"),
    _("The dashboard did not get an answer. What you see is what was shown before, and nothing has been lost."),
    again,
  );
}
