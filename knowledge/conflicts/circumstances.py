"""What lets two statements differ and both be true: another year, season, weekday, or another group of people."""

from __future__ import annotations

import re
from dataclasses import dataclass

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# The first that fits is taken out before the next is looked for: a non-member is no member.
_GROUPS = {
    "non-member": r"ikke-?medlem\w*|ikkemedlem\w*|non-?members?\b|andre enn medlemmer|utenforstående"
    r"|eksterne?\b|external\w*",
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


@dataclass(frozen=True, slots=True)
class Circumstances:
    """When and for whom a statement holds, as far as it says."""

    years: frozenset[str]
    others: tuple[frozenset[str], ...]

    @classmethod
    def of(cls, quote: str, subject: str, section: tuple[str, ...], titled: frozenset[int]) -> Circumstances:
        """From the sentence; what it does not say, from the heading above it; the year at last from the title.

        ``subject`` is the sentence without its values: the weekday of a date belongs to the date.
        """
        above = " ".join(section)
        years = _YEAR.findall(quote) or _YEAR.findall(above) or map(str, titled)
        others = tuple(
            _found(subject, kinds) or _found(" ".join(section[-1:]), kinds)
            for kinds in (_GROUPS, _SEASONS, _WEEKDAYS)
        )
        return cls(frozenset(years), others)

    def explain(self, other: Circumstances) -> bool:
        """Whether both say for when or whom, and that is not the same: each may be true."""
        pairs = ((self.years, other.years), *zip(self.others, other.others, strict=True))
        return any(one and two and one.isdisjoint(two) for one, two in pairs)


def _found(text: str, kinds: dict[str, str]) -> frozenset[str]:
    left, found = text.lower(), set()
    for name, pattern in kinds.items():
        left, times = re.subn(pattern, " ", left)
        if times:
            found.add(name)
    return frozenset(found)
