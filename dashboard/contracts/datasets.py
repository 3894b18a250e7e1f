"""The contracts: what a file of each dataset must hold. One declaration a dataset, in pandera.

Loading, the data dictionary, the store's Parquet types and the sample all derive from these declarations;
nothing else repeats a column's name, type or values. Pandera takes most of a second to import, so nothing
that serves a page imports this module.
"""

from __future__ import annotations

import datetime as dt
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaErrors, SchemaWarning

from dashboard.basics.errors import unknown
from dashboard.basics.quarters import Period
from dashboard.catalogue.targets import is_empty, parse_target, parse_value
from dashboard.contracts.fields import (
    DTYPES,
    SQL_TYPES,
    WRITTEN,
    Kind,
    at_most,
    date,
    enum,
    flag,
    money,
    month,
    needs,
    not_before,
    number,
    open_while,
    period,
    readable,
    text,
    whole,
)


@dataclass(frozen=True)
class Field:
    """One column of a contract, as everything outside pandera wants to know it."""

    name: str
    kind: Kind
    label: str
    description: str
    required: bool
    values: tuple[str, ...] = ()
    planned: bool = False
    afterwards: bool = False

    @property
    def written(self) -> str:
        """How a file writes it."""
        if self.values:
            return "one of " + ", ".join(f"`{value}`" for value in self.values)
        if self.afterwards:
            return "a day, `2019-10-31`; from 1990 to today"
        return "a day, `2019-10-31`; from 1990, the future included" if self.planned else WRITTEN[self.kind]


@dataclass(frozen=True)
class Contract:
    """A dataset's declaration, read."""

    schema: pa.DataFrameSchema

    @property
    def name(self) -> str:
        """`complaints`."""
        return str(self.schema.name)

    @property
    def title(self) -> str:
        """What one row is, in a few words."""
        return str(self.schema.title)

    @property
    def description(self) -> str:
        """What the dataset holds, in a sentence or two."""
        return str(self.schema.description)

    @property
    def facts(self) -> dict[str, Any]:
        """The declaration's metadata: version, and for records when they are open."""
        return dict(self.schema.metadata or {})

    @property
    def version(self) -> str:
        """The contract's version, which the manifest keeps with each extract."""
        return str(self.facts["version"])

    @property
    def key(self) -> tuple[str, ...]:
        """The columns that together tell one row from another."""
        return tuple(self.schema.unique or ())

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """The columns in order."""
        return tuple(field_of(name, column) for name, column in self.schema.columns.items())

    def field(self, name: str) -> Field:
        """The column of this name."""
        return next(field for field in self.fields if field.name == name)

    @property
    def rules(self) -> list[str]:
        """What holds between columns, in sentences."""
        return [str(check.description) for check in self.schema.checks]

    @property
    def counts_months(self) -> bool:
        """Whether rows are counts of a month, so that two extracts of one month would count it twice."""
        return any(field.kind == "month" for field in self.fields)

    @property
    def by_period(self) -> bool:
        """Whether rows belong to a whole period, as they stand, rather than being counted by month."""
        return bool(self.facts.get("by_period"))

    @property
    def sql_types(self) -> dict[str, str]:
        """Each column's type in a Parquet file, in order."""
        return {field.name: SQL_TYPES[field.kind] for field in self.fields}

    def empty(self) -> pd.DataFrame:
        """A frame with the contract's columns and no rows."""
        return self.typed(pd.DataFrame({field.name: [] for field in self.fields}, dtype=object))

    def typed(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The frame with exactly the contract's columns, in order, each of its type; optional ones may be missing."""
        absent = {f.name: None for f in self.fields if f.name not in frame.columns and not f.required}
        ordered = frame.assign(**absent)[[field.name for field in self.fields]].reset_index(drop=True)
        return ordered.astype({field.name: DTYPES[field.kind] for field in self.fields})

    def within(self, period: Period, today: dt.date) -> pa.DataFrameSchema:
        """The schema with the limits that an extract of this period adds to its dates and months."""
        changes = {
            f.name: {"checks": [*self.schema.columns[f.name].checks, *limits(f, period, today)]} for f in self.fields
        }
        return self.schema.update_columns(changes)

    def failures(self, frame: pd.DataFrame, period: Period, today: dt.date) -> list[Any]:
        """Every way in which a typed frame breaks the contract, as pandera's errors; empty when it keeps it."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SchemaWarning)  # `remarks` reports these
            try:
                self.within(period, today).validate(frame, lazy=True)
            except SchemaErrors as errors:
                return list(errors.schema_errors)
        return []

    def remarks(self, frame: pd.DataFrame) -> list[str]:
        """What is odd about a frame but no error: each remark with the number of rows it is about."""
        doubtful = [check for check in self.schema.checks if check.raise_warning]
        numbers = [(int((~check(frame).check_output).sum()), str(check.error)) for check in doubtful]
        return [f"{count:,} {'row has' if count == 1 else 'rows have'} {remark}" for count, remark in numbers if count]


def field_of(name: str, column: pa.Column) -> Field:
    """A pandera column as a Field."""
    facts = column.metadata or {}
    return Field(
        name=name,
        kind=facts["kind"],
        label=str(column.title),
        description=str(column.description),
        required=not column.nullable,
        values=facts.get("values", ()),
        planned=facts.get("planned", False),
        afterwards=facts.get("afterwards", False),
    )


def limits(field: Field, period: Period, today: dt.date) -> list[pa.Check]:
    """The checks that hold a column's dates to the extract's period."""
    end = f"{period.last_day.day} {period.last_day:%B %Y}"
    if field.kind == "month":
        months = [pd.Timestamp(day) for day in period.months]
        return [pa.Check.isin(months, error=f"is a month outside {period.label}; correct it or --quarter")]
    if field.kind == "period":
        error = f"begins after {period.label} has ended; correct it or --quarter"
        return [pa.Check(lambda text: Period.parse(text).first_day <= period.last_day, element_wise=True, error=error)]
    if field.kind == "date" and field.afterwards:
        return [pa.Check.le(pd.Timestamp(today), error="lies in the future; correct the date")]
    if field.kind == "date" and not field.planned:
        return [
            pa.Check.le(pd.Timestamp(today), error="lies in the future; correct the date"),
            pa.Check.le(
                pd.Timestamp(period.last_day),
                error=f"is after the period's end, {end}; correct it or --quarter",
            ),
        ]
    return []


def declare(
    name: str, title: str, description: str, columns: Mapping[str, pa.Column], key: list[str], **more: Any
) -> Contract:
    """A contract from its columns, its key, rules between columns (`rules`) and facts about it."""
    return Contract(
        pa.DataFrameSchema(
            dict(columns),
            checks=list(more.pop("rules", [])),
            unique=key,
            strict=True,
            ordered=True,
            name=name,
            title=title,
            description=description,
            metadata={"version": "1", **more},
        )
    )


DIRECTORATE = "Directorate that the service belongs to, as the council names it."
SERVICE = "Service that the record is about, as the council names it."

COMPLAINTS = declare(
    "complaints",
    "a complaint, as it stood at the end of the period",
    "Complaints received, answered or open in the period. Nothing in it names a resident.",
    {
        "complaint_id": text("Complaint", "Number of the complaint in its system; the same in every extract."),
        "directorate": text("Directorate", DIRECTORATE),
        "service": text("Service", SERVICE),
        "stage": enum(
            "Stage",
            "Procedure and stage that the complaint is at; it sets the deadline.",
            ["corporate_stage_1", "corporate_stage_2", "childrens_stage_1", "adults"],
        ),
        "received_date": date("Received", "Day on which the council received the complaint."),
        "responded_date": date("Responded", "Day on which the council answered; empty while open.", optional=True),
        "outcome": enum(
            "Outcome",
            "What the answer was. A withdrawn complaint counts as received, never as responded or open.",
            ["upheld", "partly_upheld", "not_upheld", "withdrawn"],
            optional=True,
        ),
        "theme": text("Theme", "What the complaint is about, as the council groups them.", optional=True),
        "channel": enum(
            "Channel",
            "How the complaint reached the council.",
            ["online", "telephone", "email", "letter", "face_to_face"],
            optional=True,
        ),
    },
    key=["complaint_id"],
    rules=[
        not_before("responded_date", "received_date"),
        needs("outcome", "responded_date", "counted as open until there is one", unless=["withdrawn"]),
    ],
    open=open_while("received_date", "responded_date", unless={"outcome": "withdrawn"}),
)

OMBUDSMAN = declare(
    "ombudsman",
    "a referral to the Local Government and Social Care Ombudsman",
    "Complaints that the Ombudsman referred to the council or decided in the period.",
    {
        "reference": text("Reference", "The Ombudsman's number of the referral; the same in every extract."),
        "directorate": text("Directorate", DIRECTORATE),
        "service": text("Service", SERVICE),
        "referred_date": date("Referred", "Day on which the Ombudsman referred the complaint."),
        "decided_date": date("Decided", "Day of the Ombudsman's decision; empty while there is none.", optional=True),
        "decision": enum(
            "Decision",
            "What the Ombudsman decided.",
            ["upheld", "not_upheld", "out_of_jurisdiction", "no_further_action", "premature", "referred_back"],
            optional=True,
        ),
    },
    key=["reference"],
    rules=[
        not_before("decided_date", "referred_date"),
        needs("decision", "decided_date", "not counted as decided until there is one"),
    ],
    open=open_while("referred_date", "decided_date"),
)

COMPLIMENTS = declare(
    "compliments",
    "a month and a service",
    "Compliments received in each month of the period.",
    {
        "month": month(
            "Month", "Month in which the compliments came; in an extract of a half-year or year, its first."
        ),
        "directorate": text("Directorate", DIRECTORATE),
        "service": text("Service", SERVICE),
        "compliments": whole("Compliments", "How many compliments."),
    },
    key=["month", "directorate", "service"],
)

PROCUREMENT = declare(
    "procurement",
    "a contract awarded",
    "Contracts that the council awarded in the period, with the benefits expected from them over their whole life.",
    {
        "contract_id": text("Contract", "Number of the contract in the register; the same in every extract."),
        "title": text("Title", "What the contract is for."),
        "directorate": text("Directorate", DIRECTORATE),
        "service": text("Service", SERVICE),
        "category": text("Category", "Kind of goods, services or works, as the council groups them."),
        "supplier": text("Supplier", "Who the contract was awarded to."),
        "award_date": date("Awarded", "Day on which the contract was awarded; its benefits count from then."),
        "start_date": date("Starts", "Day on which the contract starts.", planned=True),
        "end_date": date("Ends", "Day on which the contract ends, without extensions.", planned=True),
        "contract_value_gbp": money("Contract value", "What the contract is worth over its whole life, in pounds."),
        "benefit_revenue_gbp": money(
            "Revenue benefits",
            "Whole-life benefits to the council's revenue budget, in pounds; negative where the contract costs more.",
            credit=True,
        ),
        "benefit_non_revenue_gbp": money(
            "Non-revenue benefits",
            "All other whole-life benefits, such as avoided costs and capital, in pounds; negative for a loss.",
            credit=True,
        ),
    },
    key=["contract_id"],
    rules=[not_before("end_date", "start_date")],
)

DIGITAL = declare(
    "digital",
    "a month, a service and a channel",
    "Transactions of residents with the council in each month of the period, by the channel they chose. Where one "
    "half of a ratio is unknown (started without completed, satisfied without responses), the row counts in neither.",
    {
        "month": month("Month", "Month of the transactions; in an extract of a half-year or year, its first."),
        "directorate": text("Directorate", DIRECTORATE),
        "service": text("Service", SERVICE),
        "channel": enum(
            "Channel",
            "How people reached the service.",
            ["online", "telephone", "face_to_face", "post", "email"],
        ),
        "transactions": whole("Transactions", "How many transactions were made through the channel."),
        "started": whole("Started", "How many people began the transaction.", optional=True),
        "completed": whole("Completed", "How many of those who began it finished it.", optional=True),
        "cost_gbp": money("Cost", "What the service spent on serving the channel, in pounds.", optional=True),
        "satisfaction_responses": whole("Answers", "How many people said whether they were satisfied.", optional=True),
        "satisfied_responses": whole("Satisfied", "How many of them were satisfied.", optional=True),
    },
    key=["month", "directorate", "service", "channel"],
    rules=[at_most("completed", "started"), at_most("satisfied_responses", "satisfaction_responses")],
)

AGENCY = declare(
    "agency",
    "a month of an agency assignment",
    "What the council paid in each month of the period for each agency worker, or for each assignment that its "
    "ledger knows. Nothing in it names a worker.",
    {
        "assignment_id": text("Assignment", "Number of the assignment; the same in every month and every extract."),
        "month": month("Month", "Month that was paid for; in an extract of a half-year or year, its first."),
        "directorate": text("Directorate", DIRECTORATE),
        "service": text("Service", "Service that the worker is in, as the council names it."),
        "role_category": text("Role", "Kind of work, as the council groups it, such as social worker."),
        "reason": enum(
            "Reason",
            "Why an agency worker does it.",
            ["vacancy", "sickness", "project", "peak_demand", "hard_to_recruit", "other"],
        ),
        "fte": number(
            "FTE", "Full-time equivalents in the month: 1 is full time, 0.5 half; empty where unknown.", optional=True
        ),
        "spend_gbp": money("Spend", "Pounds paid for the month; negative for a credit.", credit=True),
        "on_contract": flag(
            "On contract", "Whether the worker came through the council's own contract for agency staff.", optional=True
        ),
    },
    key=["assignment_id", "month"],
)

TEMPORARY_ACCOMMODATION = declare(
    "temporary_accommodation",
    "a placement of a household, as it stood at the end of the period",
    "Placements in temporary accommodation that were open at some time in the period. Households have numbers; "
    "nothing in it names anyone.",
    {
        "placement_id": text("Placement", "Number of the placement; the same in every extract."),
        "household_id": text("Household", "Number of the household; the same in each of its placements."),
        "directorate": text("Directorate", DIRECTORATE),
        "service": text("Service", "Service that placed the household, as the council names it."),
        "accommodation_type": enum(
            "Type",
            "Kind of accommodation.",
            [
                "bed_and_breakfast",
                "hostel",
                "nightly_paid",
                "private_leased",
                "council_stock",
                "housing_association",
                "other",
            ],
        ),
        "start_date": date("Start", "Day on which the household moved in."),
        "end_date": date(
            "End",
            "Day on which it left, or is planned to leave; empty while nobody knows. On that day's evening it is "
            "no longer there.",
            optional=True,
            planned=True,
        ),
        "dependent_children": whole("Children", "How many dependent children the household has."),
        "out_of_area": flag("Out of area", "Whether the accommodation is in another council's area."),
        "nightly_cost_gbp": money("Cost a night", "What the placement costs the council a night.", optional=True),
    },
    key=["placement_id"],
    rules=[not_before("end_date", "start_date")],
    open=open_while("start_date", "end_date"),
)

HOMELESSNESS = declare(
    "homelessness",
    "a month",
    "What became of people who asked the council for help with homelessness, in each month of the period.",
    {
        "month": month("Month", "Month that is counted; in an extract of a half-year or year, its first."),
        "applications": whole("Applications", "Homeless applications taken."),
        "preventions": whole("Preventions", "Households whose homelessness was prevented."),
        "reliefs": whole(
            "Reliefs", "Homeless households helped to a home; empty where it is not counted.", optional=True
        ),
        "acceptances": whole("Acceptances", "Households accepted as homeless and owed the main duty."),
    },
    key=["month"],
)

KPIS = declare(
    "kpis",
    "a measure of a service area in a period",
    "Any other measure that a council plan has, as the plan writes it: values and targets are text, so that `<10`, "
    "`8:23`, `Reduction` and `Lower than 2015/16` are kept and judged.",
    {
        "measure": text("Measure", "Name of the measure, the same in every extract."),
        "measure_code": text("Code", "The plan's code of the measure.", optional=True),
        "service_area": text("Service area", "Part of the council that reports the measure."),
        "priority": text("Priority", "Priority of the plan that the measure belongs to.", optional=True),
        "outcome": text("Outcome", "Outcome of the plan that the measure belongs to.", optional=True),
        "programme": text("Programme", "Programme of the plan that the measure belongs to.", optional=True),
        "period": period("Period", "Period that value and target are for; it may differ from the extract's."),
        "value": text("Value", "The figure as printed, such as `96.5%`, `2,421K` or `8:23`.", optional=True),
        "unit": text("Unit", "What is counted, such as `percent`, `calls` or `mins:sec`."),
        "nature": enum(
            "Nature",
            "Whether the value adds up over time (flow), is counted at the period's end (stock) or is a ratio or "
            "an average (rate).",
            ["flow", "stock", "rate"],
        ),
        "polarity": enum("Polarity", "Whether higher or lower is better, or neither.", ["higher", "lower", "neither"]),
        "target": text("Target", "The target as printed, such as `85%`, `<10` or `Reduction`.", optional=True),
        "outturn": text("Outturn", "The figure of the whole year before, as printed.", optional=True),
        "note": text("Note", "What the plan says beside the row.", optional=True),
    },
    key=["measure", "service_area", "period"],
    rules=[
        readable(
            "value",
            lambda cell: is_empty(cell) or parse_value(cell).number is not None,
            "it is shown as it is and judged as not available",
        ),
        readable(
            "target",
            lambda cell: parse_target(cell).kind != "words",
            "it is shown as it is and the measure judged as data only",
        ),
    ],
    by_period=True,
)

BUDGETS = declare(
    "budgets",
    "a service area",
    "What each service area may spend in the financial year of the period, and what it was then expected to spend.",
    {
        "service_area": text("Service area", "Part of the council that holds the budget."),
        "full_year_budget_gbp": money("Full-year budget", "Budget of the whole financial year, in pounds."),
        "full_year_forecast_gbp": money(
            "Full-year forecast", "Spending expected by the end of the financial year, in pounds."
        ),
    },
    key=["service_area"],
    by_period=True,
)

PROJECTS = declare(
    "projects",
    "a project, or a workstream as a whole",
    "How the projects of an improvement programme stand. A workstream's own rating is given, never worked out from "
    "its projects.",
    {
        "workstream": text("Workstream", "Workstream or programme that the project belongs to."),
        "project": text("Project", "Name of the project; empty for the workstream's own rating.", optional=True),
        "status": enum("Status", "How it stands.", ["red", "amber", "green", "for_information", "not_applicable"]),
        "commentary": text("Commentary", "What is said about it.", optional=True),
    },
    key=["workstream", "project"],
    by_period=True,
)

COMMENTARY = declare(
    "commentary",
    "a note on a measure",
    "What officers say about a measure in the period, and what they do about it.",
    {
        "measure": text("Measure", "Id of a measure of the catalogue, or the name of one among the kpis."),
        "kind": enum("Kind", "Whether it comments or says what is done.", ["comment", "management_action"]),
        "author_role": text("Role", "Role of its author, never a name."),
        "written_date": date("Written", "Day on which it was written, often after the period's end.", afterwards=True),
        "text": text("Text", "The note."),
    },
    key=["measure", "kind", "written_date"],
    by_period=True,
)

ACCOMMODATION_PRINTED = {
    "bed_and_breakfast": "bed and breakfast hotels, shared annexes included",
    "nightly_paid": "self-contained accommodation that is paid for by the night and managed privately",
    "hostel": "hostels, reception centres, emergency units and refuges",
    "private_leased": "private accommodation leased by the authority or a registered provider",
    "council_or_housing_association": "the stock of councils and housing associations",
    "other": "any other accommodation, private landlords and unknown kinds included",
}

STATUTORY_HOMELESSNESS = declare(
    "statutory_homelessness",
    "an authority, a region or England, as the Ministry prints it",
    "The Ministry's quarterly tables on statutory homelessness: every authority, region and England. What the tables "
    "mark as missing is empty. `scrutiny import mhclg-homelessness` reads them from the published workbook.",
    {
        "area_code": text(
            "Code", "The area's code in the Government Statistical Service's register, such as E06000035."
        ),
        "area": text("Area", "The area's name as printed."),
        "level": enum("Level", "What the area is.", ["country", "region", "authority"]),
        "ta_households": whole(
            "Households", "Households in temporary accommodation at the end of the quarter.", optional=True
        ),
        "ta_households_per_1000": number(
            "Rate", "Those households for every 1,000 households of the area, as printed.", optional=True
        ),
        "households_in_area": whole(
            "Households of the area",
            "Estimate of all households of the area; the tables print thousands.",
            optional=True,
        ),
        "ta_with_children": whole("With children", "Households of them that have children.", optional=True),
        "ta_children": whole("Children", "Children in these households.", optional=True),
        **{
            name: column
            for kind, words in ACCOMMODATION_PRINTED.items()
            for name, column in (
                (kind, whole("Households", f"Households of them in {words}.", optional=True)),
                (
                    f"{kind}_with_children",
                    whole("With children", f"Those of them that have children: {words}.", optional=True),
                ),
            )
        },
        "bb_with_children_over_six_weeks": whole(
            "Over six weeks",
            "Households with children that have been in bed and breakfast for more than six weeks.",
            optional=True,
        ),
        "out_of_district": whole(
            "Out of district", "Households of them in the district of another authority.", optional=True
        ),
        "duty_owed_no_accommodation": whole(
            "No accommodation", "Households owed a duty for whom no accommodation has been secured.", optional=True
        ),
        "assessments": whole("Assessments", "Households initially assessed in the quarter.", optional=True),
        "owed_a_duty": whole("Owed a duty", "Of these, households owed a prevention or relief duty.", optional=True),
        "prevention_duty": whole(
            "Prevention duty", "Households threatened with homelessness and owed a prevention duty.", optional=True
        ),
        "relief_duty": whole("Relief duty", "Homeless households owed a relief duty.", optional=True),
    },
    key=["area_code"],
    by_period=True,
)

CONTRACTS: dict[str, Contract] = {
    contract.name: contract
    for contract in (
        COMPLAINTS,
        OMBUDSMAN,
        COMPLIMENTS,
        PROCUREMENT,
        DIGITAL,
        AGENCY,
        TEMPORARY_ACCOMMODATION,
        HOMELESSNESS,
        KPIS,
        BUDGETS,
        PROJECTS,
        COMMENTARY,
        STATUTORY_HOMELESSNESS,
    )
}


def contract_for(dataset: str) -> Contract:
    """The dataset's contract; UsageError with the nearest name if there is none."""
    if dataset not in CONTRACTS:
        raise unknown("dataset", dataset, CONTRACTS)
    return CONTRACTS[dataset]
