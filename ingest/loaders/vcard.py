"""vCard files (.vcf): organisations or people, a document each. A broken card costs that card.

Not read: pictures, keys, birthdays, street addresses and what else of an address book a register has no use for. Notes
are read of organisations only: those on people are seldom meant for others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from ingest.loaders.said import Refused, Said, documents_of, said_member, said_person
from ingest.loaders.values import language_name, read_day
from ingest.loaders.vcard_lines import Card, read_cards
from knowledge.models import Document
from knowledge.rows import MemberRow, PersonRow

_READ = frozenset(
    [
        *(
            "FN",
            "N",
            "NICKNAME",
            "KIND",
            "ORG",
            "EMAIL",
            "TEL",
            "URL",
            "ADR",
            "CATEGORIES",
            "EXPERTISE",
            "INTEREST",
        ),
        *("HOBBY", "ORG-DIRECTORY", "LANG", "TITLE", "ROLE", "REV"),
    ]
)
_OF_MEMBERS = _READ | {"NOTE"}
_OF_THE_FORMAT = frozenset(
    [
        *(
            "VERSION",
            "PRODID",
            "UID",
            "SOURCE",
            "SORT-STRING",
            "PHOTO",
            "LOGO",
            "SOUND",
            "KEY",
            "MAILER",
            "CLASS",
        ),
        "PROFILE",
    ]
)
_REV = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:T.*)?", re.I)


def load_members(content: bytes, name: str) -> tuple[Document, ...]:
    """One document for each organisation's card; its fragment is the name."""
    cards = read_cards(content)
    told = [*cards.warnings, *_left_out(cards.cards, _OF_MEMBERS)]
    return documents_of(map(_member, cards.cards), told, "no card of an organisation can be read")


def load_people(content: bytes, name: str) -> tuple[Document, ...]:
    """One document for each person's card; its fragment is the e-mail address, or the name of who has none."""
    cards = read_cards(content)
    told = [*cards.warnings, *_left_out(cards.cards, _READ)]
    return documents_of(map(_person, cards.cards), told, "no card of a person can be read")


def _member(card: Card) -> Said | Refused:
    if not _is_organisation(card):
        return Refused(
            f"{card.label} is not the card of an organisation and is not read; add KIND:org if it is"
        )
    names = tuple(dict.fromkeys((*card.texts("FN"), *_organisation(card), *card.listed("NICKNAME"))))
    if not names:
        return Refused(f"{card.label} has no name and is not read; give it one (FN)")
    row = MemberRow(
        name=names[0],
        place=_place(card),
        website=card.text("URL") or card.text("ORG-DIRECTORY"),
        description=card.text("NOTE"),
        tags=_topics(card),
        offers=card.texts("EXPERTISE"),
        contact_email=_email(card),
        phone=_phone(card),
        aliases=names[1:],
    )
    return said_member(row, _changed(card), _faults(card))


def _person(card: Card) -> Said | Refused:
    if _is_organisation(card) or card.text("KIND").casefold() not in ("", "individual"):
        return Refused(f"{card.label} is not the card of a person and is not read; remove KIND if it is")
    row = PersonRow(
        name=_full_name(card),
        email=_email(card),
        organisation="".join(_organisation(card)),
        role=next(iter((*card.texts("TITLE"), *card.texts("ROLE"))), ""),
        place=_place(card),
        languages=tuple(map(language_name, card.texts("LANG"))),
        topics=_topics(card),
        offers=card.texts("EXPERTISE"),
        phone=_phone(card),
        website=card.text("URL") or card.text("ORG-DIRECTORY"),
    )
    if not row.name and not row.email:
        return Refused(f"{card.label} has no name and is not read; give it one (FN)")
    return said_person(row, _changed(card), _faults(card))


def _is_organisation(card: Card) -> bool:
    """By its own word; else where it names an organisation and nobody else."""
    kind = card.text("KIND").casefold()
    if kind:
        return kind == "org"
    if card.text("X-ABSHOWAS").casefold() == "company":
        return True
    organisation = "".join(_organisation(card)).casefold()
    return bool(organisation) and _full_name(card).casefold() in ("", organisation)


def _full_name(card: Card) -> str:
    family, given, middle = (*card.parts("N"), "", "", "")[:3]
    return card.text("FN") or " ".join(filter(None, (given, middle, family)))


def _organisation(card: Card) -> tuple[str, ...]:
    """Its name without its departments; empty where there is none."""
    return tuple(filter(None, card.parts("ORG")))[:1]


def _place(card: Card) -> str:
    """The locality of the address."""
    return (*card.parts("ADR"), "", "", "", "")[3]


def _topics(card: Card) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*card.listed("CATEGORIES"), *card.texts("INTEREST", "HOBBY"))))


def _email(card: Card) -> str:
    return card.text("EMAIL").lower().removeprefix("mailto:")


def _phone(card: Card) -> str:
    text = card.text("TEL")
    return text[4:] if text.lower().startswith("tel:") else text


def _changed(card: Card) -> date | None:
    match = _REV.fullmatch(card.text("REV"))
    return read_day("-".join(match.groups())) if match else None


def _faults(card: Card) -> Sequence[str]:
    return [f"{card.label}: {fault}" for fault in card.faults]


def _left_out(cards: Sequence[Card], read: frozenset[str]) -> Iterator[str]:
    known = read | _OF_THE_FORMAT
    names = {found.name for card in cards for found in card.properties}
    unknown = sorted(name for name in names - known if not name.startswith("X-AB"))
    if unknown:
        yield f"properties of cards that are not read: {', '.join(unknown)}"
