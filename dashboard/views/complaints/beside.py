"""What stands beside complaints: the Ombudsman's decisions and compliments, which are there without them too."""

from __future__ import annotations

from dashboard import figures
from dashboard.basics import formatting as fmt
from dashboard.basics.quarters import Period
from dashboard.measures.components import Components
from dashboard.views.cards import highest_first, rank_card, rank_rows, value_column
from dashboard.views.complaints.scope import Complaints
from dashboard.views.declared.own import Row
from dashboard.views.pieces import Card, Column, Section, Table
from dashboard.views.scope import about

DECISIONS = (("upheld", "Upheld"), ("not_upheld", "Not upheld"), ("closed", "Closed without a finding"))


def beside(page: Complaints) -> list[Card | Section]:
    """What there is without complaints."""
    return [card for card in (ombudsman(page), compliments(page)) if card]


def ombudsman(page: Complaints) -> Card | None:
    """Referrals and decisions of the Ombudsman by quarter."""
    if not page.has("ombudsman"):
        return None
    quarters, label = page.offer.quarters, page.data.catalogue.label
    parts = page.parts(quarters[0], "", "decision", filters=page.place, dataset="ombudsman", last=quarters[-1])
    codes = page.data.catalogue.codes("ombudsman", "decision")
    rows = [of_quarter(page, parts, codes, quarter) for quarter in page.quarters]
    rate = parts[""].value(page.measure("ombudsman_upheld_rate"), page.quarter)
    finding, total = f"No Ombudsman cases have been loaded for {page.quarter.label}.", parts[""].row(page.quarter)
    if total:
        upheld = f"{fmt.in_words(total['upheld'])} upheld ({fmt.percent(rate)})" if total["upheld"] else "none upheld"
        referred, decided = fmt.plural(total["referred"], "case"), fmt.plural(total["decided"], "decision")
        finding = f"{referred.capitalize()} referred, {decided}{f', {upheld}' if total['decided'] else ''}."
    return Card(
        key="ombudsman",
        title="Ombudsman decisions",
        finding=finding,
        figure=figures.stacked_bars(rows, parts=DECISIONS),
        table=Table.linked(
            (
                Column("period", "Quarter"),
                Column("referred", "Referred", "count"),
                Column("decided", "Decisions", "count"),
                *(Column(code, label("ombudsman", "decision", code), "count") for code in codes),
            ),
            reversed(rows),
        ),
        about=about(
            page.measure("ombudsman_decisions"),
            "ombudsman_components",
            extra=page.measure("ombudsman_referrals").definition,
        ),
        note="All stages. Cases referred and cases decided in a quarter are not the same ones.",
    )


def of_quarter(page: Complaints, parts: dict[str, Components], codes: list[str], quarter: Period) -> Row:
    """A quarter's referrals and decisions; nothing is known of a gap."""
    total, decisions = parts[""].row(quarter), page.measure("ombudsman_decisions")
    row: Row = dict.fromkeys(("referred", "decided", "closed", *codes))
    if total:
        row = {code: parts["decision"].value(decisions, quarter, code) or 0 for code in codes}
        row["closed"] = sum(row[code] for code in codes if code not in dict(DECISIONS))
        row |= {"referred": total["referred"], "decided": total["decided"]}
    return {**row, "quarter": quarter, "period": quarter.label, "link": page.quarter_link(quarter)}


def compliments(page: Complaints) -> Card | None:
    """Compliments by service in the quarter."""
    if not page.has("compliments"):
        return None
    measure, last, services = page.measure("compliments_received"), page.quarter - 1, page.offer.services()
    parts = page.parts(last, "service", filters=page.place_and_month, dataset="compliments")["service"]
    links = {name: page.service_link(name) if name in services else None for name in parts.names([page.quarter])}
    rows = [row for row in highest_first(rank_rows(page, measure, parts, links)) if row["value"]]
    before = sum(parts.value(measure, last, name) or 0 for name in parts.names([last]))
    finding = f"No compliments were recorded in {page.when}."
    if rows:
        total, since = fmt.plural(sum(row["value"] for row in rows), "compliment"), ""
        if before and not page.state.month:
            since = f" Last quarter there were {fmt.number(before)}."
        finding = f"{total}; {rows[0]['label']} received most, {fmt.number(rows[0]['value'])}.{since}"
    return rank_card(
        key="compliments",
        title=f"Compliments, {page.when}",
        measure=measure,
        rows=rows,
        columns=(Column("label", "Service"), value_column(measure)),
        finding=finding,
        note="All compliments recorded by the service.",
        queries=("compliments_components",),
    )
