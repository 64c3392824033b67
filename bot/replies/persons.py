"""What is kept of a person as one object, and what erasing them did in words for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from bot.use_cases.erase_person import Erased
from knowledge.privacy.identity import Identity


def person_json(
    identity: Identity, told: Mapping[str, Sequence[Mapping[str, Any]]], mentions: Sequence[str]
) -> dict[str, Any]:
    """Everything by the table that holds it; ``mentioned_in`` are documents of the cluster that name the person."""
    kept = {name: [_plain(row) for row in rows] for name, rows in told.items()}
    return {"person": _person(identity), "kept": kept, "mentioned_in": list(mentions)}


def erased_json(done: Erased) -> dict[str, Any]:
    return {"rows": dict(done.rows), "files": list(done.files), "mentioned_in": list(done.mentions)}


def erased_lines(done: Erased) -> Iterator[str]:
    if not done.rows and not done.files:
        yield "Nothing was kept under this address; registers that name it from now on are read without it."
    else:
        told = ", ".join(f"{count} in {name}" for name, count in sorted(done.rows.items()))
        yield f"Erased{f': {told}' if told else ''}."
    for file in done.files:
        yield f"{file} still names the person, and is read without them; take them out of the file too."
    for source in done.mentions:
        yield f"{source} names the person in its text; who answers for that document must change it."


def _person(identity: Identity) -> dict[str, Any]:
    return {"email": identity.email, "names": list(identity.names), "slack_users": list(identity.users)}


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()}
