"""Suggestions of people to meet, and why, in the reader's language. Nothing is escaped here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from bot.house import House
from bot.replies.answer import whom_to_ask
from bot.replies.catalogue import Texts, texts
from bot.replies.contacts import contact_lines, contact_object, in_common
from knowledge.directory.directory import Person
from knowledge.matching.likeness import Fit
from knowledge.matching.suggestions import Suggestion, Suggestions
from knowledge.matching.wishes import spoken

_SCANDINAVIAN = {"nb", "nn", "no", "da", "sv"}


def texts_of(person: Person, house: House) -> Texts:
    """Where no chat system says what they read: in a language that they say they speak."""
    languages = spoken(person)
    language = "nb" if languages & _SCANDINAVIAN else "en"
    return texts(language if languages else house.language)


def suggestions_json(identity: Any, asked_for: str, found: Suggestions) -> Any:
    """The object of ``introduce --json``."""
    said = texts(found.language)
    return {
        "id": identity,
        "for": asked_for,
        "suggestions": [contact_object(one.person, one.score, reasons(one, said)) for one in found.those],
    }


def suggestion_lines(found: Suggestions, ask: Sequence[str]) -> Iterator[str]:
    """The same for a person. Nobody is written to: both sides are asked first."""
    said = texts(found.language)
    if not found.those:
        yield said("I know of nobody who suits that, so I suggest nobody.")
        yield whom_to_ask(said, ask)
        return
    yield said("These could be worth meeting:")
    for one in found.those:
        yield from contact_lines(one.person, reasons(one, said))


def reasons(one: Suggestion, said: Texts) -> Iterator[str]:
    """Each quotes the fields that made the score: why the asker, why the other side, and what they share."""
    if one.fit:
        yield _why(one.fit, said)
    if one.theirs:
        yield _for_them(one.theirs, said)
    yield from in_common(one.shared, one.person.row.place, said)


def reasons_for_other(one: Suggestion, asker: Person, said: Texts) -> Iterator[str]:
    """The same as the suggested person reads it: why they are asked, why they would say yes, and what both share."""
    if one.fit:
        yield _why_you(one.fit, asker.name, said)
    if one.theirs:
        yield _for_you(one.theirs, asker.name, said)
    yield from in_common(one.shared, one.person.row.place, said)


def _why_you(fit: Fit, name: str, said: Texts) -> str:
    need, value = fit.asked, fit.value
    match fit.where:
        case "offers":
            return said(
                "{name} looks for “{need}”, and you can help with “{value}”.",
                name=name,
                need=need,
                value=value,
            )
        case "role":
            return said(
                "{name} looks for “{need}”, and you work as “{value}”.", name=name, need=need, value=value
            )
        case "organisation":
            return said(
                "{name} looks for “{need}”, and your organisation offers “{value}”.",
                name=name,
                need=need,
                value=value,
            )
        case "topics" | "needs":
            return said(
                "{name} looks for “{need}”, and you are interested in “{value}”.",
                name=name,
                need=need,
                value=value,
            )


def _for_you(fit: Fit, name: str, said: Texts) -> str:
    """``fit.asked`` is what the asker has; ``fit.value`` what the reader looks for or is interested in."""
    need, offer = fit.value, fit.asked
    if fit.where == "needs":
        return said("You look for “{need}”, and {name} has “{offer}”.", name=name, need=need, offer=offer)
    return said(
        "You are interested in “{need}”, and {name} has “{offer}”.", name=name, need=need, offer=offer
    )


def _for_them(fit: Fit, said: Texts) -> str:
    if fit.where == "needs":
        return said("Looks for “{need}”, and you have “{offer}”.", need=fit.value, offer=fit.asked)
    return said("Is interested in “{need}”, and you have “{offer}”.", need=fit.value, offer=fit.asked)


def _why(fit: Fit, said: Texts) -> str:
    match fit.where:
        case "offers":
            return said("Can help with “{value}” – you asked for “{need}”.", value=fit.value, need=fit.asked)
        case "role":
            return said("Works as “{value}” – you asked for “{need}”.", value=fit.value, need=fit.asked)
        case "organisation":
            return said(
                "The organisation offers “{value}” – you asked for “{need}”.", value=fit.value, need=fit.asked
            )
        case "topics" | "needs":
            return said(
                "Is interested in “{value}” – you asked for “{need}”.", value=fit.value, need=fit.asked
            )
