"""The catalogue's CSV files: what each is called, its columns, and which of them say which row it is."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.catalogue import committees, events, public, vocabularies
from dashboard.catalogue.records import (
    Council,
    Highlight,
    Measure,
    PlanPlace,
    Published,
)

OF_VERDICTS = ("clear", "look", "fewest_cases", "target_cases", "run")
OWN_RULES = (
    "scheme",
    "amber",
    "amber_of",
    "long_trend",
    *OF_VERDICTS,
)  # how a council judges, where not as the server's settings do
READ = ("read_as", "judged")  # how verdicts read a measure
OWN_WORDS = (
    "code",
    "polarity",
    "short_title",
    "definition",
    *READ,
)  # what a council may have its own of, of any measure


@dataclass(frozen=True)
class Table:
    """A catalogue file: its name, its columns, those that say which row it is, and the file whose rows it names.

    The project has rows of its own in some; others hold what councils write alone.
    """

    file: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    builds_on: str = ""
    optional: tuple[str, ...] = ()
    ours: bool = False


MEASURES = Table(
    "measures.csv",
    tuple(name for name in Measure.__dataclass_fields__ if name != "apart"),
    ("id",),
    optional=READ,
    ours=True,
)
OF_COUNCILS = Table(
    "council_measures.csv",
    ("measure", "council", *OWN_WORDS),
    ("measure", "council"),
    MEASURES.file,
    optional=OWN_WORDS,
)
TARGETS = Table(
    "targets.csv",
    ("measure", "council", "area", "from_quarter", "to_quarter", "kind", "value"),
    ("measure", "council", "area"),
    MEASURES.file,
)
DEADLINES = Table(
    "deadlines.csv",
    ("council", "stage", "from_date", "to_date", "working_days", "counted_from", "source"),
    ("council", "stage"),
    optional=("council", "counted_from"),
    ours=True,
)
DENOMINATORS = Table(
    "denominators.csv",
    ("measure", "council", "from_quarter", "to_quarter", "value", "source"),
    ("measure", "council"),
    MEASURES.file,
)
BENCHMARKS = Table(
    "benchmarks.csv",
    ("measure", "comparator", "comparator_code", "quarter", "value", "source"),
    ("measure", "comparator", "quarter"),
    MEASURES.file,
)
COUNCILS = Table(
    "councils.csv",
    tuple(Council.__dataclass_fields__),
    ("council",),
    optional=("former_codes", "nation", "name", "accent", "logo", "template"),
)
PLAN = Table("plan.csv", tuple(PlanPlace.__dataclass_fields__), ("measure", "council"), MEASURES.file)
DOCUMENTS = Table("documents.csv", ("document", "council", "period", "title", "file"), ("document",))
HIGHLIGHTS = Table(
    "highlights.csv",
    tuple(Highlight.__dataclass_fields__),
    ("council", "period", "kind", "title"),
    DOCUMENTS.file,
    optional=("owner_role", "rating", "priority", "measures"),
)
LABELS = Table(
    "labels.csv", ("dataset", "column", "code", "label"), ("dataset", "column", "code"), vocabularies.FILE, ours=True
)
PUBLISHED = Table("published.csv", tuple(Published.__dataclass_fields__), (), MEASURES.file)
CLOSING_DAYS = Table("closing_days.csv", ("council", "date", "reason"), ("council", "date"))
RENAMES = Table(
    "renames.csv",
    ("council", "dataset", "column", "old", "new", "from_quarter"),
    (),
    optional=("dataset", "from_quarter"),
)
# read with the declarations, to whose columns it adds
VOCABULARIES = Table(
    vocabularies.FILE, vocabularies.COLUMNS, ("dataset", "column", "code"), optional=vocabularies.OPTIONAL
)
COMMITTEES = Table(
    committees.FILE,
    committees.COLUMNS,
    ("council", "committee", "kind", "value"),
    MEASURES.file,
    optional=committees.OPTIONAL,
)
EVENTS = Table(
    events.FILE,
    events.COLUMNS,
    ("council", "measure", "area", "quarter", "kind", "text"),
    MEASURES.file,
    optional=events.OPTIONAL,
)
PUBLIC = Table(
    public.FILE,
    public.COLUMNS,
    ("dataset", "dimensions", "measures"),
    MEASURES.file,
    optional=("measures",),
    ours=True,
)
GLOSSARY = Table("glossary.csv", ("term", "forms", "meaning"), ("term",), optional=("forms",), ours=True)
RULES = Table("rules.csv", ("council", *OWN_RULES), ("council",), optional=OWN_RULES)
TABLES = (
    MEASURES, OF_COUNCILS, TARGETS, DEADLINES, DENOMINATORS, BENCHMARKS, COUNCILS, PLAN, DOCUMENTS, HIGHLIGHTS, LABELS,
    PUBLISHED, RULES, EVENTS, VOCABULARIES, CLOSING_DAYS, RENAMES, COMMITTEES,
    PUBLIC, GLOSSARY,
)  # fmt: skip
