"""The words by which a sentence says what its numbers are of: the measure, a figure in general, or something else."""

from __future__ import annotations

import re

# words for what the catalogue calls otherwise, by the beginnings that `about` compares
ALSO = {
    "answer": ("responded", "responses", "response", "dealt", "replied", "timeliness", "time"),
    "spend": ("spent", "spending", "expenditure"),
    "fte": ("full-time", "equivalents", "posts"),
    "take-u": ("take", "takeup"),
    "accept": ("acceptances",),
    "online": ("digitally",),
}
GENERAL = re.compile(
    r"\b(?:performance|figures?|rate|timeliness|outturn|results?|proportion|percentage|share|numbers?|volumes?|totals?|"
    r"it|this|these|they|that|we)\b",
    re.IGNORECASE,
)
COUNTED = re.compile(r"\b(?:volumes?|numbers?)\b", re.IGNORECASE)  # a share is neither
PEOPLE = (
    r"staff|officers?|respondents?|residents|businesses|customers|landlords?|services?|teams|directorates?|calls|"
    r"letters?|questionnaires?|survey\w*|visits?|meetings?|systems?|hotline|access|lists?"
)
OUTCOMES = r"train\w*|satisf\w*|sick\w*|absen\w*|overtime|vacan\w*|advertis\w*|delay\w*|waiting|concern\w*|relat\w*"
PLANS = (
    r"aim\w*|plan(?:s|ned|ning)?|hop(?:e|es|ing)|expect\w*|forecast\w*|predict\w*|project\w*|will|would|could|should|"
    r"may|might|must|next|on course|on track|priorit\w*|by (?:next|the end|march|april|20\d\d)|at least|at most|up to"
)
MONEY = r"budget\w*|(?:over|under)-?spen[dt]\w*|invest\w*|grants?|sav(?:e|ed|es|ing|ings)|cost(?:s|ing)?"
ELSEWHERE = r"national\w*|england|london|average|regional\w*|other councils|neighbour\w*|private"
SOME = (
    r"late|overdue|new|remaining|majority|of which|of whom|including|specifically|made up|account\w* for|came from|"
    r"caus\w*|because|due to|about|weeks?|weekly|daily|month|monthly|each year|every year"
)
# what a number may be of instead of the measure
OTHER = re.compile(rf"\b(?:{PEOPLE}|{OUTCOMES}|{PLANS}|{MONEY}|{ELSEWHERE}|{SOME})\b", re.IGNORECASE)
FOR = re.compile(r"\bfor\s+(?:the |our |all |their )?([a-z][\w-]+(?:\s+[a-z][\w-]+)?)")
PLACE = re.compile(r"\b(?:for|in|by|at|from|to)\s+(?!Q\.?\s?\d)[A-Z]\w+")
SMALL = frozenset(
    re.findall(
        r"\S+",
        "a an the of for in on at by to and or all our their its those these this that which were was are is be been "
        "being have has had with within from as who we it they only just now more than also still per whose whatever "
        "council council's period quarter year day days end number received",
    )
)
