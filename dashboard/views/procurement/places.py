"""Where benefits come from, by category, directorate and service in the year to date; the months of a service."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.basics import formatting as fmt
from dashboard.basics.languages import _
from dashboard.views.declared.own import Row
from dashboard.views.procurement.scope import Procurement


def categories(page: Procurement, rows: Sequence[Row]) -> str:
    """The same of categories; nothing of one alone."""
    return most_and_least(page, rows, "category") if len(rows) > 1 else ""


def most_and_least(page: Procurement, rows: Sequence[Row], split: str) -> str:
    """Which part brought most of the year's benefits, and which ones cost more than before; nothing without any."""
    gains = [row for row in rows if row["value"] > 0]
    losses = [row["label"] for row in rows if row["value"] < 0]
    if not gains:
        return (
            _("No {split} brought benefits in {year_words}.", split=split, year_words=page.year_words) if losses else ""
        )
    total, top = sum(row["value"] for row in rows), gains[0]
    finding = _("{label} brought most benefits, {value}", label=top["label"], value=fmt.pounds_in_words(top["value"]))
    if len(gains) == 1:
        finding = _(
            "Only {label} brought benefits, {value}", label=top["label"], value=fmt.pounds_in_words(top["value"])
        )
    elif total > 0:
        finding += _(" of {total}", total=fmt.pounds_in_words(total))
    if losses:
        named = (
            fmt.listed(losses) if len(losses) < 3 else _("{count} others", count=fmt.in_words(len(losses)).capitalize())
        )
        return _("{finding}. {named} cost more than before.", finding=finding, named=named)
    return f"{finding}."


def months(page: Procurement, rows: Sequence[Row]) -> str:
    """How many contracts the quarter's months brought, and what benefits; nothing without a contract."""
    total = sum(row["contracts"] for row in rows)
    if not total:
        return ""
    amount = fmt.pounds_in_words(sum(row["benefits_gbp"] for row in rows))
    gains = (
        _("with {amount} of benefits", amount=amount)
        if any(row["contracts_with_benefits"] for row in rows)
        else _("without benefits")
    )
    return _(
        "{total} awarded in {quarter}, {gains}.",
        total=fmt.plural(total, "contract", "contracts"),
        quarter=page.quarter.label,
        gains=gains,
    )
