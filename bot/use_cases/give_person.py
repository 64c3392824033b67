"""Gives a person what is kept of them, without what others may read and they may not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from knowledge.audiences import AudienceRule
from knowledge.privacy.identity import Identity
from knowledge.records.persons import Persons

# Kept for readers that each row names.
_FOR_READERS = ("holdings", "curated_answers")


@dataclass(frozen=True, slots=True)
class Given:
    """``told`` by the table that holds it; ``mentions`` are documents that name the person."""

    told: Mapping[str, Sequence[Mapping[str, Any]]]
    mentions: tuple[str, ...]


class GivePerson:
    def __init__(self, persons: Persons, rule: AudienceRule) -> None:
        self._persons = persons
        self._rule = rule

    def run(self, identity: Identity, audiences: frozenset[str]) -> Given:
        """``audiences`` are the person's own now: what they wrote for a board that they have left is the board's."""
        told = self._persons.told(identity)
        may_know = self._rule.named_to(audiences)
        kept = {name: [row for row in rows if _is_for(audiences, name, row)] for name, rows in told.items()}
        for name, subject in (("holding_versions", "source"), ("audit_entries", "subject")):
            if name in kept:
                kept[name] = [row for row in kept[name] if may_know(row[subject])]
        mentions = tuple(source for source in self._persons.mentions(identity) if may_know(source))
        return Given({name: rows for name, rows in kept.items() if rows}, mentions)


def _is_for(audiences: frozenset[str], table: str, row: Mapping[str, Any]) -> bool:
    if table == "turns":
        # The key of a conversation ends with the audiences that it was held for; where it names none, nothing is said.
        return audiences.issuperset(str(row["conversation"]).rpartition(":")[2].split(","))
    return table not in _FOR_READERS or row["audience"] in audiences
