"""Three people for somebody who is new, and why each, in the reader's language. Nothing is escaped here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from bot.replies.answer import whom_to_ask
from bot.replies.catalogue import Texts
from bot.replies.contacts import contact_lines, contact_object, in_common
from bot.replies.fits import fit_reason
from knowledge.directory.directory import Person
from knowledge.matching.newcomers import Company, Contact


def company_json(identity: Any, asked_for: str, company: Company, said: Texts) -> Any:
    """The object of ``introduce --new --json``: that of a request, and as what each is suggested."""
    return {
        "id": identity,
        "for": asked_for,
        "suggestions": [
            contact_object(one.person, one.score, contact_reasons(one, company.newcomer, said))
            | {"as": one.role}
            for one in company.contacts
        ],
    }


def company_lines(company: Company, said: Texts, ask: Sequence[str]) -> Iterator[str]:
    """The same for a person. Nobody is written to."""
    if not company.contacts:
        yield said("I know of nobody who suits that, so I suggest nobody.")
        yield whom_to_ask(said, ask)
        return
    yield said("These could be good to know when you are new:")
    for one in company.contacts:
        why = (role_line(one, said), *contact_reasons(one, company.newcomer, said))
        yield from contact_lines(one.person, why)


def role_line(one: Contact, said: Texts) -> str:
    match one.role:
        case "helper":
            return said("Can help you with what you look for.")
        case "peer":
            return said("Has a challenge like yours.")
        case "host":
            return said("Knows the cluster, and can show you around.")


def contact_reasons(one: Contact, newcomer: Person, said: Texts) -> Iterator[str]:
    """Each quotes the fields that made the score, for the one who is new."""
    if one.fit:
        yield fit_reason(one.fit, newcomer, said)
    if one.since:
        yield said(
            "{organisation} has been a member since {year}.",
            organisation=one.person.organisation_name,
            year=one.since.year,
        )
    if one.role == "host" and one.person.row.willing:
        yield said("Wants to meet others, up to {count} a month.", count=one.person.row.willing)
    yield from in_common(one.shared, one.person.row.place, said)


def contact_reasons_for_other(one: Contact, newcomer: Person, said: Texts) -> Iterator[str]:
    """Why the contact is asked, as they read it."""
    yield said("{name} is new in the cluster.", name=newcomer.name)
    if one.fit and one.role == "peer":
        yield said(
            "You look for “{value}”, and they have “{need}” on their mind.",
            value=one.fit.value,
            need=one.fit.asked,
        )
    elif one.fit:
        yield said("You have “{value}”, and they look for “{need}”.", value=one.fit.value, need=one.fit.asked)
    if one.since:
        yield said(
            "{organisation} has been a member since {year}, so you can show them around.",
            organisation=one.person.organisation_name,
            year=one.since.year,
        )
    yield from in_common(one.shared, newcomer.row.place, said)
