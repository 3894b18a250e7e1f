"""What a row of each of the catalogue's files is, and what is noted where it cannot be."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, get_args

from dashboard.basics.calendars import ENGLAND, NATIONS
from dashboard.basics.config import Scheme, width
from dashboard.basics.errors import UsageError, nearest, quoted
from dashboard.basics.quarters import Period
from dashboard.catalogue import dress
from dashboard.catalogue.cells import council_id, council_of, number_of
from dashboard.catalogue.datasets import Declaration
from dashboard.catalogue.judging import AMBER_OF, CLEAR, LOOK, LongTrend
from dashboard.catalogue.records import (
    ACKNOWLEDGED,
    ACKNOWLEDGEMENT,
    FROM_CATALOGUE,
    NOT_A_MEASURE,
    RECEIVED,
    Benchmark,
    Council,
    Deadline,
    Denominator,
    Document,
    Highlight,
    Measure,
    PlanPlace,
    Published,
    Target,
    Term,
    one_at_a_time,
)
from dashboard.catalogue.tables import OWN_RULES, OWN_WORDS
from dashboard.catalogue.texttables import Line
from dashboard.catalogue.themes import components_of, labels_of

UNITS = ("percent", "count", "gbp", "per_1000", "per_100000", "fte", "days")
HIGHLIGHT_KINDS = ("risk", "partnership", "highlight")
POLARITIES = ("higher", "lower", "neither")
NATURES = ("flow", "stock", "rate")
READ_AS = ("level", "seasonal", "cumulative", "rolling")
JUDGED = {"yes": True, "no": False}
MORE_SPLITS = ("month",)  # beside the dimensions that datasets declare
MORE_FILTERS = (*MORE_SPLITS, "comparator", "service_area", "workstream", "project")
BASES = ("latest", "first_published")
ANY = "any"  # the code of labels.csv for data of whatever dataset
QUANTITIES = (
    "value",  # the measure itself
    "numerator",  # the count above the line of a ratio
    "denominator",  # the count below it
    "target",
    "deadline",  # the working days allowed
    "change",  # against the period before, with its sign if it is printed
    "change_last_year",  # against the same period a year before
    "percent_change",  # against the period before, as a share of it
    "benchmark",  # the value of another place, which the filters name as comparator
    # of a plan's measures (kpi:NAME), which have value and target too
    "outturn",  # the figure of the year before
    "status",  # achieved or failed; of projects their colour
    "direction",  # of travel, against the year before
    # of budgets
    "budget",
    "forecast",
    "variance",
    # of the scorecard
    "measures",  # how many the plan has
    "on_target",  # 4 out of 5
    "on_target_percent",
    "improved_short",
    "improved_long",
    "improved_long_percent",
)  # fmt: skip
MOST_DECIMALS = 6
BY_CODE = {"W": "wales", "S": "scotland", "N": "northern_ireland"}  # what a code begins with; England's with E
LEAST_SIGMAS, MOST_SIGMAS = 1.0, 10.0
LEAST_RUN, MOST_RUN = 5, 12
AREA_CODE = re.compile(r"[EWSN]\d{8}")


def by_council(deadlines: Iterable[Deadline]) -> tuple[Deadline, ...]:
    """The deadlines of which, on any day, one a council and stage is in force: later rows win."""
    found: dict[str, list[Deadline]] = {}
    for one in deadlines:
        found.setdefault(one.council, []).append(one)
    return tuple(deadline for rows in found.values() for deadline in one_at_a_time(rows))


def of_own_stages(deadlines: Sequence[Deadline], datasets: Mapping[str, Declaration]) -> list[Deadline]:
    """The deadlines with those of the codes that a council adds: without rows of its own, one has those of the code
    as which it counts."""
    written = {one.stage for one in deadlines}
    found = list(deadlines)
    for one in datasets.values():
        by = one.dataset.judged.by if one.dataset.judged else ""
        pairs = [(own, code) for (column, own), code in one.counts_as.items() if column == by and own not in written]
        found += [
            replace(deadline, stage=own) for own, code in pairs for deadline in deadlines if deadline.stage == code
        ]
    return found


def splits_of(datasets: Mapping[str, Declaration]) -> dict[str, tuple[str, ...]]:
    """What the measures of each dataset can be split by."""
    return {name: (*one.dataset.dimensions, *MORE_SPLITS) for name, one in datasets.items()}


def judged_values(
    datasets: Mapping[str, Declaration], labels: Mapping[tuple[str, str], Mapping[str, str]]
) -> list[str]:
    """The values by which targets and deadlines may differ, such as the stages of complaints."""
    judged = ((name, one.dataset.judged) for name, one in datasets.items())
    return [code for name, by in judged if by for code in labels.get((name, by.by), {})]


def measure_of(known: dict[str, str], datasets: Mapping[str, Declaration]) -> Callable[[Line], Measure]:
    """What gives the measure of a line. `known` gets each id's dataset: pages count on a measure keeping its own."""
    components, splits = components_of(datasets), splits_of(datasets)

    def checked(line: Line) -> Measure:
        found = measure(line, components, splits)
        if (owner := known.setdefault(found.id, found.dataset)) != found.dataset:
            line.note("dataset", f"{found.id} is a measure of {owner}. Give yours another id.")
        halves = {found.numerator, found.denominator}
        pairs = datasets[found.dataset].dataset.apart if found.dataset in datasets else []
        return replace(found, apart=any(set(pair) == halves for pair in pairs))

    return checked


def measure(line: Line, components: Mapping[str, Sequence[str]], splits: Mapping[str, Sequence[str]]) -> Measure:
    """The measure of this line. `components` are what the measures of each dataset can be made of, `splits` what they
    can be split by."""
    texts: dict[str, Any] = {name: line.text(name) for name in ("code", "denominator_text")}
    needed = ("id", "title", "short_title", "definition", "numerator_text", "source")
    dataset = line.one_of("dataset", list(components))
    parts = components.get(dataset, (line.text("numerator"), line.text("denominator")))
    texts |= {name: line.required(name) for name in needed}
    found = Measure(
        **texts,
        dataset=dataset,
        numerator=line.one_of("numerator", parts),
        denominator=line.one_of("denominator", (*parts, FROM_CATALOGUE), optional=True),
        unit=line.one_of("unit", UNITS),
        decimals=line.whole("decimals", most=MOST_DECIMALS),
        polarity=line.one_of("polarity", POLARITIES),
        nature=line.one_of("nature", NATURES),
        by=line.many_of("by", splits[dataset]) if dataset in components else (),
        **read(line),
    )
    if found.denominator and not found.denominator_text:
        line.note("denominator_text", "Say in words what the measure is divided by.")
    return found


def read(line: Line) -> dict[str, Any]:
    """How verdicts read the measure of this line, where it says so."""
    read_as = line.one_of("read_as", READ_AS, optional=True)
    judged = line.one_of("judged", list(JUDGED), optional=True)
    return ({"read_as": read_as} if read_as else {}) | ({"judged": JUDGED.get(judged, True)} if judged else {})


def own_measure(line: Line, measures: Mapping[str, Measure]) -> Measure:
    """The measure of this line as its council has it: what is empty stays as it is for all."""
    council_of(line)
    name = known_measure(line, measures)
    line.one_of("polarity", POLARITIES, optional=True)
    own: dict[str, Any] = {column: text for column in OWN_WORDS if (text := line.text(column))} | read(line)
    if not own:
        line.note("measure", f"The line says nothing. Fill in one of {', '.join(OWN_WORDS)}, or take it out.")
    return replace(measures[name], **own) if name in measures else next(iter(measures.values()))


def own_rules(line: Line) -> dict[str, Any]:
    """The fields of `Judging` that this line's council has its own of."""
    council_of(line)
    found: dict[str, Any] = {
        "scheme": line.one_of("scheme", get_args(Scheme), optional=True),
        "margin": AMBER_OF.get(line.one_of("amber_of", AMBER_OF, optional=True)),
        "long_trend": line.one_of("long_trend", get_args(LongTrend), optional=True),
    }
    if line.text("amber"):
        found["amber"] = 0.0
        try:
            found["amber"] = width(line.text("amber"))
        except ValueError as error:
            line.note("amber", f"How far amber reaches: {error}.")
    found |= of_verdicts(line)
    own = {name: value for name, value in found.items() if value not in ("", None)}
    if not own:
        line.note("council", f"The line says nothing. Fill in one of {', '.join(OWN_RULES)}, or take it out.")
    return own


def of_verdicts(line: Line) -> dict[str, Any]:
    """How the line's council wants its verdicts."""
    found: dict[str, Any] = {}
    for name in (one for one in ("clear", "look") if line.text(one)):
        found[name] = line.number_in(name)
        if not LEAST_SIGMAS <= found[name] <= MOST_SIGMAS:
            line.note(
                name, f"Write a number of standard deviations from {LEAST_SIGMAS:g} to {MOST_SIGMAS:g}, such as 3."
            )
    for name in (one for one in ("fewest_cases", "target_cases") if line.text(one)):
        found[name] = line.whole(name)
    if line.text("run"):
        found["run"] = line.whole("run", MOST_RUN)
        if found["run"] < LEAST_RUN:
            line.note("run", f"Write how many quarters on one side are a new level, from {LEAST_RUN} to {MOST_RUN}.")
    if found.get("look", LOOK) > found.get("clear", CLEAR):
        line.note("look", "It is further than what is clear. Write a smaller number, or a larger one for clear.")
    return found


def known_measure(line: Line, measures: Mapping[str, Measure], prefixes: tuple[str, ...] = ()) -> str:
    """The measure's id, which must be in measures.csv, or begin as those of measures that councils enter do."""
    name = line.cells["measure"]
    if prefixes and name.startswith(prefixes) and name not in prefixes:
        return name
    return line.one_of("measure", measures)


def between(line: Line) -> tuple[Period, Period | None]:
    """The quarters from which and to which the line holds."""
    first = line.quarter("from_quarter")
    last = line.quarter("to_quarter") if line.text("to_quarter") else None
    if last is not None and last < first:
        line.note("to_quarter", f"It is before from_quarter, {first.id}.")
    return first, last


def target(
    line: Line, measures: Mapping[str, Measure], stages: Iterable[str], prefixes: tuple[str, ...] = ()
) -> Target:
    """The target of this line."""
    first, last = between(line)
    kind = line.one_of("kind", ("number", "relative"))
    return Target(
        measure=known_measure(line, measures, prefixes),
        council=council_of(line),
        area=line.one_of("area", list(stages), optional=True),
        first=first,
        last=last,
        kind=kind,
        value=line.required("value"),
        number=number_of(line, "value", measures) if kind == "number" else None,
    )


def deadline(line: Line, stages: Iterable[str]) -> Deadline:
    """The deadline of this line."""
    first, last = line.date("from_date"), line.date("to_date") if line.text("to_date") else None
    if last is not None and last < first:
        line.note("to_date", f"It is before from_date, {first}.")
    stage = line.one_of("stage", [*stages, ACKNOWLEDGEMENT])
    counted_from = line.one_of("counted_from", (RECEIVED, ACKNOWLEDGED), optional=True) or RECEIVED
    if stage == ACKNOWLEDGEMENT and counted_from == ACKNOWLEDGED:
        line.note("counted_from", f"An acknowledgement is due so many days after receipt. Write {RECEIVED}.")
    days, source = line.whole("working_days"), line.required("source")
    return Deadline(stage, first, last, days, source, council_id(line), counted_from)


def denominator(line: Line, measures: Mapping[str, Measure]) -> Denominator:
    """The denominator of this line."""
    first, last = between(line)
    name, council = known_measure(line, measures), council_of(line)
    value = line.number_in("value")
    if value <= 0:
        line.note("value", "It is divided by, so it must be above 0.")
    return Denominator(name, council, first, last, value, line.required("source"))


def benchmark(line: Line, measures: Mapping[str, Measure], prefixes: tuple[str, ...] = ()) -> Benchmark:
    """The benchmark of this line."""
    return Benchmark(
        measure=known_measure(line, measures, prefixes),
        comparator=line.required("comparator"),
        comparator_code=line.text("comparator_code"),
        quarter=line.quarter("quarter"),
        value=number_of(line, "value", measures),
        source=line.required("source"),
    )


def council(line: Line) -> Council:
    """The council of this line."""
    neighbours, former = (
        tuple(part.strip() for part in line.text(column).split("|") if part.strip())
        for column in ("neighbours", "former_codes")
    )
    for column, codes in (
        ("code", (line.required("code"),)),
        ("region_code", (line.required("region_code"),)),
        ("neighbours", neighbours),
        ("former_codes", former),
    ):
        if wrong := [code for code in codes if code and not AREA_CODE.fullmatch(code)]:
            line.note(column, f'"{wrong[0]}" is no area code. Write codes such as E06000035, several separated by "|".')
    named = line.one_of("nation", list(NATIONS), optional=True)
    nation = named or nation_of(line.text("code"))
    return Council(
        council=council_of(line),
        code=line.text("code"),
        region_code=line.text("region_code"),
        neighbours=neighbours,
        former_codes=former,
        nation=nation,
        name=line.text("name"),
        accent=dress.accent(line),
        logo=dress.logo(line),
        template=dress.template(line),
    )


def nation_of(code: str) -> str:
    """The nation that an area's code begins with."""
    return BY_CODE.get(code[:1], ENGLAND)


def closing_day(line: Line) -> tuple[tuple[str, dt.date], str]:
    """The closing day of this line, by council and day, with its reason."""
    return (council_of(line), line.date("date")), line.required("reason")


def plan_place_of(measures: Mapping[str, Measure]) -> Callable[[Line], PlanPlace]:
    """What gives the plan's place of a line."""

    def plan_place(line: Line) -> PlanPlace:
        return PlanPlace(
            measure=known_measure(line, measures),
            council=council_of(line),
            priority=line.text("priority"),
            outcome=line.text("outcome"),
            programme=line.text("programme"),
            named=line.text("named"),
        )

    return plan_place


def document(line: Line) -> Document:
    """The document of this line."""
    number, title, file = (line.required(name) for name in ("document", "title", "file"))
    return Document(number, council_of(line), line.period("period"), title, file)


def highlight_of(
    documents: Mapping[tuple[str, ...], Document], known: Mapping[str, Measure], prefixes: tuple[str, ...]
) -> Callable[[Line], Highlight]:
    """What gives the highlight of a line: an owner and a rating of a risk alone, a priority and measures of a
    partnership alone."""

    def only(line: Line, column: str, kind: str) -> str:
        if line.text(column) and line.text("kind") != kind:
            line.note(column, f"Only a {kind} has it. Leave it empty, or write {kind} as the kind.")
        return line.text(column)

    def measures(line: Line) -> tuple[str, ...]:
        names = tuple(part.strip() for part in only(line, "measures", "partnership").split("|") if part.strip())
        for name in names:
            if name not in known and not (prefixes and name.startswith(prefixes)):
                line.note("measures", f"{quoted(name)} is no measure.{nearest(name, known)}")
        return names

    def highlight(line: Line) -> Highlight:
        return Highlight(
            document=line.one_of("document", [key[0] for key in documents], optional=True),
            council=council_of(line),
            period=line.period("period"),
            kind=line.one_of("kind", HIGHLIGHT_KINDS),
            title=line.required("title"),
            text=line.required("text"),
            source=line.required("source"),
            owner_role=only(line, "owner_role", "risk"),
            rating=only(line, "rating", "risk"),
            priority=only(line, "priority", "partnership"),
            measures=measures(line),
        )

    return highlight


def codes_of(datasets: Mapping[str, Declaration]) -> dict[tuple[str, str], tuple[str, ...]]:
    """What each column can hold whose values are a list, by dataset and column, and how an empty one is written; no
    dataset is what all have in common."""
    found = {place: tuple(labels) for place, labels in labels_of(datasets).items()}
    found |= {("", "basis"): BASES, ("", "loaded"): (*datasets, ANY)}
    written = {(name, by): text.written for name, one in datasets.items() for by, text in one.dataset.unknown.items()}
    return {place: (*codes, *([written[place]] if place in written else ())) for place, codes in found.items()}


def label_of(datasets: Mapping[str, Declaration]) -> Callable[[Line], str]:
    """What gives the label of a line, whose code must be one that its column can hold: any where that is no list."""
    codes = codes_of(datasets)
    columns = {"": ["council", *(column for dataset, column in codes if not dataset)]}
    columns |= {name: list(dict.fromkeys([*one.columns, *one.dataset.dimensions])) for name, one in datasets.items()}

    def label(line: Line) -> str:
        dataset = line.one_of("dataset", list(datasets), optional=True)
        column = line.one_of("column", columns[dataset]) if dataset in columns else ""
        if line.required("code") and (dataset, column) in codes:
            line.one_of("code", codes[dataset, column])
        elif (dataset, column) == ("", "council"):
            council_id(line, "code")
        return line.required("label")

    return label


def published_of(datasets: Mapping[str, Declaration], measures: Mapping[str, Measure]) -> Callable[[Line], Published]:
    """What gives the published figure of a line.

    A measure or a paper that there is not is let through: loads and checks warn of it, and reconciling says so.
    """
    dimensions = {name: None for one in datasets.values() for name in one.dataset.dimensions}
    known, codes = (*dimensions, *MORE_FILTERS), codes_of(datasets)

    def checked(line: Line) -> Published:
        found = published(known, line)
        dataset = measures[found.measure].dataset if found.measure in measures else ""
        for column, values in found.filters.items():
            valid = codes.get((dataset, column), ())
            for value in (one for one in values if valid and one not in valid):
                line.note("filters", f"{column} has no {quoted(value)}.{nearest(value, valid)}")
        return found

    return checked


def published(known: Sequence[str], line: Line) -> Published:
    """The published figure of this line, whose filters must be among the known ones."""
    name, filters = line.required("measure"), {}
    for part in filter(None, line.text("filters").split(";")):
        column, sign, values = part.partition("=")
        if not sign or column.strip() not in known:
            line.note("filters", f"Write filters as stage=adults;service=Parking, with any of: {', '.join(known)}.")
        filters[column.strip()] = tuple(value.strip() for value in values.split("|"))
    if (name == NOT_A_MEASURE) != bool(line.text("reason")):
        line.note("reason", f"A line with {NOT_A_MEASURE} needs a reason; one with a measure has none.")
    if name != NOT_A_MEASURE:
        line.one_of("quantity", QUANTITIES)
        try:
            Period.parse(line.text("period"))
        except UsageError:
            line.note(
                "period", "Write a period as 2019-20-Q4, 2017-18-H1 or 2019-20; a month is a filter, month=2019-12."
            )
    texts = {k: line.required(k) for k in ("document", "period", "printed", "unit", "place")}
    rest = {k: line.text(k) for k in ("quantity", "known", "reason")}
    basis = line.one_of("basis", BASES, optional=True) or "latest"
    return Published(**texts, **rest, council=council_of(line), measure=name, filters=filters, basis=basis)


def term(line: Line) -> Term:
    """A word that pages explain."""
    word = line.required("term")
    forms = (word, *line.text("forms").split("|"))
    known = dict.fromkeys(" ".join(form.lower().split()) for form in forms)
    name = re.sub(r"[\W_]+", "-", word.lower()).strip("-")
    return Term(name, word, tuple(form for form in known if form), line.required("meaning"))
