"""The address that a page's form asks for, in a browser whose scripts have not come: that of the dashboard itself."""

from __future__ import annotations

from urllib.parse import urlencode

from dashboard.pages.filters import as_asked
from dashboard.pages.registry import Page, asked
from dashboard.store.data import Data

FORM = "form"  # in what a form sends: council and measure of the page that it stands on
OPENING = ("council", "measure")  # filters whose change opens the page afresh
KEPT = ("years",)  # what another council or measure leaves, and another measure alone
KEPT_BY_MEASURE = ("quarter", "basis", "scheme")


def address(data: Data, page: Page, search: str) -> str | None:
    """The page's query string for what its form has sent; None of what no form has sent.

    What only the old value allowed, such as a month of another quarter, is left out, as assets/scripts/address.js does.
    """
    given = as_asked(search)
    if FORM not in given:
        return None
    before = given.pop(FORM)
    other = [name for name in OPENING if name in given and given[name][-1] not in before]
    if other:
        names = (*OPENING, *KEPT, *(() if "council" in other else KEPT_BY_MEASURE))
        given = {name: given[name] for name in names if name in given}
    state, _ = asked(data, page, "?" + urlencode(given, doseq=True))
    return state.query()
