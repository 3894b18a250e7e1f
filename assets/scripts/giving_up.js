/* When no answer comes, the address goes back to that of what is on the page, and the filters with it. */

import { paintFilters } from "./filters.js";
import { current } from "./shown.js";
import { goBack } from "./travel.js";
import { fail } from "./waiting.js";

export function giveUp() {
  const again = goBack();
  paintFilters(current().filters);
  fail(
    "This view could not be read",
    "The dashboard did not get an answer. What you see is what was shown before, and nothing has been lost.",
    again,
  );
}
