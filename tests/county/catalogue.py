"""What the county decides and writes down: names, deadlines, rules, codes, renames, targets and what it expects."""

from __future__ import annotations

from pathlib import Path

from county.days import COUNTY

NAME = "Royal County of Northmoor"
# stage, since when, working days, counted from
DEADLINES = [
    ("acknowledgement", "1990-01-01", "", 3, "received"),
    ("corporate_stage_1", "1990-01-01", "2023-03-31", 15, "received"),
    ("corporate_stage_1", "2023-04-01", "", 10, "acknowledged"),
    ("corporate_stage_2", "1990-01-01", "", 20, "acknowledged"),
    ("corporate_stage_3", "2023-01-01", "", 25, "received"),
]
OWN_CODES = [
    ("complaints", "stage", "corporate_stage_3", "Stage 3, panel", ""),
    ("complaints", "outcome", "resolved_early", "Resolved early", "partly_upheld"),
    ("complaints", "channel", "web_chat", "Web chat", "online"),
    ("digital", "channel", "web_chat", "Web chat", "online"),
    ("agency", "reason", "maternity", "Maternity leave", ""),
    ("temporary_accommodation", "accommodation_type", "shared_annexe", "Shared annexe", "bed_and_breakfast"),
]
RENAMES = [("directorate", "Place", "Highways and Environment"), ("service", "Refuse", "Waste and Recycling")]
CLOSING_DAYS = ["2022-12-28", "2022-12-29", "2023-12-28"]
HOUSEHOLDS = {"2022-23": 98_000, "2023-24": 101_500}
YEARLY_SPEND = 240_000_000
TARGETS = [
    ("complaints_timeliness", "corporate_stage_1", "90"),
    ("complaints_timeliness", "corporate_stage_3", "80"),
    ("complaints_received", "", "60"),
    ("digital_take_up", "", "62.5"),
    ("ta_households", "", "20"),
    ("agency_spend", "", "100000"),
    ("homelessness_relief_secured", "", "45"),
]
AMBER = 10  # percentage points, or units, from the target
AREA, REGION, NEIGHBOUR = "E06000900", "E12000009", "E06000901"
EXPECTED = [
    ("complaints", "crm", "crm-{quarter}.csv", "", 5),
    ("complaints", "care", "care*.csv", "care.toml", 7),
    ("ombudsman", "", "ombudsman.csv", "", 5),
    ("compliments", "", "compliments/*.csv", "", 5),
    ("digital", "", "digital.csv", "", 5),
    ("temporary_accommodation", "", "placements.csv", "", 5),
    ("homelessness", "", "homelessness.csv", "", 5),
    ("agency", "", "agency.csv", "", 5),
    ("procurement", "", "contracts.csv", "", 5),
    ("kpis", "", "kpis.csv", "", 10),
    ("budgets", "", "budgets.csv", "", 10),
    ("projects", "", "projects.csv", "", 10),
    ("actions", "", "actions.csv", "", 10),
    ("commentary", "head-of-customers", "comments-customers.csv", "", 12),
    ("commentary", "head-of-housing", "comments-housing.csv", "", 12),
]
DATASETS = [*dict.fromkeys(row[0] for row in EXPECTED), "statutory_homelessness"]
CARE = """\
[columns]
complaint_id = "Case"
directorate = "Dept"
service = "Team"
stage = "Procedure"
received_date = "Logged"
responded_date = "Closed"
outcome = "Finding"

[dates]
format = "dd/mm/yyyy"

[values.stage]
"Children Act, stage 1" = "childrens_stage_1"
"Adult social care" = "adults"

[values.outcome]
"Fault" = "upheld"
"No fault" = "not_upheld"
"Dropped" = "withdrawn"
"""


def table(heading: str, rows: list[tuple[object, ...]]) -> str:
    """A file of lines below its headings."""
    return "\n".join([heading, *(",".join(map(str, row)) for row in rows)]) + "\n"


def texts() -> dict[str, str]:
    """Every file of the county's catalogue."""
    return {
        "councils.csv": table("council,code,region_code,neighbours,name", [(COUNTY, AREA, REGION, NEIGHBOUR, NAME)]),
        "deadlines.csv": table(
            "council,stage,from_date,to_date,working_days,counted_from,source",
            [(COUNTY, *row, "Northmoor policy 4") for row in DEADLINES],
        ),
        "rules.csv": table(
            "council,scheme,amber,amber_of,long_trend", [(COUNTY, "rag", AMBER, "points", "year_before")]
        ),
        "vocabularies.csv": table("dataset,column,code,label,counts_as", [quoted(row) for row in OWN_CODES]),
        "renames.csv": table("council,column,old,new,from_quarter", [(COUNTY, *row, "2023-24-Q1") for row in RENAMES]),
        "closing_days.csv": table("council,date,reason", [(COUNTY, day, "Closed") for day in CLOSING_DAYS]),
        "targets.csv": table(
            "measure,council,area,from_quarter,to_quarter,kind,value",
            [(name, COUNTY, area, "2022-23-Q1", "", "number", value) for name, area, value in TARGETS],
        ),
        "denominators.csv": table(
            "measure,council,from_quarter,to_quarter,value,source",
            [
                *(
                    ("ta_households_per_1000", COUNTY, f"{year}-Q1", f"{year}-Q4", value, "Estimate")
                    for year, value in HOUSEHOLDS.items()
                ),
                ("procurement_benefits_share_of_spend", COUNTY, "2022-23-Q1", "", YEARLY_SPEND, "Accounts"),
            ],
        ),
        "committees.csv": table(
            "council,committee,title,kind,value",
            [(COUNTY, "homes", "Homes Committee", "theme", "temporary_accommodation")],
        ),
        "sources.csv": table(
            "council,dataset,source,file,mapping,due_working_day,owner_role",
            [(COUNTY, *row, "Head of performance") for row in EXPECTED],
        ),
        "care.toml": CARE,
    }


def quoted(row: tuple[str, ...]) -> tuple[str, ...]:
    """Cells of which those with a comma stand in quotation marks."""
    return tuple(f'"{cell}"' if "," in cell else cell for cell in row)


def write(store: Path) -> None:
    """Puts the catalogue into a store that may not exist yet."""
    folder = store / "catalogue"
    folder.mkdir(parents=True)
    for name, text in texts().items():
        (folder / name).write_text(text, encoding="utf-8")
