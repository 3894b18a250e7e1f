"""The words that a page explains: where its prose first uses one, the word is dotted and leads to its meaning.

Here that is done to the page as the server writes it; assets/scripts/terms.js does the same to what it shows.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from dashboard.catalogue.records import Term
from dashboard.views import contract

# What is said in sentences of ours: the headline, what it rests on, findings and notes. None of it holds blocks.
PROSE = re.compile(
    r'(<(h1|p)\b[^>]*(?:id="app-headline"|class="(?:support|finding|note)")[^>]*>)(.*?)(</\2>)', re.DOTALL
)
AS_IT_IS = re.compile(r"(<a\b.*?</a>|<code>.*?</code>|<[^>]*>)", re.DOTALL)  # in prose: tags, and what is no word of it
PAGE = re.compile(r'href="(/glossary[^"]*)"')  # the page's own link to all words, which keeps the council


@dataclass(frozen=True)
class Words:
    """The terms, ready to be found."""

    finds: re.Pattern[str] | None
    of: dict[str, str]  # the id of each form's term
    json: str

    def marked(self, page: str) -> str:
        """A page with the first use of each term made a link to its meaning."""
        address = PAGE.search(page)
        if not self.finds or not address:
            return page
        finds, seen = self.finds, set[str]()

        def link(found: re.Match[str]) -> str:
            term = self.of[found[0].lower()]
            if term in seen:
                return found[0]
            seen.add(term)
            return f'<a class="term" href="{address[1]}#{term}">{found[0]}</a>'

        def prose(found: re.Match[str]) -> str:
            parts = AS_IT_IS.split(found[3])
            return (
                found[1] + "".join(part if i % 2 else finds.sub(link, part) for i, part in enumerate(parts)) + found[4]
            )

        return PROSE.sub(prose, page)


def pattern(terms: Iterable[Term]) -> str:
    """What finds every form in a text, the longest first, but not inside another word; read by Python and browsers."""
    forms = sorted((form for one in terms for form in one.forms), key=len, reverse=True)
    return rf"(?<![\w-])(?:{'|'.join(map(re.escape, forms))})(?![\w-])"


NONE = Words(None, {}, "null")


@lru_cache(maxsize=8)  # a changed catalogue has others
def known(terms: tuple[Term, ...]) -> Words:
    """These terms; they are put in order once."""
    listed = [contract.Term(id=one.id, word=one.word, forms=list(one.forms), meaning=one.meaning) for one in terms]
    found = contract.Glossary(pattern=pattern(terms), terms=listed)
    of = {form: one.id for one in terms for form in one.forms}
    return Words(re.compile(found["pattern"], re.IGNORECASE), of, json.dumps(found)) if terms else NONE
