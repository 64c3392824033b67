"""A person worth meeting, whatever for: as an object, as lines, and what two people share. Nothing is escaped here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from bot.replies.catalogue import Texts
from knowledge.directory.directory import Person
from knowledge.matching.suggestions import Shared


def contact_object(person: Person, score: float, why: Iterable[str]) -> dict[str, Any]:
    """As it stands in ``suggestions`` of the ``--json`` contract."""
    return {
        "email": person.row.email,
        "name": person.name,
        "organisation": person.organisation_name,
        "score": round(score, 4),
        "reasons": list(why),
    }


def contact_lines(person: Person, why: Iterable[str]) -> Iterator[str]:
    about = ", ".join(part for part in (person.row.role, person.organisation_name) if part)
    yield f"- **{person.name}**" + (f", {about}" if about else "")
    yield from (f"  - {reason}" for reason in why)


def in_common(shared: Iterable[Shared], place: str, said: Texts) -> Iterator[str]:
    """``place`` is where both are, where they share one."""
    for one in shared:
        match one:
            case "place":
                yield said("You are both in {place}.", place=place)
            case "complement":
                yield said("A research institution and a small company: each has what the other lacks.")
            case "language":
                yield said("You have a language in common.")
