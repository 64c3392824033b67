"""A request in words -> whom somebody wants to meet: what for, and what else the person should be."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from knowledge.directory.directory import Organisation, Person
from knowledge.matching.likeness import Asked
from knowledge.reading.concepts import kinds_in, kinds_of
from knowledge.reading.known import language_codes
from knowledge.reading.reading import Reading


@dataclass(frozen=True, slots=True)
class Wish:
    """``needs`` are what the other should be able to help with; the rest are conditions, all of which must hold.
    ``colleagues`` asks for somebody of one's own organisation; ``loosened`` is one without a condition that may have
    been meant."""

    needs: tuple[Asked, ...]
    kinds: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    organisation: Organisation | None = None
    employer: str = ""
    colleagues: bool = False
    loosened: bool = False

    @classmethod
    def of(cls, reading: Reading, request: str) -> Wish:
        """What a request is about says more than all of it, and all of it more where it tells a story."""
        wish = cls(
            (Asked(reading.topic, (request, reading.topic)),) if reading.topic else (),
            reading.kinds,
            reading.types,
            reading.places,
            reading.languages,
            reading.organisation,
            reading.employer,
            reading.has("colleagues"),
        )
        of_topic = _going_with_topic(reading)
        if not of_topic:
            return wish
        if set(of_topic) == set(reading.kind_words):
            return wish.without_kinds(of_topic)
        gone = frozenset(kind for word in of_topic for kind in kinds_in(word))
        return replace(
            wish.without_kinds(of_topic),
            kinds=tuple(kind for kind in reading.kinds if kind not in gone),
            types=reading.types,
        )

    @property
    def has_conditions(self) -> bool:
        return any((self.kinds, self.types, self.places, self.languages, self.organisation, self.employer))

    def without_kinds(self, words: tuple[str, ...]) -> Wish:
        """The words for kinds may be part of the need: "research applications" does not ask for a researcher."""
        about = " ".join(dict.fromkeys((*words, *(need.name for need in self.needs))))
        wordings = (*(need.wordings[0] for need in self.needs), about)
        return replace(self, needs=(Asked(about, wordings),), kinds=(), types=(), loosened=True)

    def allows(self, person: Person) -> bool:
        """Whether somebody is what is asked for, whatever they can help with."""
        home = person.organisation
        return (
            (not (self.kinds or self.types) or (home is not None and self._is_kind(home.row.type)))
            and (not self.places or bool({person.row.place, home.row.place if home else ""} & {*self.places}))
            and set(self.languages) <= spoken(person)
            and (self.organisation is None or home == self.organisation)
            and (not self.employer or person.row.organisation == self.employer)
        )

    def _is_kind(self, type_name: str) -> bool:
        return type_name in self.types or not kinds_of(type_name).isdisjoint(self.kinds)


def _going_with_topic(reading: Reading) -> tuple[str, ...]:
    """ "Public procurement" asks for no public body, and "large models" for no large company."""
    topic = set(reading.topic.split())
    after = {word: re.search(rf"{re.escape(word)}\s+(\w+)", reading.text) for word in reading.kind_words}
    return tuple(word for word, found in after.items() if found is not None and found[1] in topic)


def spoken(person: Person) -> set[str]:
    """The codes of the languages that somebody speaks, as far as they are known ones."""
    codes = language_codes()
    return {codes[one.casefold()] for one in person.row.languages if one.casefold() in codes}
