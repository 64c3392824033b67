"""What an operator should know of registers put together: who is one, who is contradicted, who is missing.

Over all audiences. What an asker is shown is put together of the rows that they may see, and of no others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from knowledge.directory.directory import Directory, ranked
from knowledge.directory.merging import Group, digits, grouped, site_of
from knowledge.records.register import Told
from knowledge.reports import Because, Contradiction, Merge, Saying
from knowledge.rows import MemberRow, PersonRow

# Of these there is one. A description or a contact may well be another one in another place.
_OF_WHICH_ONE = ("type", "place", "website", "number", "joined", "left", "status")
_MOST_NAMED = 10


@dataclass(frozen=True, slots=True)
class Findings:
    """``unregistered`` are people by their sources, with the organisation that they name and that no register does."""

    merges: tuple[Merge, ...]
    contradictions: tuple[Contradiction, ...]
    unregistered: tuple[tuple[str, str], ...]

    @property
    def warnings(self) -> tuple[tuple[str, str], ...]:
        """A sentence for each file whose people belong nowhere."""
        by_path: dict[str, list[str]] = {}
        for source, name in self.unregistered:
            by_path.setdefault(source.partition("#")[0], []).append(name)
        return tuple((path, _homeless(names)) for path, names in by_path.items())


def findings(members: Sequence[Told[MemberRow]], people: Sequence[Told[PersonRow]], day: date) -> Findings:
    groups = [group for group in grouped(members) if len(group.places) > 1]
    return Findings(
        tuple(merge for group in groups for merge in _merges(group, members)),
        tuple(one for group in groups for one in _contradictions([members[n] for n in group.places])),
        tuple(_unregistered(Directory(members, people), day)) if members else (),
    )


def _merges(group: Group, members: Sequence[Told[MemberRow]]) -> Iterator[Merge]:
    for link in group.links:
        one, other = (members[place].source.source for place in (link.one, link.other))
        yield Merge(one, other, link.reasons)


def _contradictions(told: Sequence[Told[MemberRow]]) -> Iterator[Contradiction]:
    first = ranked(told)
    for field in _OF_WHICH_ONE:
        said = [one for one in first if getattr(one.row, field)]
        others = [one for one in said[1:] if _plain(one.row, field) != _plain(said[0].row, field)]
        if others:
            yield Contradiction(
                first[0].row.name,
                field,
                _saying(said[0], field),
                tuple(_saying(one, field) for one in others),
                _because(said[0], others[0]),
            )


def _plain(row: MemberRow, field: str) -> str:
    """A value as it is compared."""
    text = str(getattr(row, field))
    if field == "website":
        return site_of(text) or text
    return digits(text) or text if field == "number" else text.casefold()


def _saying(told: Told[MemberRow], field: str) -> Saying:
    return Saying(str(getattr(told.row, field)), told.source.source)


def _because(used: Told[MemberRow], other: Told[MemberRow]) -> Because:
    if used.row.trust != other.row.trust:
        return "more trusted"
    return "first" if used.source.updated == other.source.updated else "newer"


def _unregistered(directory: Directory, day: date) -> Iterator[tuple[str, str]]:
    for person in directory.people:
        if person.organisation is None and person.row.organisation and person.is_active(day):
            yield person.told["organisation"].source, person.row.organisation


def _homeless(organisations: Sequence[str]) -> str:
    count, names = len(organisations), list(dict.fromkeys(organisations))
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    those = "1 person belongs to an organisation" if count == 1 else f"{count} people belong to organisations"
    return f"{those} that no register names: {', '.join(names[:_MOST_NAMED])}{more}"
