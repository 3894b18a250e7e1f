"""Where the figures come from: the papers, held against ours; the extracts loaded; the catalogue."""

from __future__ import annotations

import csv
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from weakref import WeakKeyDictionary

from dashboard.basics import formatting as fmt
from dashboard.basics.languages import N_, _, n_
from dashboard.basics.translations import TEMPLATE
from dashboard.catalogue.records import FOLDER, Document
from dashboard.catalogue.themes import QUERIES, THEMES
from dashboard.catalogue.unread import SOURCES
from dashboard.measures.reconciling.comparing import NO_PAPER, Comparison, compare_all
from dashboard.measures.reconciling.kinds import (
    COUNTED,
    DIFFERS,
    ENTERED,
    FROM_RECORDS,
    KNOWN,
    NOT_COMPUTED,
    SAME,
    dataset_of,
    summary,
)
from dashboard.pages.filters import State
from dashboard.pages.registry import pages_of
from dashboard.store.data import NATIONAL, Data
from dashboard.store.database import Row
from dashboard.store.health import broken_files, of_the_store
from dashboard.store.manifest import Extract
from dashboard.views.pieces import Column, Crumb, Passage, Table
from dashboard.views.revised import revised

FILES = {
    "measures.csv": N_("Measures: what each is made of, its unit, and whether more or less is better"),
    "council_measures.csv": N_("What a council has its own of: printed codes, polarity, short titles, definitions"),
    "events.csv": N_("What happened to measures: new levels and their reason, and what a reader should know"),
    "rules.csv": N_("By which rules a council's measures are judged: status words, amber, long trend"),
    "targets.csv": N_("Targets, with the quarters for which they hold"),
    "plan.csv": N_("Where a council's plan has a measure: priority, outcome, programme"),
    "committees.csv": N_("What is in the remit of each of a council's committees"),
    "deadlines.csv": N_("Working days in which complaints are to be answered"),
    "denominators.csv": N_("What rates are measured against, such as the number of households"),
    "benchmarks.csv": N_("Values of other places, with their source"),
    "councils.csv": N_("Which area of national tables a council is, its region and its neighbours"),
    "closing_days.csv": N_("Days on which a council does not work, beside weekends and bank holidays"),
    "labels.csv": N_("The words for codes"),
    "glossary.csv": N_("What words mean, as pages explain them"),
    "public.csv": N_("Tables that everybody may see, at /data"),
    "vocabularies.csv": N_("Codes of a council's own, such as a stage or an outcome"),
    "renames.csv": N_("Directorates and services that have another name now"),
    "documents.csv": N_("The papers"),
    "highlights.csv": N_("What the papers say beside their figures"),
    "published.csv": N_("Every figure that the papers print"),
}


@dataclass(frozen=True)
class Paper:
    """A paper: what was taken from it, where it contradicts itself, what is not computed and why, what else it says.

    `counts` are its figures by verdict, `same` those that agree by what ours are.
    """

    document: Document
    council: str
    counts: Counter[str]
    same: Counter[str]
    pages: tuple[Crumb, ...]
    contradictions: tuple[str, ...]
    differing: tuple[str, ...]
    reasons: Table
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class Sources:
    """All that the page says."""

    lead: str
    papers: Table
    each: tuple[Paper, ...]
    extracts: tuple[tuple[str, Table], ...]
    damaged: tuple[str, ...]
    revised: Table
    catalogue: Table


# what was found of a release: holding every figure against ours takes about a second
kept: WeakKeyDictionary[Data, list[Comparison]] = WeakKeyDictionary()
lock = threading.Lock()


def compared(data: Data) -> list[Comparison]:
    """Every published figure beside ours, worked out once a release."""
    with lock:
        if data not in kept:
            kept[data] = compare_all(data)
        return kept[data]


def sources(data: Data) -> Sources:
    """Everything the page says of this release."""
    found = compared(data)
    each = tuple(paper(data, document, found) for document in data.catalogue.documents.values())
    return Sources(
        lead=lead(found, len(each)),
        papers=papers(each),
        each=each,
        extracts=extracts(data),
        damaged=(*of_the_store(data), *(f"{file} {reason}." for file, reason in broken_files(data))),
        revised=revised(data),
        catalogue=catalogue(data),
    )


def lead(found: Sequence[Comparison], papers_count: int) -> str:
    """How many figures the papers print, and how ours compare; how to enter one where there is none."""
    if not found and not papers_count:
        return _(NO_PAPER)
    doubtful = {(one.published.document, one.published.known) for one in found if one.published.known}
    printed = n_(
        "{papers_count} paper prints figures that are held against ours.",
        "{papers_count} papers print figures that are held against ours.",
        papers_count,
        papers_count=fmt.in_words(papers_count).capitalize(),
    )
    contradicted = n_(
        "In {places} place a paper contradicts itself or another.",
        "In {places} places a paper contradicts itself or another.",
        len(doubtful),
        places=fmt.in_words(len(doubtful)) if doubtful else _("no"),
    )
    return f"{printed} {summary((one.verdict, one.kind) for one in found)} {contradicted}"


def paper(data: Data, document: Document, found: Sequence[Comparison]) -> Paper:
    """What was taken from one paper."""
    its = [one for one in found if one.published.document == document.id]
    missing = [one for one in its if one.verdict == NOT_COMPUTED]
    return Paper(
        document=document,
        council=data.catalogue.label("", "council", document.council),
        counts=Counter(one.verdict for one in its),
        same=Counter(one.kind for one in its if one.verdict == SAME),
        pages=pages(data, document, its),
        contradictions=tuple(dict.fromkeys(one.published.known for one in its if one.published.known)),
        differing=tuple(
            _(
                "{place}: printed {printed}, computed {computed}",
                place=one.published.place,
                printed=one.published.printed,
                computed=one.computed,
            )
            for one in its
            if one.verdict == DIFFERS
        ),
        reasons=Table(
            (Column("reason", _("Why it is not computed")), Column("printed", _("Printed"))),
            tuple(
                {
                    "reason": reason,
                    "printed": "; ".join(
                        f"{one.published.printed} ({one.published.place})" for one in missing if one.note == reason
                    ),
                }
                for reason in dict.fromkeys(one.note for one in missing)
            ),
        ),
        passages=tuple(
            Passage(title=one.title, text=one.text, source=f"{one.source}.")
            for one in data.catalogue.highlights
            if one.document == document.id
        ),
    )


def pages(data: Data, document: Document, its: Sequence[Comparison]) -> tuple[Crumb, ...]:
    """The pages that show what the paper prints, at its council and, where loaded, its period."""
    datasets = {dataset_of(data, one.published.measure) for one in its if one.verdict != NOT_COMPUTED}
    found = []
    for page in pages_of(data):
        if datasets.intersection(page.datasets) and document.council in data.councils(page.dataset):
            period = next(
                (p for p in reversed(data.finest_periods(page.dataset, document.council)) if p <= document.period),
                data.finest_periods(page.dataset, document.council)[0],
            )
            found.append(Crumb(page.title, page.path + State(document.council, period).query()))
    return tuple(found)


def papers(each: Sequence[Paper]) -> Table:
    """The papers side by side; what is from records, counted and as entered is the same as ours."""
    return Table(
        (
            Column("title", _("Paper")),
            Column("council", _("Council")),
            Column("period", _("Period")),
            Column("figures", _("Figures"), "count"),
            Column("records", _("From records"), "count"),
            Column("counted", _("Counted"), "count"),
            Column("entered", _("As entered"), "count"),
            Column("known", _("Known difference"), "count"),
            Column("differs", _("Other difference"), "count"),
            Column("missing", _("Not computed"), "count"),
            Column("contradictions", _("Contradicts itself"), "count"),
        ),
        tuple(
            {
                "title": one.document.title,
                "council": one.council,
                "period": one.document.period.label,
                "figures": one.counts.total(),
                "records": one.same[FROM_RECORDS],
                "counted": one.same[COUNTED],
                "entered": one.same[ENTERED],
                "known": one.counts[_(KNOWN)],
                "differs": one.counts[DIFFERS],
                "missing": one.counts[_(NOT_COMPUTED)],
                "contradictions": len(one.contradictions),
            }
            for one in each
        ),
    )


def extracts(data: Data) -> tuple[tuple[str, Table], ...]:
    """For each council its current extracts, by dataset and period."""
    current = data.manifest.current()
    councils = sorted({one.council for one in current})
    return tuple(
        (
            data.catalogue.label("", "council", council),
            Table(EXTRACT_COLUMNS, tuple(extract_row(data, one) for one in current if one.council == council)),
        )
        for council in councils
    )


EXTRACT_COLUMNS = (
    Column("dataset", N_("Dataset")),
    Column("period", N_("Period")),
    Column("file", N_("File")),
    Column("rows", N_("Rows"), "count"),
    Column("release", N_("Release"), "count"),
    Column("loaded", N_("Loaded")),
    Column("checksum", "SHA-256"),
    Column("state", N_("State")),
)


def extract_row(data: Data, one: Extract) -> dict[str, object]:
    """One extract: its file, when it came, and whether it can still be read."""
    broken = {item.extract.path for item in data.damaged}
    kind = (
        _("illustrative") if one.illustrative else _("published") if one.dataset in NATIONAL else _("the council's own")
    )
    return {
        "dataset": data.catalogue.label("", "dataset", one.dataset),
        "period": one.period.label,
        "file": one.named,
        "rows": one.rows,
        "release": one.release,
        "loaded": one.loaded_at[:10],
        "checksum": one.source_sha256[:12],
        "state": _("damaged: load it again") if one.path in broken else _("sound, {kind}", kind=kind),
    }


def catalogue(data: Data) -> Table:
    """The catalogue's files: its tables, with how many rows each has and how many a council has added, the
    declarations of datasets, and a council's own SQL."""
    own = data.settings.data / "catalogue"
    tables: list[Row] = [
        {
            "file": name,
            "what": _(what),
            "rows": rows_in(FOLDER / name),
            "own": None if name in data.faulty else rows_in(own / name),
        }
        for name, what in FILES.items()
    ]
    texts: Row = {
        "file": TEMPLATE.relative_to(FOLDER).as_posix(),
        "what": _("Every text of the dashboard, for translators"),
        "rows": None,
        "own": None,
    }
    return Table(
        (
            Column("file", _("File")),
            Column("what", _("What it holds")),
            Column("rows", _("Rows"), "count"),
            Column("own", _("Rows a council added"), "count"),
        ),
        (*tables, texts, *declarations(data, FOLDER), *declarations(data, own), *own_queries(own), *expectations(own)),
    )


def declarations(data: Data, folder: Path) -> Iterator[Row]:
    """A catalogue's declarations of datasets; one that cannot be used says so."""
    whose = "" if folder == FOLDER else _(", the council's own")
    for path in sorted((folder / THEMES).glob("*.toml")):
        name = f"{THEMES}/{path.name}"
        known = data.catalogue.datasets.get(path.stem) if name not in data.faulty or folder == FOLDER else None
        page = _(" and the page that shows them") if known and known.page else ""
        label = data.catalogue.label("", "dataset", path.stem)
        what = (
            _("{label}: their columns{page}{whose}", label=label, page=page, whose=whose)
            if known
            else _("A dataset{whose}, that has mistakes", whose=whose)
        )
        yield {"file": name, "what": what, "rows": None, "own": None}


def own_queries(own: Path) -> Iterator[Row]:
    """A council's own SQL."""
    for path in sorted((own / QUERIES).glob("*.sql")):
        yield {
            "file": f"{QUERIES}/{path.name}",
            "what": _("SQL that counts, the council's own"),
            "rows": None,
            "own": None,
        }


def expectations(own: Path) -> Iterator[Row]:
    """Which files a council expects, where it has written that down."""
    if (own / SOURCES).is_file():
        what = _("Which files are expected each quarter, the council's own")
        yield {"file": SOURCES, "what": what, "rows": None, "own": rows_in(own / SOURCES)}


def rows_in(path: Path) -> int:
    """The rows below the heading, none where there is no file."""
    if not path.exists():
        return 0
    with path.open(encoding="utf-8-sig", newline="") as file:
        return max(sum(1 for cells in csv.reader(file) if any(cells)) - 1, 0)
