"""What residents get: a page that lists the public tables, each as CSV, and all as a Frictionless data package."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape
from typing import Any

import flask

from dashboard.basics import formatting as fmt
from dashboard.basics.csv_text import csv_text
from dashboard.basics.errors import ScrutinyError
from dashboard.basics.languages import N_, _, n_
from dashboard.measures.public import WITHHELD
from dashboard.store.public.data import NotPublishedError, Place, PublicData, Row
from dashboard.web.api import as_csv, as_json, or_why_not
from dashboard.web.parameters import refuse_others
from dashboard.web.speaking import link

PACKAGE = "/data/datapackage.json"
MISSING = {"": N_("not known, such as a rate of nothing"), WITHHELD: N_("withheld, so that nobody can be recognised")}
COLUMNS = ("council", "council_name", "measure", "measure_title", "unit", "period", "part", "value", "numerator",
           "denominator")  # fmt: skip
NUMBERS = ("value", "numerator", "denominator")
DESCRIPTIONS = {
    "council": "Id of the council",
    "council_name": "Name of the council",
    "measure": "Id of the measure; /api/v1/measures has its definition",
    "measure_title": "Title of the measure",
    "unit": "percent is 0 to 100, gbp is pounds, count is a number of cases",
    "period": "Financial quarter (2019-20-Q4 is January to March 2020), half-year (2019-20-H2) or year (2019-20)",
    "value": "The measure's value, unrounded",
    "numerator": "Of a rate the count above the line, of a count the count itself",
    "denominator": "Of a rate the count below the line",
}
WHY_WITHHELD = N_(
    "{mark} stands where a number is withheld: a small count of people, by which somebody might be recognised, a "
    "number from which one could be worked out, or a rate, trend or judgement that is made of one. A count of nobody "
    "is shown as 0. What is in none of these tables is not published."
)
Prose = Callable[[Mapping[str, str]], str]


@dataclass(frozen=True)
class OpenTable:
    """A public table: the measures of a dataset for councils as a whole, or by one dimension."""

    dataset: str
    dimension: str
    rows: Sequence[tuple[str, Place, Row]]

    @property
    def name(self) -> str:
        """What its file is called."""
        return f"{self.dataset}_by_{self.dimension}" if self.dimension else self.dataset

    @property
    def columns(self) -> list[str]:
        """The headings of its file, in which the part is called as what it is a part by."""
        return [self.dimension if one == "part" else one for one in COLUMNS if one != "part" or self.dimension]


def tables(data: PublicData) -> list[OpenTable]:
    """The public tables, in order."""
    return data.once("open tables", lambda: worked_out(data))


def worked_out(data: PublicData) -> list[OpenTable]:
    """The same, found in their numbers."""
    found: dict[tuple[str, str], list[tuple[str, Place, Row]]] = {}
    for measure, numbers in data.numbers.items():
        for place, row in numbers.items():
            found.setdefault((data.catalogue.measures[measure].dataset, place.dimension), []).append(
                (measure, place, row)
            )
    return [OpenTable(*key, rows) for key, rows in sorted(found.items())]


def title(data: PublicData, table: OpenTable) -> str:
    """`Complaints by stage`."""
    label = data.catalogue.label("", "dataset", table.dataset)
    return (
        _(
            "{label} by {dimension}",
            label=label,
            dimension=data.dimensions.get(table.dimension, table.dimension).lower(),
        )
        if table.dimension
        else label
    )


def register(server: flask.Flask, newest: Callable[[], PublicData], prose: Prose, *, with_api: bool) -> None:
    """Adds the routes to the server; `newest` gives the public tables, `prose` makes a page of text."""

    def page() -> flask.Response:
        try:
            return flask.Response(prose(words(newest(), with_api=with_api)))
        except ScrutinyError as error:
            nothing = {"TITLE": _("Open data"), "HEADING": _("Open data"), "SENTENCES": escape(str(error)), "MORE": ""}
            return flask.Response(prose(nothing), 503)

    def table(name: str) -> flask.Response:
        return answered(lambda: as_csv(csv_of(newest(), of_name(newest(), name)), name))

    def package() -> flask.Response:
        return answered(lambda: as_json(newest().once("open package", partial(package_of, newest()))))

    server.add_url_rule("/data", "data", page)
    server.add_url_rule("/data/<name>.csv", "data_table", table)
    server.add_url_rule(PACKAGE, "data_package", package)


def answered(make: Callable[[], flask.Response]) -> flask.Response:
    """The answer, or why there is none; of parameters that it knows not, a sentence."""

    def unasked() -> flask.Response:
        refuse_others(())
        return make()

    return or_why_not(unasked)


def of_name(data: PublicData, name: str) -> OpenTable:
    """The table of this name."""
    found = next((one for one in tables(data) if one.name == name), None)
    if found is None:
        raise NotPublishedError
    return found


def csv_of(data: PublicData, table: OpenTable) -> str:
    """The table's file."""
    return data.once(f"open table {table.name}", lambda: csv_text(table.columns, list(lines(data, table))))


def lines(data: PublicData, table: OpenTable) -> Iterator[dict[str, Any]]:
    """Its lines."""
    for measure, place, row in table.rows:
        one = data.catalogue.measure(measure, place.council)
        yield {
            "council": place.council,
            "council_name": data.catalogue.label("", "council", place.council),
            "measure": measure,
            "measure_title": one.title,
            "unit": one.unit,
            "period": place.period.id,
            **({table.dimension: place.part} if table.dimension else {}),
            **told(row),
        }


def told(row: Row) -> dict[str, Any]:
    """The numbers of a row, with `[c]` for what is withheld."""
    hidden = (row.withheld, row.numerator_withheld, row.denominator_withheld)
    return {name: WITHHELD if withheld else value for name, withheld, value in zip(NUMBERS, hidden, row, strict=False)}


def package_of(data: PublicData) -> dict[str, Any]:
    """All tables as a Frictionless data package."""
    return {
        "profile": "tabular-data-package",
        "name": "council-performance",
        "title": _("Performance of the council"),
        "description": _(WHY_WITHHELD, mark=WITHHELD),
        "created": data.published_at.isoformat(timespec="seconds"),
        "version": str(data.manifest.release),
        "licenses": [licence(data.settings.licence)],
        "resources": [resource(data, one) for one in tables(data)],
    }


def resource(data: PublicData, table: OpenTable) -> dict[str, Any]:
    """One table of the package."""
    content = csv_of(data, table).encode()
    by = {table.dimension: data.dimensions.get(table.dimension, table.dimension)}
    fields = [
        {
            "name": name,
            "type": "number" if name in NUMBERS else "string",
            "description": {**by, **DESCRIPTIONS}[name],
        }
        for name in table.columns
    ]
    key = ["council", "measure", "period", *([table.dimension] if table.dimension else [])]
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": title(data, table),
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": {"fields": fields, "missingValues": list(MISSING), "primaryKey": key},
    }


def licence(setting: str) -> dict[str, str]:
    """The licence that a setting names, and its address where it gives one."""
    name, _rest, address = setting.rpartition(" ")
    if not address.startswith(("https://", "http://")):
        name, address = setting, ""
    known = {"name": "OGL-UK-3.0"} if name.startswith("Open Government Licence v3.0") else {}
    return {**known, "title": name, **({"path": address} if address else {"name": known.get("name", "other")})}


def words(data: PublicData, *, with_api: bool) -> dict[str, str]:
    """The page as the words of a page of text."""
    given = licence(data.settings.licence)
    name = escape(given["title"])
    under = f'<a href="{escape(given["path"])}">{name}</a>' if "path" in given else name
    invented = [one for one in data.owners() if data.illustrative(one)]
    package = _(
        "All of them with what each column means, for programs that read data packages: {package}.",
        package=link("datapackage.json", PACKAGE),
    )
    api = _(
        "Single measures, with target, trend and judgement, are at {csv} and {json}: {measures}, and {how} (OpenAPI).",
        csv="<code>/api/v1/figures/&lt;measure&gt;.csv</code>",
        json="<code>.json</code>",
        measures=link(_("every measure"), "/api/v1/measures"),
        how=link(_("how to ask"), "/api/v1/openapi.json"),
    )
    more = [
        f"<p>{_('The records behind these figures are invented, to show what the dashboard does.')}</p>"
        if invented
        else "",
        f"<h2>{_('Tables')}</h2><ul>{''.join(listed(data, one) for one in tables(data))}</ul>",
        f"<p>{package}</p>",
        f"<h2>{_('For programs')}</h2><p>{api}</p>" if with_api else "",
        f"<h2>{_('What is withheld')}</h2><p>{_(WHY_WITHHELD, mark=WITHHELD)}</p>",
        f"<h2>{_('Licence')}</h2><p>{_('You may use these figures under the {licence}.', licence=under)}</p>",
    ]
    names = fmt.listed([data.catalogue.full_name(one) for one in data.owners()])
    return {
        "TITLE": _("Open data"),
        "HEADING": _("Open data"),
        "SENTENCES": n_(
            "The figures that {names} publishes on how they perform, as of {date} (release {release}).",
            "The figures that {names} publish on how they perform, as of {date} (release {release}).",
            len(data.owners()),
            names=escape(names),
            date=fmt.date(data.published_at.date()),
            release=data.manifest.release,
        ),
        "MORE": "".join(more),
    }


def listed(data: PublicData, table: OpenTable) -> str:
    """A table in the page's list: its file, which measures it has and how many rows."""
    measures = dict.fromkeys(measure for measure, _place, _row in table.rows)
    titles = "; ".join(data.catalogue.measures[one].title for one in measures)
    withheld = sum(row.withheld for _measure, _place, row in table.rows)
    count = _("{count} rows", count=fmt.number(len(table.rows))) + (
        _(", {withheld} of them withheld", withheld=fmt.number(withheld)) if withheld else ""
    )
    return f"<li>{link(title(data, table), f'/data/{table.name}.csv')} (CSV, {count}): {escape(titles)}</li>"
