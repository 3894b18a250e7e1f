"""What an import of published ledgers says when it is done."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from dashboard.basics import formatting as fmt
from dashboard.basics.errors import counted, listed, quoted
from dashboard.basics.toml_files import toml_text
from dashboard.imports.spend_ledger import Ledger, Outcome
from dashboard.imports.spend_limits import SHOWN, Shortfall
from dashboard.imports.spend_months import Holding, named
from dashboard.store import database


def pounds(amount: Decimal) -> str:
    """`£1,234.50`."""
    return fmt.pounds(float(amount), 2)


def lines_read(ledger: Ledger, outcomes: Sequence[Outcome], used: set[str]) -> list[str]:
    """What the files hold: agency staff, other spending, and how they are written."""
    agency = [one for one in outcomes if one.outcome == "read" and one.is_agency]
    other = [one for one in outcomes if one.outcome == "read" and not one.is_agency]
    forms = sorted({file.form for file in ledger.files})
    count = sum(one.lines for one in (*agency, *other))
    negative = sum((one.credits for one in agency), Decimal(0))
    said = [
        f"{counted(count, 'row')} read ({' and '.join(forms)}).",
        f"Agency staff: {counted(sum(one.lines for one in agency), 'row')}, {pounds(total(agency))}"
        + (f", credits of {pounds(-negative)} taken off." if negative else "."),
        f"Other spending: {counted(sum(one.lines for one in other), 'row')}, {pounds(total(other))}.",
    ]
    said += [
        f"{file.path.name}: each row has {counted(file.surplus, 'field')} more than the heading; the columns that it "
        "names were read."
        for file in ledger.files
        if file.surplus
    ]
    said += [
        f"Note: no row has the category {quoted(one)}." for one in ledger.mapping.agency.spellings if one not in used
    ]
    return said


def total(outcomes: Sequence[Outcome]) -> Decimal:
    """The sum of the lines."""
    return sum((one.amount for one in outcomes), Decimal(0))


def quarter_lines(holding: Holding) -> list[str]:
    """What a quarter holds, and a warning where it is not whole."""
    staff = f"{counted(holding.agency_lines, 'row')} of agency staff, {pounds(holding.agency_gbp)}"
    said = [f"{holding.period.long_label}: {named(list(holding.months))}; {staff}."]
    if holding.lacking:
        said.append(
            f"Warning: these files hold nothing of {named(holding.lacking)}, so the spending of {holding.period.label} "
            "is not that of a whole quarter."
        )
    return said


def passed_over(holding: Holding, likely: Sequence[database.Row], named_ones: Sequence[str]) -> list[str]:
    """Why a quarter was not stored: nothing of it is agency staff, by the names that the mapping gives."""
    why = "no row of it has a category that the mapping names"
    first = f"Warning: {holding.period.long_label} was passed over and stays a gap: {why}."
    if holding.lacking:
        only = f"these files hold {named(list(holding.months))} alone, and no agency staff in it."
        first = f"{holding.period.label} was passed over: {only}"
    said = [first]
    if likely:
        said.append("  Categories of it that sound like agency staff:")
        said += [f"    {category_line(row)}" for row in likely[:SHOWN]]
        said.append(
            "  If one of them is, add it to the mapping, under [agency]: category = "
            f"[{', '.join(map(toml_text, [*named_ones, *(row['category'] for row in likely[:SHOWN])]))}]"
        )
    if not holding.lacking:
        said.append(f"  If nothing was paid for agency staff in it, say so with --nothing-paid {holding.period.id}.")
    return said


def category_line(row: database.Row) -> str:
    """A category with its rows and its sum."""
    return f"{row['category'] or '(empty)'}: {counted(row['lines'], 'row')}, {fmt.pounds(float(row['amount']), 2)}"


def left_out(outcomes: Sequence[Outcome], everything: Shortfall, agency: Shortfall, target: Path) -> list[str]:
    """What could not be read, and what that means for the spending shown."""
    said = []
    if totals := sum(one.lines for one in outcomes if one.outcome == "total"):
        said.append(f"{counted(totals, 'row')} with a total below the table left out.")
    if everything.lines:
        share = fmt.percent(everything.percent, 2)
        known = f"the {everything.known:,} whose amount is known sum to {pounds(everything.amount)}"
        said.append(
            f"{counted(everything.lines, 'row')} could not be read ({share}); "
            f"{known if everything.known else 'of none is the amount known'}."
        )
        broken = sum(one.lines for one in outcomes if one.outcome == "broken" and not one.is_agency)
        if agency.lines:
            said.append(
                f"  {agency.lines:,} of them agency staff, {pounds(agency.amount)} as far as known: the spending shown "
                "lacks these."
            )
        else:
            said.append("  None of them is known to be agency staff.")
        other = everything.lines - agency.lines - broken
        if other:
            said.append(f"  {other:,} of other categories, which change nothing that is shown.")
        if broken:
            said.append(f"  {broken:,} whose category cannot be told.")
    if said:
        said.append(f"They are listed in {target}.")
    return said


def kept(suppliers: bool) -> list[str]:
    """What is stored of suppliers, and what such files do not say."""
    names = (
        "Suppliers' names are stored, as --keep-suppliers asks; some may be people's."
        if suppliers
        else "Suppliers' names are not stored."
    )
    return [
        names,
        "Such files do not say how many people (FTE), why, or whether on contract: these are shown as not known.",
    ]


def sources(ledger: Ledger, numbers: Sequence[int], most: int) -> str:
    """The names of files, the end of a long list counted."""
    return listed([ledger.files[number].path.name for number in numbers], most)
