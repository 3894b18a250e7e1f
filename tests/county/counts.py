"""Every measure of the county's own datasets, counted out of its files by plain Python.

A part is what some rows come to in a span of days: a number, or None where nothing is known of it. The definitions are
those that the documents and the catalogue print.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from county import complaints as of
from county.catalogue import HOUSEHOLDS, YEARLY_SPEND
from county.complaints import within
from county.days import Span
from county.placements import families_too_long, households
from county.records import Row

Part = Callable[[list[Row], list[Row], Span], float | None]  # of all rows, those kept, and the span


@dataclass(frozen=True)
class Count:
    """How a measure is counted. One counted `at_end` is that of a period's last quarter; all others are added up."""

    dataset: str
    numerator: Part
    denominator: Part | None = None
    at_end: bool = False
    scale: int = 100


def rows_that(happens: Callable[[Row, Span], bool]) -> Part:
    """How many of the rows it is true of."""
    return lambda _, kept, span: sum(happens(row, span) for row in kept)


def total(column: str, *, only: Callable[[Row, Span], bool], known: str = "") -> Part:
    """The sum of a column over rows, without those where it, or `known`, is empty; None where all are."""

    def summed(_: list[Row], kept: list[Row], span: Span) -> float | None:
        mine = [row for row in kept if only(row, span)]
        cells = [number(row[column]) for row in mine if row[column] and row.get(known or column)]
        return float(sum(cells, Decimal())) if cells or not mine else None

    return summed


def number(cell: str) -> Decimal:
    """A number or an amount of pounds."""
    return Decimal(cell.replace("£", "").replace(",", ""))


def in_month(row: Row, span: Span) -> bool:
    """Whether the row's month is one of the span's."""
    return within(row["month"] + "-01", span)


def in_last_month(row: Row, span: Span) -> bool:
    """Whether it is the last of them."""
    return row["month"] == span[1].isoformat()[:7]


def online(row: Row, span: Span) -> bool:
    """Whether a month's transactions were made online; web chat counts as that."""
    return in_month(row, span) and row["channel"] in ("online", "web_chat")


def staged(stage: str) -> Part:
    """The complaints of a stage received then."""
    return rows_that(lambda row, span: of.received(row, span) and row["stage"] == stage)


def awarded(row: Row, span: Span) -> bool:
    """Whether the contract was awarded then."""
    return within(row["award_date"], span)


def year_to_date(span: Span, years: int = 1) -> Span:
    """From the first day of the financial year that ends with the span, or of as many years."""
    last = span[1]
    return last.replace(year=last.year - (last.month < 4) - years + 1, month=4, day=1), last


def benefits(*columns: str, years: int = 0) -> Part:
    """The sum of these columns of the contracts awarded then, or so many financial years to date."""
    return lambda _, kept, span: float(
        sum(
            (
                number(row[column])
                for row in kept
                if awarded(row, year_to_date(span, years) if years else span)
                for column in columns
            ),
            Decimal(),
        )
    )


def estimate(_: list[Row], __: list[Row], span: Span) -> float:
    """The county's households in the financial year of the span."""
    year = span[1].year - (span[1].month < 4)
    return HOUSEHOLDS[f"{year}-{year - 1999}"]


def with_status(*statuses: str) -> Part:
    """The actions that stand so, or all."""
    return rows_that(lambda row, _: not statuses or row["status"] in statuses)


def late(row: Row, span: Span) -> bool:
    """Whether an action is late, or due and neither done nor stopped."""
    due = row["due_date"] and row["due_date"] <= span[1].isoformat()
    return row["status"] == "late" or bool(due and row["status"] not in ("done", "stopped"))


def listed(_: Row, __: Span) -> bool:
    """Every row of a list."""
    return True


REVENUE, OTHER = "benefit_revenue_gbp", "benefit_non_revenue_gbp"
PLANNED, MADE = "saving_planned_gbp", "saving_made_gbp"


def off_contract(*answers: str) -> Part:
    """The spend with these answers to whether it was on contract; None where that is known of none."""

    def summed(rows: list[Row], kept: list[Row], span: Span) -> float | None:
        told = [row for row in kept if in_month(row, span) and row["on_contract"]]
        if not told and any(in_month(row, span) for row in kept):
            return None
        return total("spend_gbp", only=lambda row, _: row["on_contract"] in answers)(rows, told, span)

    return summed


def ratio(dataset: str, over: str, under: str, only: Callable[[Row, Span], bool], scale: int = 100) -> Count:
    """A ratio of two columns, of rows in which both are known."""
    return Count(dataset, total(over, only=only, known=under), total(under, only=only, known=over), scale=scale)


C, D, T, A, P, H = "complaints", "digital", "temporary_accommodation", "agency", "procurement", "homelessness"
COUNTS: dict[str, Count] = {
    "complaints_received": Count(C, rows_that(of.received)),
    "complaints_responded": Count(C, rows_that(of.responded)),
    "complaints_timeliness": Count(C, rows_that(of.in_time), rows_that(of.with_deadline)),
    "complaints_acknowledged_timeliness": Count(C, rows_that(of.acknowledged_in_time), rows_that(of.acknowledged)),
    "complaints_upheld_rate": Count(C, rows_that(of.upheld), rows_that(of.outcome_known)),
    "complaints_escalation_rate": Count(C, staged("corporate_stage_2"), staged("corporate_stage_1")),
    "complaints_open": Count(C, rows_that(of.open_at_the_end), at_end=True),
    "ombudsman_referrals": Count("ombudsman", rows_that(lambda row, span: within(row["referred_date"], span))),
    "ombudsman_decisions": Count("ombudsman", rows_that(lambda row, span: within(row["decided_date"], span))),
    "ombudsman_upheld_rate": Count(
        "ombudsman",
        rows_that(lambda row, span: within(row["decided_date"], span) and row["decision"] == "upheld"),
        rows_that(lambda row, span: within(row["decided_date"], span)),
    ),
    "compliments_received": Count("compliments", total("compliments", only=in_month)),
    "digital_take_up": Count(D, total("transactions", only=online), total("transactions", only=in_month)),
    "digital_completion_rate": ratio(D, "completed", "started", online),
    "digital_cost_per_transaction": ratio(D, "cost_gbp", "transactions", online, scale=1),
    "digital_satisfaction": ratio(D, "satisfied_responses", "satisfaction_responses", online),
    "digital_transactions": Count(D, total("transactions", only=in_month)),
    "agency_spend": Count(A, total("spend_gbp", only=in_month)),
    "agency_fte": Count(A, total("fte", only=in_last_month), at_end=True),
    "agency_off_contract_share": Count(A, off_contract("no"), off_contract("yes", "no")),
    "ta_households": Count(T, households, at_end=True),
    "ta_households_per_1000": Count(T, households, estimate, at_end=True, scale=1000),
    "ta_bb_families_over_six_weeks": Count(T, families_too_long, at_end=True),
    "homelessness_applications": Count(H, total("applications", only=in_month)),
    "homelessness_preventions": Count(H, total("preventions", only=in_month)),
    "homelessness_acceptances": Count(H, total("acceptances", only=in_month)),
    "homelessness_prevention_owed": Count(H, total("prevention_duties_owed", only=in_month)),
    "homelessness_prevention_secured": ratio(H, "prevention_secured", "prevention_duties_ended", in_month),
    "homelessness_relief_owed": Count(H, total("relief_duties_owed", only=in_month)),
    "homelessness_relief_secured": ratio(H, "relief_secured", "relief_duties_ended", in_month),
    "procurement_benefits": Count(P, benefits(REVENUE, OTHER)),
    "procurement_benefits_revenue": Count(P, benefits(REVENUE)),
    "procurement_benefits_non_revenue": Count(P, benefits(OTHER)),
    "procurement_benefits_five_year": Count(P, benefits(REVENUE, OTHER, years=5), at_end=True),
    "procurement_contracts": Count(
        P, rows_that(lambda row, span: awarded(row, span) and bool(number(row[REVENUE]) or number(row[OTHER])))
    ),
    "procurement_benefits_share_of_value": Count(
        P, benefits(REVENUE, OTHER, years=1), benefits("contract_value_gbp", years=1), at_end=True
    ),
    "procurement_benefits_share_of_spend": Count(
        P, benefits(REVENUE, OTHER, years=1), lambda *_: YEARLY_SPEND, at_end=True
    ),
    "actions_saving_planned": Count("actions", total(PLANNED, only=listed), at_end=True),
    "actions_saving_made": Count("actions", total(MADE, only=listed), at_end=True),
    "actions_saving_share": Count(
        "actions", total(MADE, only=listed, known=PLANNED), total(PLANNED, only=listed, known=MADE), at_end=True
    ),
    "actions_total": Count("actions", with_status(), at_end=True),
    "actions_done": Count("actions", with_status("done"), at_end=True),
    "actions_late": Count("actions", rows_that(late), at_end=True),
}
