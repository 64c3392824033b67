"""Why somebody is suggested to a person who asked for nobody: by what the register says that they look for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.replies.catalogue import Texts
from bot.replies.introductions import reasons
from knowledge.directory.directory import Person
from knowledge.matching.likeness import Fit
from knowledge.matching.suggestions import Suggestion


def unasked_reasons(one: Suggestion, reader: Person, said: Texts) -> Iterator[str]:
    """As ``reasons``, but for what they did not ask for."""
    if one.fit:
        yield fit_reason(one.fit, reader, said)
    yield from reasons(replace(one, fit=None), said)


def fit_reason(fit: Fit, reader: Person, said: Texts) -> str:
    """``fit.asked`` is what the reader looks for or is interested in."""
    if fit.where == "topics" and fit.value.casefold() == fit.asked.casefold():
        return said("You are both interested in “{topic}”.", topic=fit.value)
    if fit.asked in reader.row.needs:
        own = said("you look for “{need}”.", need=fit.asked)
    else:
        own = said("you are interested in “{need}”.", need=fit.asked)
    return f"{_theirs(fit, said)} – {own}"


def _theirs(fit: Fit, said: Texts) -> str:
    match fit.where:
        case "offers":
            return said("Can help with “{value}”", value=fit.value)
        case "needs":
            return said("Looks for “{value}”", value=fit.value)
        case "topics":
            return said("Is interested in “{value}”", value=fit.value)
        case "role":
            return said("Works as “{value}”", value=fit.value)
        case "organisation":
            return said("The organisation offers “{value}”", value=fit.value)
