"""Holds every figure that the papers print against the one we compute."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product

from dashboard.basics import formatting
from dashboard.basics.csv_text import csv_text
from dashboard.basics.errors import UsageError, unknown
from dashboard.basics.languages import N_, _
from dashboard.basics.quarters import Period
from dashboard.basics.statistics import difference
from dashboard.catalogue.printed import Printed, read_printed
from dashboard.catalogue.records import NOT_A_MEASURE, Measure, Published
from dashboard.measures.readings import figures
from dashboard.measures.reconciling.kinds import (
    DIFFERS,
    KINDS,
    KNOWN,
    NOT_COMPUTED,
    SAME,
    capital,
    dataset_of,
    kind_of,
    summary,
)
from dashboard.measures.reconciling.plans import NotComputedError, compute_plan, computed_by
from dashboard.store.data import Data

COLUMNS = (
    "document", "council", "period", "measure", "quantity", "filters", "basis", "place",
    "printed", "computed", "kind", "verdict", "note",
)  # fmt: skip
FORMATS = ("table", "csv")
NO_PAPER = N_(
    "No paper has been entered, so there is no printed figure to hold against ours. Name the paper in "
    "catalogue/documents.csv of the store and write its figures into catalogue/published.csv; "
    "docs/catalogue.md has the columns."
)
NO_TARGET = N_("no target")
Compute = Callable[[Data, Measure, Published, Period], "float | str"]
WITHOUT_SIGN = ("change", "change_last_year", "percent_change")


@dataclass(frozen=True)
class Comparison:
    """A printed figure, ours beside it, and whether they agree; `note` says why not, or what is known, `kind` what ours
    is, and nothing where there is none."""

    published: Published
    computed: str
    verdict: str
    note: str
    kind: str = ""


def compare_all(data: Data) -> list[Comparison]:
    """Every published figure in the order of the catalogue, compared."""
    return [compare(data, published) for published in data.catalogue.published]


def compare(data: Data, published: Published) -> Comparison:
    """One published figure, compared."""
    if published.measure == NOT_A_MEASURE:
        return Comparison(published, "", _(NOT_COMPUTED), published.reason)
    try:
        found = compute(data, published)
    except (NotComputedError, UsageError) as error:
        return Comparison(published, "", _(NOT_COMPUTED), str(error))
    printed = read_printed(published.printed)
    if isinstance(found, str) or printed is None:
        text = found if isinstance(found, str) else formatting.number(found, 2)
        same = text.casefold() == published.printed.casefold()
    else:
        text, same = beside(found, printed, published), fits(found, printed, published)
    verdict = SAME if same else _(KNOWN) if published.known else DIFFERS
    return Comparison(published, text, verdict, published.known, kind_of(data, published))


def fits(value: float, printed: Printed, published: Published) -> bool:
    """Whether they agree. A change printed without a sign says only how large it is."""
    unsigned = published.quantity in WITHOUT_SIGN and not printed.signed
    return printed.fits(abs(value) if unsigned else value)


def beside(value: float, printed: Printed, published: Published) -> str:
    """The computed value, written like the printed one."""
    ending = "%" if "%" in published.printed else ""
    decimals = printed.decimals if printed.scale == 1 else 0
    if printed.near != "exactly" and printed.scale == 1:
        decimals += 1
    return formatting.number(value, decimals) + ending


def compute(data: Data, published: Published) -> float | str:
    """Our number for the published figure; a target may be text. NotComputedError says why there is none."""
    if of_a_plan := computed_by(published):
        return compute_plan(data, published, of_a_plan)
    if published.measure not in data.catalogue.measures:
        raise NotComputedError(_("The catalogue has no measure {measure}.", measure=published.measure))
    measure, period = data.catalogue.measure(published.measure, published.council), Period.parse(published.period)
    if published.quantity == "benchmark":
        return benchmark(data, published, period)
    if period not in data.periods(measure.dataset, published.council, period.kind):
        council = data.catalogue.label("", "council", published.council)
        raise NotComputedError(
            _(
                "No {dataset} data of {council} are loaded for {period}.",
                dataset=measure.dataset,
                council=council,
                period=period.label,
            )
        )
    return COMPUTE[published.quantity](data, measure, published, period)


def number_of(column: str) -> Compute:
    """Takes one column of the measure's figures: the value, the counts behind it or its target."""

    def compute_column(data: Data, measure: Measure, published: Published, period: Period) -> float:
        return read(data, measure, published, period, column)

    return compute_column


def read(data: Data, measure: Measure, published: Published, period: Period, column: str = "value") -> float:
    """The measure's number in a period, with the published figure's filters."""
    table = figures(
        data,
        measure.id,
        council=published.council,
        quarter=period.id,
        basis=published.basis,
        filters=published.filters,
    )
    value = table[column].iloc[0]
    if value is None:
        raise NotComputedError(_("There is no {column} for {period}.", column=column, period=period.label))
    return float(value)


def target(data: Data, measure: Measure, published: Published, period: Period) -> float | str:
    """The target in force, as a number or in words."""
    judged = data.judged(measure.dataset)
    areas = published.filters.get(judged.by if judged else "", ("",))
    found = data.catalogue.target(measure, published.council, areas[0] if len(areas) == 1 else "", period)
    if not found:
        return _(NO_TARGET)
    return found.value if found.number is None else found.number


def deadline(data: Data, measure: Measure, published: Published, period: Period) -> float:
    """The working days allowed for the stage at the end of the period."""
    judged = data.judged(measure.dataset)
    (stage, *_rest), council, day = published.filters[judged.by if judged else ""], published.council, period.last_day
    found = data.deadline(measure.dataset, stage, council, day, published.basis)
    if found is None:
        raise NotComputedError(_("There is no deadline for {stage} on {day}.", stage=stage, day=day))
    return found.working_days


def change(data: Data, measure: Measure, published: Published, period: Period) -> float:
    """The value less that of the period before, both as shown."""
    now, then = (read(data, measure, published, p) for p in (period, period - 1))
    return difference(now, then, measure.decimals)


def change_last_year(data: Data, measure: Measure, published: Published, period: Period) -> float:
    """The value less that of the same period a year before, both as shown."""
    now, then = (read(data, measure, published, p) for p in (period, period.year_before()))
    return difference(now, then, measure.decimals)


def percent_change(data: Data, measure: Measure, published: Published, period: Period) -> float:
    """The change against the period before, in per cent of it."""
    now, then = (read(data, measure, published, p) for p in (period, period - 1))
    if not then:
        raise NotComputedError(_("There were none in {label} to compare with.", label=(period - 1).label))
    return 100 * (now - then) / then


def benchmark(data: Data, published: Published, period: Period) -> float:
    """The value of another place."""
    place = published.filters["comparator"][0]
    for found in data.catalogue.benchmarks:
        if (found.measure, found.comparator, found.quarter) == (published.measure, place, period):
            return found.value
    raise NotComputedError(
        _("The catalogue has no benchmark of {place} for {period}.", place=place, period=period.label)
    )


COMPUTE: dict[str, Compute] = {
    "value": number_of("value"),
    "numerator": number_of("numerator"),
    "denominator": number_of("denominator"),
    "target": target,
    "deadline": deadline,
    "change": change,
    "change_last_year": change_last_year,
    "percent_change": percent_change,
}


def text_of(data: Data, comparisons: Sequence[Comparison], output: str) -> str:
    """The comparisons as csv, or as a table with the summary below."""
    if output not in FORMATS:
        raise unknown("format", output, FORMATS)
    rows = [row(one) for one in comparisons]
    if output == "csv":
        return csv_text(COLUMNS, rows)
    if not rows:
        return f"{_(NO_PAPER)}\n"
    return "\n".join([*blocks(data, comparisons), "", summary((one.verdict, one.kind) for one in comparisons)]) + "\n"


def row(one: Comparison) -> dict[str, str]:
    """A comparison as a line of a CSV file."""
    published = one.published
    filters = ";".join(f"{name}={'|'.join(values)}" for name, values in published.filters.items())
    plain = ("document", "council", "period", "measure", "quantity", "basis", "place", "printed")
    return {
        **{name: str(getattr(published, name)) for name in plain},
        "filters": filters,
        "computed": one.computed,
        "kind": one.kind,
        "verdict": one.verdict,
        "note": one.note,
    }


def blocks(data: Data, comparisons: Sequence[Comparison]) -> list[str]:
    """The comparisons in lines of text under a heading for each paper, verdict and kind, what needs a look last."""
    lines: list[str] = []
    papers = dict.fromkeys(one.published.document for one in comparisons)
    for verdict, document, kind in product((SAME, _(NOT_COMPUTED), _(KNOWN), DIFFERS), papers, (*KINDS, "")):
        chosen = [
            one for one in comparisons if (one.verdict, one.published.document, one.kind) == (verdict, document, kind)
        ]
        if chosen:
            lines += ["", heading(data, verdict, document, kind), *(line(data, one) for one in chosen)]
    return lines


def heading(data: Data, verdict: str, document: str, kind: str) -> str:
    """`Same, computed from records, 000 (the paper's title)`."""
    paper = data.catalogue.documents.get(document)
    said = ", ".join([verdict, *([kind] if kind else []), document])
    return capital(said) + (f" ({paper.title})" if paper else "")


def line(data: Data, one: Comparison) -> str:
    """A comparison as a line of text."""
    published = one.published
    labels = [
        data.catalogue.label(dataset_of(data, published.measure), name, value)
        for name, values in published.filters.items()
        for value in values
    ]
    what = published.place if published.measure == NOT_A_MEASURE else f"{published.measure} {published.quantity}"
    about = f"{what}: {', '.join(labels)}" if labels else what
    ours = f"{published.printed} | {one.computed}" if one.computed else published.printed
    return f"  {published.period:<10}  {about:<70}  {ours:<18}  {one.note}".rstrip()
