"""The state of a page, which is the query string of its address.

`State.parse` accepts any string: what it cannot use becomes a sentence and the nearest valid view.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cached_property, lru_cache
from typing import Any
from urllib.parse import parse_qsl, quote_plus

from dashboard.basics import formatting as fmt
from dashboard.basics.errors import MAX_SHOWN, UsageError, nearest, shorten
from dashboard.basics.languages import PARAMETER, _, in_address
from dashboard.basics.quarters import MONTHS_IN, Period, month_id, month_label, span
from dashboard.catalogue.datasets import PLACE

YEARS_BACK = ("1", "2", "3", "5", "all")
BASES = ("latest", "first_published")
SCHEMES = ("rag", "achieved_failed")
MOST_QUERY = 16_000  # letters of a query string; every service of a large council ticked takes about half of it
MOST_PAIRS = 1_000  # words with a value in a query string
MOST_NOTICES = 10


@dataclass(frozen=True)
class Offer:
    """What exists to be chosen for one council on one page.

    `places` are the combinations that the data know: each has a directorate and a service, where the dataset has
    them, and one value of each of the page's own dimensions, such as the stage. `choices` are these dimensions'
    codes with their labels. `dimensions` are all that any page can be filtered by, with what they are called.
    `measure` is the one that the rest is about, on a page of one measure. `missing` says that the council has none of
    the data that the page is about; it is offered all the same, to say so. `renamed` are the names of today by former
    ones, of directorates and of services.
    """

    councils: Mapping[str, str]
    council: str
    quarters: tuple[Period, ...]
    places: tuple[Mapping[str, str], ...]
    choices: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    measure: str = ""
    dimensions: Mapping[str, str] = field(default_factory=dict)
    missing: bool = False
    renamed: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def directorates(self) -> list[str]:
        """Every directorate, in alphabetical order."""
        return sorted({place["directorate"] for place in self.places if "directorate" in place})

    def services(self, directorates: Iterable[str] = ()) -> list[str]:
        """The services of these directorates, or of all, in alphabetical order."""
        chosen = set(directorates)
        places = [place for place in self.places if "service" in place]
        return sorted({p["service"] for p in places if not chosen or p["directorate"] in chosen})

    def words(self, dimension: str) -> Mapping[str, str]:
        """The labels of one dimension's codes; none where the page does not have it."""
        return self.choices.get(dimension, {})


@dataclass(frozen=True)
class State:
    """What a page shows. Every field but `notices` stands in the address.

    `chosen` are the values chosen of each dimension, those of which something is chosen alone: see `of`.
    """

    council: str
    quarter: Period
    years: str = "3"
    chosen: tuple[tuple[str, tuple[str, ...]], ...] = ()
    month: str = ""
    measure: str = ""
    basis: str = "latest"
    scheme: str = ""
    records: str = ""
    find: str = ""
    sort: str = ""
    page: int = 1
    notices: tuple[str, ...] = field(default=(), compare=False)

    @classmethod
    def parse(cls, search: str, offer: Offer, kinds: Sequence[str] = (), *, by_month: bool = True) -> State:
        """The state that an address's query string asks for, as far as it exists; `notices` say what does not.

        `kinds` are the lists of records that the page has; `by_month` says whether it can show a month.
        """
        asked = now_called(as_asked(search), offer)
        reader = Reader(asked, offer.dimensions, foreign=() if by_month else ("month",))
        default = offer.quarters[-1]
        quarter = reader.quarter(offer, default)
        directorate = reader.many("directorate", offer.directorates())
        service = reader.many("service", offer.services(directorate))
        # the extract of a half-year or year does not say in which of its months something was
        months = [month_id(m) for m in quarter.months] if quarter.kind == "quarter" else []
        month = reader.one("month", months, "")
        records = reader.one("records", kinds, "", _("list of records"))
        state = cls(
            council=reader.council(offer),
            quarter=quarter,
            years=reader.one("years", YEARS_BACK, "3"),
            chosen=chosen(
                directorate=directorate,
                service=service,
                **{name: reader.many(name, offer.words(name)) for name in offer.dimensions if name not in PLACE},
            ),
            month=month,
            measure=reader.measure(offer),
            basis=reader.one("basis", BASES, "latest"),
            scheme=reader.one("scheme", SCHEMES, ""),
            records=records,
            find=reader.text("find"),
            sort=reader.text("sort"),
            page=reader.number("page"),
        )
        return replace(state, notices=reader.said())

    def query(self, **changes: Any) -> str:
        """The query string of this state with these changes, `?council=...`; what is usual is left out."""
        pieces, others = dict(self.pieces), {}
        for key, value in changes.items():
            if key not in SINGLE:
                others[key] = value
            elif key != PARAMETER:
                pieces[key] = piece(key, value)
        if others:
            pieces[CHOSEN] = pieces_of(chosen(**{**dict(self.chosen), **others}))
        if language := in_address():
            pieces[PARAMETER] = piece(PARAMETER, language)
        return "?" + "&".join(filter(None, pieces.values()))

    @cached_property
    def pieces(self) -> dict[str, str]:
        """The query string in pieces, in their order: a page has hundreds of links that differ in one or two."""
        found = {key: piece(key, getattr(self, key)) for key in ("council", "quarter", "years")}
        found[CHOSEN] = pieces_of(self.chosen)
        return found | {key: piece(key, getattr(self, key)) for key in USUAL if key != "years"}

    def of(self, dimension: str) -> tuple[str, ...]:
        """The values chosen of a dimension; none means all."""
        return next((values for name, values in self.chosen if name == dimension), ())

    def changed(self, **changes: Any) -> State:
        """The state with these fields or these values of dimensions."""
        fixed = {one.name for one in fields(self)}
        values = {**dict(self.chosen), **{name: value for name, value in changes.items() if name not in fixed}}
        kept = {name: value for name, value in changes.items() if name in fixed}
        return replace(self, chosen=chosen(**values), **kept)

    @property
    def unfiltered(self) -> dict[str, tuple[str, ...]]:
        """The changes that take every choice back."""
        return {name: () for name, _rest in self.chosen}

    @property
    def first_quarter(self) -> Period | None:
        """The first quarter that charts over time show, or None for all there are."""
        a_year = 12 // MONTHS_IN[self.quarter.kind]
        return None if self.years == "all" else self.quarter - (int(self.years) * a_year - 1)

    def shown(self, quarters: Sequence[Period]) -> list[Period]:
        """The quarters that charts over time show: as far back as asked, not before the first loaded one."""
        first = max(quarters[0], self.first_quarter) if self.first_quarter else quarters[0]
        return span(min(first, self.quarter), self.quarter)

    @property
    def who(self) -> str:
        """The service or directorate chosen, in a sentence; `3 services` of several; nothing of the whole council."""
        for names, one in ((self.of("service"), "services"), (self.of("directorate"), "directorates")):
            if names:
                return fmt.listed(names) if len(names) < 3 else f"{len(names)} {one}"
        return ""

    @property
    def month_words(self) -> str:
        """`February 2020`, or nothing where the whole quarter is shown."""
        if not self.month:
            return ""
        return next((month_label(month) for month in self.quarter.months if month_id(month) == self.month), "")

    def unnamed(self, offer: Offer, sentence: str) -> str:
        """What is chosen and the sentence does not name: `Housing Options, February 2020`."""
        own = [
            fmt.listed([offer.words(name).get(code, code) for code in codes])
            for name, codes in self.chosen
            if name not in PLACE
        ]
        words = filter(None, (self.who, *own, self.month_words))
        return ", ".join(c for c in words if not re.search(rf"\b{re.escape(c)}(?!\w)", sentence, re.IGNORECASE))

    def filters_sentence(self, offer: Offer) -> str:
        """The filters in words: `Housing Options; Corporate stage 1; February 2020`."""
        parts = [*self.of("directorate"), *self.of("service")]
        parts += [
            offer.words(name).get(code, code) for name, codes in self.chosen if name not in PLACE for code in codes
        ]
        return "; ".join(filter(None, [*parts, self.month_words]))


written = lru_cache(4096)(quote_plus)  # hundreds of links on a page name the same few places


def piece(key: str, value: Any) -> str:
    """What a query string says of one thing, `quarter=2019-20-Q4`; nothing of what is usual."""
    if key in USUAL and value == USUAL[key]:
        return ""
    return f"{key}={written(value.id if isinstance(value, Period) else str(value))}"


def pieces_of(values: Iterable[tuple[str, Sequence[str]]]) -> str:
    """The same of what is chosen of each dimension."""
    return "&".join([f"{written(name)}={written(one)}" for name, several in values for one in several])


def chosen(**values: Sequence[str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The values chosen of each dimension as a state holds them: directorate and service first, then by name."""
    order = sorted(values, key=lambda name: (PLACE.index(name) if name in PLACE else len(PLACE), name))
    return tuple((name, tuple(values[name])) for name in order if values[name])


USUAL: dict[str, Any] = {
    "years": "3",
    "month": "",
    "measure": "",
    "basis": "latest",
    "scheme": "",
    "records": "",
    "find": "",
    "sort": "",
    "page": 1,
}


CHOSEN = ""  # the piece of a query string about the values chosen of dimensions
SINGLE = ("council", "quarter", PARAMETER, *USUAL)  # what a page has one value of


def as_asked(search: str) -> dict[str, list[str]]:
    """The words of a query string and their values, each once; what is beyond the limits is left out."""
    found: dict[str, dict[str, None]] = {}
    text = search[:MOST_QUERY].lstrip("?").encode("utf-8", "replace").decode()  # half a letter is none
    for key, value in parse_qsl(text, errors="replace")[:MOST_PAIRS]:
        values = found.setdefault(key, {})
        values.pop(value, None)  # where it stands twice, its last place counts
        values[value] = None
    return {key: list(values) for key, values in found.items()}


def now_called(asked: Mapping[str, list[str]], offer: Offer) -> dict[str, list[str]]:
    """What is asked for, in the names of today where a former one is no choice any more."""
    choices = {"directorate": offer.directorates(), "service": offer.services()}
    return {
        key: [
            value if value in choices.get(key, ()) else offer.renamed.get(key, {}).get(value, value) for value in values
        ]
        for key, values in asked.items()
    }


def repeated(asked: Mapping[str, Sequence[str]], single: Iterable[str]) -> list[str]:
    """A sentence for each of these words of which the address gives several values: the last is the one that counts."""
    return [
        _(
            'The address says {count} values of "{key}", which has one; the last, "{asked}", was taken.',
            count=len(asked[key]),
            key=key,
            asked=shorten(asked[key][-1]),
        )
        for key in single
        if len(asked.get(key, ())) > 1
    ]


class Reader:
    """Takes values out of a query string and notes in a sentence what could not be taken."""

    def __init__(
        self, asked: dict[str, list[str]], dimensions: Iterable[str] = (), foreign: Sequence[str] = ()
    ) -> None:
        """`dimensions` are what any page can be filtered by, `foreign` words that other pages have and this has not."""
        known = {"council", "quarter", PARAMETER, *USUAL, *dimensions} - set(foreign)
        self.asked = {key: values for key, values in asked.items() if key in known}
        self.notices: list[str] = []
        self.unsaid = 0
        for key in asked:
            if key not in known:
                self.note(_('The address asks for "{key}", which this page does not have.', key=shorten(key)))
        for sentence in repeated(self.asked, SINGLE):
            self.note(sentence)

    @property
    def room(self) -> bool:
        """Whether another sentence will be said; if not, it is not worth the time to look for what is nearest."""
        return len(self.notices) < MOST_NOTICES

    def note(self, sentence: str) -> None:
        """Keeps the sentence, or counts it where there are enough."""
        if self.room:
            self.notices.append(sentence)
        else:
            self.unsaid += 1

    def said(self) -> tuple[str, ...]:
        """The sentences, and one more for all that were too many."""
        more = (
            (_("The address asks for {unsaid} more things that are not here.", unsaid=fmt.number(self.unsaid)),)
            if self.unsaid
            else ()
        )
        return (*self.notices, *more)

    def refuse(self, key: str, value: str, valid: Iterable[str]) -> None:
        """Notes a value that does not exist, with the nearest one that does."""
        near = nearest(value[:MAX_SHOWN], valid) if self.room else ""
        self.note(
            _('There is no {key} "{value}" here; it was left out.{near}', key=key, value=shorten(value), near=near)
        )

    def one(self, key: str, valid: Iterable[str], usual: str, name: str = "") -> str:
        """The value if it is valid, else the usual one; `name` is what a sentence calls it, if not by its key."""
        value = self.asked.get(key, [""])[-1]
        if value in set(valid):
            return value
        if value:
            self.refuse(name or key, value, valid)
        return usual

    def council(self, offer: Offer) -> str:
        """The council if it has data of this kind, else the one that is shown in its place."""
        value = self.asked.get("council", [""])[-1]
        if value and value not in offer.councils:
            self.note(
                _(
                    'There is no council "{value}" here; {councils} is shown.{near}',
                    value=shorten(value),
                    councils=offer.councils[offer.council],
                    near=nearest(value[:MAX_SHOWN], offer.councils),
                )
            )
            return offer.council
        return value or offer.council

    def many(self, key: str, valid: Iterable[str]) -> tuple[str, ...]:
        """The valid values, each once, in the order of the choices."""
        asked, choices = dict.fromkeys(self.asked.get(key, [])), dict.fromkeys(valid)
        for value in asked:
            if value not in choices:
                self.refuse(key, value, choices)
        return tuple(choice for choice in choices if choice in asked)

    def quarter(self, offer: Offer, usual: Period) -> Period:
        """The quarter if its data are loaded, else the nearest one that is."""
        value = self.asked.get("quarter", [""])[-1]
        if not value:
            return usual
        try:
            asked = Period.parse(value)
        except UsageError:
            self.note(
                _(
                    '"{value}" is not a quarter; {usual} is shown. Quarters read 2019-20-Q4.',
                    value=shorten(value),
                    usual=usual.label,
                )
            )
            return usual
        if asked in offer.quarters:
            return asked
        found = min(offer.quarters, key=lambda q: (abs((q.last_day - asked.last_day).days), q))
        self.note(
            _("There are no data for {asked}; {label}, the nearest, is shown.", asked=asked.label, label=found.label)
        )
        return found

    def measure(self, offer: Offer) -> str:
        """The measure if the council has its data, else the one that the page offers in its place."""
        value, choices = self.asked.get("measure", [""])[-1], offer.words("measure")
        if offer.measure and value and value not in choices:
            self.note(
                _(
                    'There is no measure "{value}" of {councils} here; "{choices}" is shown.{near}',
                    value=shorten(value),
                    councils=offer.councils[offer.council],
                    choices=choices[offer.measure],
                    near=nearest(value[:MAX_SHOWN], choices),
                )
            )
            return offer.measure
        return self.one("measure", choices, offer.measure)

    def text(self, key: str) -> str:
        """Free text, cut to a sensible length."""
        return self.asked.get(key, [""])[-1].strip()[:100]

    def number(self, key: str) -> int:
        """A whole number from 1."""
        value = self.asked.get(key, ["1"])[-1]
        if value.isascii() and value.isdecimal() and len(value) < 9 and int(value) > 0:
            return int(value)
        self.note(_('"{value}" is not a page of the list; the first is shown.', value=shorten(value)))
        return 1
