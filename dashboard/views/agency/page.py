"""The agency staff page: what agency workers cost against last year and the target, how many, where and why."""

from __future__ import annotations

from dashboard.basics import formatting as fmt
from dashboard.basics.languages import N_, _, n_
from dashboard.catalogue.themes import built_in
from dashboard.measures.components import Reading
from dashboard.views.agency import findings, spending, tiles
from dashboard.views.agency.longest import longest
from dashboard.views.agency.scope import Agency
from dashboard.views.agency.summary import summary
from dashboard.views.cards import highest_first
from dashboard.views.changes import against_past
from dashboard.views.declared.own import Own
from dashboard.views.declared.page import theme
from dashboard.views.nothing import recorded
from dashboard.views.pieces import Crumb


def headline(page: Agency) -> str:
    """The finding: what agency staff cost, against the same quarter of the year before and against the target."""
    now = page.now
    if now.value is None:
        return _("No extract of agency staff has been loaded for {quarter}", quarter=page.quarter.label)
    row = page.row
    if page.who and not recorded(page):
        return _(
            "{who} had no agency staff{reasons} in {months_in_words}",
            who=page.who,
            reasons=page.reasons,
            months_in_words=page.months_in_words,
        )
    if row is not None and not row["assignments"]:
        return _(
            "Nothing was paid for {phrase} in {months_in_words}",
            phrase=page.phrase,
            months_in_words=page.months_in_words,
        )
    sentence = _(
        "{subject} cost {value} in {months_in_words}",
        subject=page.subject,
        value=fmt.pounds_in_words(now.value),
        months_in_words=page.months_in_words,
    )
    before = None if page.state.month else page.over_time.value(page.focus, page.quarter.year_before())
    year = page.quarter.kind == "year"
    ago = _("the year before") if year else _("the same {period_word} of the year before", period_word=page.period_word)
    compared = findings.against(now.value, before, _("in {ago}", ago=ago))
    found = f"{sentence}, {compared}" if compared else sentence
    if now.target is not None:
        found += judged(now, before if compared else None)
    past = against_past(now) if now.verdict.judged and not page.state.month else ""
    return f"{found}; {past}" if past else found


def judged(now: Reading, before: float | None) -> str:
    """How the spend stands against its target, as the end of a sentence that may have set it beside a year before."""
    met, target = now.target_word == "met", target_in_words(now)
    if now.strict:
        meets, misses = N_("; this meets the target of {target}"), N_("; this misses the target of {target}")
        return _(meets if met else misses, target=target)
    within, above = N_("within the target of {target}"), N_("above the target of {target}")
    side = _(within if met else above, target=target)
    if before is None:
        return f", {side}"
    also, however = N_(" and {side}"), N_(" but {side}")
    return _(also if met == ((now.value or 0) <= before) else however, side=side)


def target_in_words(reading: Reading) -> str:
    """`less than £2.2 million`; exact where the rounded words would read the same as the value's."""
    words = fmt.pounds_in_words(reading.target)
    if words == fmt.pounds_in_words(reading.value):
        words = fmt.pounds(reading.target)
    return f"{(_('less than ') if reading.strict else '')}{words}"


def support(page: Agency) -> str:
    """How many they are, where most was spent, and where the target comes from."""
    row = page.row
    if row is None or not row["assignments"]:
        return _("Choose another quarter, or fewer filters.")
    sentences = [staffing(page)]
    for split, places in (("directorate", page.state.of("directorate")), ("service", page.state.of("service"))):
        parts, total = page.in_quarter[split], page.now.value or 0
        names = parts.names([page.quarter])
        if len(names) > 1 and not (split == "directorate" and len(places) == 1) and total > 0:
            top = highest_first(
                {"label": name, "value": parts.value(page.focus, page.quarter, name) or 0} for name in names
            )[0]
            share = fmt.percent(100 * top["value"] / total)
            sentences.append(
                _(
                    "{label} spent most: {value} ({share}).",
                    label=top["label"],
                    value=fmt.pounds_in_words(top["value"]),
                    share=share,
                )
            )
            break
    if page.now.strict and page.now.target is not None:
        found = page.data.catalogue.target(page.focus, page.offer.council, "", page.quarter)
        share = {"quarter": _("a quarter"), "half_year": "half"}.get(page.quarter.kind, _("the whole"))
        words = f"{found.value[0].lower()}{found.value[1:]}" if found else ""
        sentences.append(
            _("The target, {words}, is held against {share} of that year's spend.", words=words, share=share)
        )
    return " ".join(sentences)


def staffing(page: Agency) -> str:
    """How many full-time equivalents, and whether that meets their target."""
    reading = page.shown().reading(page.fte, page.quarter)
    if reading.value is None:
        also = _(", and why they are needed,") if page.sums_alone else ""
        return _("How many full-time equivalents they are{also} is not recorded.", also=also)
    number = fmt.neat(reading.value)
    sentence = n_(
        "In {last_month} they came to {number} full-time equivalent",
        "In {last_month} they came to {number} full-time equivalents",
        1 if number == "1" else reading.value,
        last_month=page.last_month,
        number=number,
    )
    if reading.target is None:
        return f"{sentence}."
    over = fmt.rounded(reading.value - reading.target, 1)
    if over == 0:
        return _("{sentence}, exactly the target.", sentence=sentence)
    above = N_("{sentence}, {over} above the target of {target}.")
    below = N_("{sentence}, {over} below the target of {target}.")
    return _(above if over > 0 else below, sentence=sentence, over=fmt.neat(abs(over)), target=fmt.neat(reading.target))


def record_links(page: Agency) -> tuple[Crumb, ...]:
    """The link to the records behind the numbers on show."""
    row = page.row
    if row is None:
        return ()
    count = row["assignments"]
    words = (
        (_("monthly sum"), _("monthly sums"))
        if page.sums_alone
        else (_("month of an assignment"), _("months of assignments"))
    )
    return (Crumb(fmt.plural(count, *words), page.to_records("counts") if count else None),)


THEME = theme(
    built_in()["agency"],
    Own(
        Agency,
        headline=headline,
        support=support,
        findings={
            "directorates": findings.spent_most,
            "services": findings.spent_most,
            "months": findings.months,
            "fte": findings.fte,
            "off_contract": findings.off_contract,
            "roles": findings.roles,
            "reasons": findings.reasons,
        },
        finished={"roles": spending.beside_last_year, "reasons": spending.beside_last_year},
        cards={
            "spend": spending.spend,
            "cumulative": spending.cumulative,
            "longest": longest,
            "summary": summary,
        },
        tiles={"spend": tiles.spend, "others": tiles.others},
        record_links=record_links,
    ),
)
