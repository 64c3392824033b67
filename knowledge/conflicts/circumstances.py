"""What lets two statements differ and both be true: another year, season, weekday, or another group of people."""

from __future__ import annotations

import re

from knowledge.conflicts.statements import Statement
from knowledge.editions import edition_of

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# The first that fits is taken out before the next is looked for: a non-member is no member.
_GROUPS = {
    "non-member": r"ikke-?medlem\w*|ikkemedlem\w*|non-?members?\b|andre enn medlemmer|utenforstående|eksterne?\b|external\w*",
    "student": r"student\w*|elev(?:er|ene)?\b|pupils?\b",
    "start-up": r"oppstart\w*|start-?ups?\b|gründer\w*|startups?\b",
    "small": r"\bsmå\w*|\bsmall\w*|\bmikro\w*|\bsmb\b|\bsmes?\b",
    "large": r"\bstore?\b|\bstor(?:e|t)?\b|\blarge\w*|\bbig\b",
    "public": r"offentlig\w*|kommune\w*|public sector|municipalit\w*",
    "company": r"bedrifts?\b|company delegates?|corporate|professionals?|ansatte i",
    "partner": r"\bpartner\w*",
    "member": r"medlem\w*|\bmembers?\b",
    "child": r"\bbarn\w*|\bchild\w*|\bungdom\w*|\byouth\b",
    "senior": r"pensjonist\w*|senior\w*|pensioner\w*",
}  # fmt: skip
_SEASONS = {
    "spring": r"\bvår(?:en|ens)?\b|\bvår(?=s?[a-zæøå]{4,})(?!t|e\b)|\bspring\b",
    "autumn": r"\bhøst\w*|\bhaust\w*|\bautumn\b|\bfall\b",
    "summer": r"\bsommer\w*|\bsummer\w*|\bsumar\w*",
    "winter": r"\bvinter\w*|\bwinter\w*|\bvetter\w*",
    "christmas": r"\bjule?\w*|\bchristmas\b",
    "easter": r"\bpåske\w*|\beaster\b",
}  # fmt: skip
_WEEKDAYS = {
    "monday": r"\bmandag\w*|\bmåndag\w*|\bmondays?\b",
    "tuesday": r"\btirsdag\w*|\btysdag\w*|\btuesdays?\b",
    "wednesday": r"\bonsdag\w*|\bwednesdays?\b",
    "thursday": r"\btorsdag\w*|\bthursdays?\b",
    "friday": r"\bfredag\w*|\bfridays?\b",
    "saturday": r"\blørdag\w*|\blaurdag\w*|\bsaturdays?\b",
    "sunday": r"\bsøndag\w*|\bsundag\w*|\bsundays?\b",
}  # fmt: skip


def explained(one: Statement, other: Statement) -> bool:
    """Whether they speak of different years, or say of whom or when they speak and that is not the same."""
    years = _years(one), _years(other)
    if all(years) and years[0].isdisjoint(years[1]):
        return True
    for kinds in (_GROUPS, _SEASONS, _WEEKDAYS):
        told = _named(one, kinds), _named(other, kinds)
        if all(told) and told[0].isdisjoint(told[1]):
            return True
    return False


def _years(statement: Statement) -> frozenset[str]:
    """Those in the sentence; else in its heading; else in the title or name of the document."""
    own = frozenset(_YEAR.findall(statement.quote)) | frozenset(
        year for value in statement.values if value.kind == "date" for year in value.of
    )
    above = frozenset(_YEAR.findall(" ".join(statement.passage.section)))
    return own or above or frozenset(map(str, edition_of(statement.source).years))


def _named(statement: Statement, kinds: dict[str, str]) -> frozenset[str]:
    """In the sentence without its values: the weekday of a date belongs to the date."""
    own = _found(statement.subject, kinds)
    return own or _found(" ".join(statement.passage.section[-1:]), kinds)


def _found(text: str, kinds: dict[str, str]) -> frozenset[str]:
    left, found = text.lower(), set()
    for name, pattern in kinds.items():
        left, times = re.subn(pattern, " ", left)
        if times:
            found.add(name)
    return frozenset(found)
