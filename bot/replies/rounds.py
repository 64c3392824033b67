"""A round of the cluster before anybody is asked, for those who want to see it first. Nothing is escaped here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.house import House
from bot.replies.catalogue import texts
from bot.replies.fits import unasked_reasons
from bot.replies.introductions import reasons_for_other, texts_of
from knowledge.directory.directory import Person
from knowledge.introductions.mixing import Circle, Match, Mixed


def round_json(month: str, mixed: Mixed, house: House) -> Any:
    """The object of ``round --json``. Reasons are in the language of the one who reads them."""
    return {
        "month": month,
        "groups": [
            {
                "people": [_person(one) for one in circle.people],
                "score": round(circle.score, 4),
                "introductions": [_match(match, house) for match in circle.matches],
            }
            for circle in mixed.circles
        ],
        "alone": [one.row.email for one in mixed.alone],
        "score": round(sum(circle.score for circle in mixed.circles), 4),
        "shortfall": round(mixed.shortfall, 4),
    }


def round_lines(month: str, mixed: Mixed, house: House) -> Iterator[str]:
    """The same for a person. Nobody is written to."""
    said = texts(house.language)
    if not mixed.circles:
        yield said("Nobody can be introduced in a round for {month} now.", month=month)
    else:
        yield said("A round for {month}; nobody has been asked:", month=month)
    for circle in mixed.circles:
        yield from _circle_lines(circle, house)
    if mixed.alone:
        names = ", ".join(one.name for one in mixed.alone)
        yield said("Take part, and I found nobody for them this time: {names}.", names=names)


def _circle_lines(circle: Circle, house: House) -> Iterator[str]:
    yield "- " + " + ".join(
        f"**{one.name}** ({one.organisation_name or one.row.email})" for one in circle.people
    )
    for match in circle.matches:
        for name, told in zip((match.first.name, match.second.name), _told(match, house), strict=True):
            yield f"  - → {name}: {' '.join(told)}"


def _match(match: Match, house: House) -> Any:
    to_first, to_second = _told(match, house)
    return {
        "first": match.first.row.email,
        "second": match.second.row.email,
        "reasons_first": to_first,
        "reasons_second": to_second,
    }


def _told(match: Match, house: House) -> tuple[list[str], list[str]]:
    """What each of both is told of the other."""
    return (
        list(unasked_reasons(match.to_first, match.first, texts_of(match.first, house))),
        list(reasons_for_other(match.to_first, match.first, texts_of(match.second, house))),
    )


def _person(person: Person) -> dict[str, str]:
    return {
        "email": person.row.email,
        "name": person.name,
        "organisation": person.organisation_name,
    }
