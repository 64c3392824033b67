"""How the members of a cluster changed in a year, by its registers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from bot.reports.figures import MemberFigures
from knowledge.directory.directory import Organisation

_SIZE = re.compile(
    r"størrelse|antall ansatte|ansatte|size|employees|number of employees|headcount", re.IGNORECASE
)
# The classes of the European Commission (recommendation 2003/361/EC), by employees alone.
_CLASSES = (("1–9", 10), ("10–49", 50), ("50–249", 250))
_LARGE = "250+"


def member_figures(organisations: Sequence[Organisation], first: date, last: date) -> MemberFigures:
    """``first`` and ``last`` are days of the year, both inclusive."""
    before = [one for one in organisations if _was_there_before(one, first)]
    after = [one for one in organisations if _was_there_before(one, last + timedelta(days=1))]
    return MemberFigures(
        before=len(before),
        joined=sum(one.row.joined is not None and first <= one.row.joined <= last for one in organisations),
        left=sum(one.row.left is not None and first <= one.row.left <= last for one in organisations),
        after=len(after),
        undated=sum(one.row.joined is None for one in after),
        types=_counted(one.row.type for one in after),
        places=_counted(one.row.place for one in after),
        sizes=_sizes(after),
    )


def _was_there_before(one: Organisation, day: date) -> bool:
    """On the day before. A last day tells more than a status, which is always that of today."""
    joined, left = one.row.joined, one.row.left
    stays = one.is_member(day) if left is None else left >= day
    return stays and (joined is None or joined < day)


def _counted(labels: Iterable[str]) -> Mapping[str, int]:
    """The most frequent first; spellings that differ in capitals only are one."""
    spelt: dict[str, str] = {}
    counts = Counter(spelt.setdefault(label.casefold(), label) for label in labels)
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def _sizes(organisations: Iterable[Organisation]) -> Mapping[str, int]:
    """Nothing where no register has a column for it."""
    said = [_size(one) for one in organisations]
    return _counted(said) if any(said) else {}


def _size(one: Organisation) -> str:
    value = next((text for name, text in one.row.extra if _SIZE.fullmatch(name.strip())), "")
    digits = re.sub(r"[\s.,]", "", value)
    if not digits.isdecimal():
        return value
    return next((name for name, limit in _CLASSES if int(digits) < limit), _LARGE)
