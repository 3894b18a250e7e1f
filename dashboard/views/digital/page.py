"""The digital take-up page: how much is done online, do people get to the end, what does it cost, do they like it."""

from __future__ import annotations

from dashboard.basics import formatting as fmt
from dashboard.basics.languages import _
from dashboard.catalogue.themes import built_in
from dashboard.views.cards import against_target
from dashboard.views.changes import against_past
from dashboard.views.declared.own import Own
from dashboard.views.declared.page import theme
from dashboard.views.digital import findings, own_cards
from dashboard.views.digital.scope import Digital


def headline(page: Digital) -> str:
    """The finding: the share made online, and whether it moved."""
    now = page.now
    if now.denominator is None:
        return _("No extract of transactions has been loaded for {quarter}", quarter=page.quarter.label)
    names = page.chosen_channels
    by = f" ({names})" if names else ""
    if now.value is None and page.who:
        return _("{who} had no transactions{by} in {when}", who=page.who, by=by, when=page.when)
    if now.value is None:
        return _("No transactions{by} were made in {months_in_words}", by=by, months_in_words=page.months_in_words)
    of = _(" with {who}", who=page.who) if page.who else ""
    alone = _("; completion, cost and satisfaction are of {names} alone", names=names) if names else ""
    sentence = _("{value} of transactions{of} were made online", value=fmt.percent(now.value), of=of)
    judged = f", {against_target(now)}" if now.target is not None else ""
    moved = "" if page.state.month else against_past(now)
    return _(
        "{sentence} in {when}{judged}{what}{moved}{alone}",
        sentence=sentence,
        when=page.when,
        judged=judged,
        what="; " if moved else "",
        moved=moved,
        alone=alone,
    )


def support(page: Digital) -> str:
    """On how many transactions the headline rests, and where most are left that are not made online."""
    now = page.now
    if not now.denominator:
        return _("Choose another {period_word}, or fewer filters.", period_word=page.period_word)
    sentences = [
        _(
            "{numerator} transactions in {months_in_words}.",
            numerator=fmt.share_of(now.numerator, now.denominator),
            months_in_words=page.months_in_words,
        )
    ]
    if now.target is None:
        sentences.append(_("No target is set."))
    if not page.one_service and (left := still_elsewhere(page)):
        name, count = max(left.items(), key=lambda item: (item[1], item[0]))
        sentences.append(
            _("{name} has the most transactions not made online, {count}.", name=name, count=fmt.number(count))
        )
    return " ".join(sentences)


def still_elsewhere(page: Digital) -> dict[str, int]:
    """How many transactions of each service were not made online; nothing where there is one service alone."""
    parts = page.in_quarter["service"]
    rows = {name: parts.row(page.quarter, name) for name in parts.names([page.quarter])}
    left = {name: row["all_transactions"] - row["online_transactions"] for name, row in rows.items() if row}
    return left if len(left) > 1 else {}


THEME = theme(
    built_in()["digital"],
    Own(
        Digital,
        headline=headline,
        support=support,
        findings={
            "take_up": findings.take_up,
            "directorates": findings.spread,
            "services": findings.spread,
            "months": findings.months,
            "channels": findings.channels,
            "completion": findings.completion,
            "costs": findings.costs,
            "satisfaction": findings.satisfaction,
        },
        cards={"shift": own_cards.shift, "completion": own_cards.completion},
    ),
)
