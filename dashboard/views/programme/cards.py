"""The programme's ratings counted: beside those before, by workstream, and all of them as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from dashboard import figures
from dashboard.basics import formatting as fmt
from dashboard.basics.languages import _
from dashboard.views.pieces import About, Card, Column, Table
from dashboard.views.programme.ratings import COLOURS, DEFINITION, QUERY, SHAPES, WHOLE, Programme, Rated, moved_words


def cards(page: Programme) -> tuple[Card, ...]:
    """The ratings beside those before, the share of green by workstream, and every rating as a table."""
    return (moves(page), *([shares(page)] if page.colours else []), table(page))


def about(*queries: str, counted: str = "", of: str = "") -> About:
    """Where the ratings come from."""
    return About(_(DEFINITION), counted, of, queries)


def moves(page: Programme) -> Card:
    """How many projects have each rating, beside the period before."""
    rows = [
        {
            "label": page.rating(code).word,
            "now": page.counts[code],
            "before": page.counts_before[code] if page.counts_before else None,
            "link": page.to(status=(code,)) if page.counts[code] else None,
        }
        for code in SHAPES
        if code in page.colours or page.counts[code] or (page.counts_before or Counter())[code]
    ]
    earlier = (page.quarter - 1).label
    return Card(
        key="ratings",
        title=_("Projects by rating, {quarter}", quarter=page.quarter.label),
        finding=moved_words(page),
        figure=moved_bars(page, rows),
        table=Table.linked(
            (
                Column("label", _("Rating")),
                Column("now", page.quarter.label, "count"),
                Column("before", earlier, "count"),
            ),
            rows,
        ),
        about=about(QUERY, counted=_("Projects with this rating")),
    )


def moved_bars(page: Programme, rows: list[dict[str, Any]]) -> figures.Plot | None:
    """Now over before; now alone where nothing is known of before."""
    if page.counts_before is None:
        return figures.ranked_bars([{**row, "value": row["now"]} for row in rows], unit="count", decimals=0)
    earlier = (page.quarter - 1).label
    return figures.paired_bars(rows, now_label=page.quarter.label, before_label=earlier)


def shares(page: Programme) -> Card:
    """The share of each workstream's projects that are green, of those that have a colour."""
    rows: list[dict[str, Any]] = []
    for name in page.workstreams:
        coloured = [one for one in page.projects if one.workstream == name and one.code in COLOURS]
        green = sum(one.code == "green" for one in coloured)
        if coloured:
            rows.append({"label": name, "value": 100 * green / len(coloured), "of": len(coloured), "green": green})
    rows.sort(key=lambda row: (row["value"], row["label"]))
    finding = _("No project has a colour.")
    if rows:
        low = rows[0]
        finding = _(
            "{label} has the smallest share of green projects, {green}.",
            label=low["label"],
            green=fmt.share_of(low["green"], low["of"]),
        )
    return Card(
        key="workstreams",
        title=_("Green projects by workstream"),
        finding=finding,
        figure=figures.ranked_bars(rows, unit="percent", decimals=0),
        table=Table(
            (
                Column("label", _("Workstream")),
                Column("green", _("Green"), "count"),
                Column("of", _("Rated by colour"), "count"),
                Column("value", _("Share green"), "percent"),
            ),
            tuple(rows),
        ),
        about=about(QUERY, counted=_("Projects rated green"), of=_("Projects rated green, amber or red")),
        note=_("Projects for information or not applicable are not counted."),
    )


def table(page: Programme) -> Card:
    """Every rating with its words, for reading across and for the download."""
    wanted: Iterable[Rated] = (
        one for one in page.everything if not page.state.of("status") or one.code in page.state.of("status")
    )
    rows = [
        {
            "workstream": one.workstream,
            "project": one.project or _(WHOLE),
            "status": page.rating(one.code),
            "before": page.rating(one.before) if one.before else None,
            "commentary": one.commentary or None,
        }
        for one in sorted(wanted, key=lambda one: (one.workstream, bool(one.project)))
    ]
    return Card(
        key="all_ratings",
        title=_("Every rating, {quarter}", quarter=page.quarter.label),
        finding=_(
            "{count} of workstreams and projects, with what the council says of each.",
            count=fmt.plural(len(rows), "rating", "ratings"),
        ),
        figure=None,
        table=Table(
            (
                Column("workstream", _("Workstream")),
                Column("project", _("Project")),
                Column("status", _("Rating"), "status"),
                Column("before", (page.quarter - 1).label, "status"),
                Column("commentary", _("Commentary")),
            ),
            tuple(rows),
        ),
        about=about(QUERY),
        wide=True,
    )
