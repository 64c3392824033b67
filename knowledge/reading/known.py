"""The names, places, types and languages that one asker's directory holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, cached_property

from babel import Locale

from knowledge.directory.directory import Directory, Organisation, Person
from knowledge.directory.names import folded
from knowledge.reading import phrases
from knowledge.reading.concepts import kinds_in, kinds_of
from knowledge.reading.names import Names
from knowledge.terms import content_stems

_LONG = 6  # letters


class Known:
    def __init__(self, directory: Directory) -> None:
        self._directory = directory

    @cached_property
    def organisations(self) -> Names[Organisation]:
        """By their names and aliases."""
        return Names({name: one for one in self._directory.organisations for name in one.names})

    @cached_property
    def short_names(self) -> Names[Organisation]:
        """The first words of a name, where they are long, a name rather than a noun, and nobody else's."""
        bearers: dict[str, list[Organisation]] = {}
        for one in self._directory.organisations:
            for beginning in _beginnings(one.name):
                bearers.setdefault(beginning, []).append(one)
        taken = {folded(place) for place in self._places}
        return Names(
            {
                name: those[0]
                for name, those in bearers.items()
                if len(those) == 1 and folded(name) not in taken
            }
        )

    @cached_property
    def employers(self) -> Names[str]:
        """Organisations that people belong to and that the register does not hold."""
        return Names(
            {p.row.organisation: p.row.organisation for p in self._directory.people if not p.organisation}
        )

    @cached_property
    def people(self) -> Names[Person]:
        return Names({one.name: one for one in self._directory.people})

    @cached_property
    def first_names(self) -> Mapping[str, Person]:
        """First names that one person alone bears."""
        bearers: dict[str, list[Person]] = {}
        for one in self._directory.people:
            bearers.setdefault(one.name.split(" ")[0].casefold(), []).append(one)
        return {name: those[0] for name, those in bearers.items() if len(those) == 1}

    @cached_property
    def places(self) -> Names[str]:
        return Names({place: place for place in self._places})

    @cached_property
    def languages(self) -> Names[str]:
        """Every name of a language in Norwegian and English -> its code."""
        return Names(language_codes())

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The kinds of organisation that the register tells apart."""
        return frozenset(kind for name in self._types for kind in kinds_of(name))

    @cached_property
    def types(self) -> tuple[tuple[str, frozenset[str]], ...]:
        """Each type of the register with the stems of its words."""
        return tuple((name, content_stems(name)) for name in self._types)

    @property
    def _types(self) -> tuple[str, ...]:
        types = (one.row.type for one in self._directory.organisations)
        return tuple(dict.fromkeys(name for name in types if name))

    @property
    def _places(self) -> tuple[str, ...]:
        homes = (one.row.place for one in self._directory.organisations)
        places = (*homes, *(one.row.place for one in self._directory.people))
        return tuple(dict.fromkeys(place for place in places if place))


@cache
def language_codes() -> Mapping[str, str]:
    """'tysk' and 'German' -> 'de'."""
    return {
        name.casefold(): code
        for locale in ("en", "nn", "nb")
        for code, name in Locale(locale).languages.items()
        if "_" not in code
    } | {
        "mandarin": "zh",
        "kinesisk": "zh",
        "samisk": "se",
        "nordsamisk": "se",
        "norsk": "no",
        "norwegian": "no",
    }


def _beginnings(name: str) -> Iterator[str]:
    words = name.split()
    for count in range(1, len(words)):
        beginning, last = " ".join(words[:count]), words[count - 1]
        noun = count == 1 and (kinds_in(last) or phrases.MEMBER.search(last))
        if len(folded(beginning)) >= _LONG and not noun and not phrases.SMALL.fullmatch(last):
            yield beginning
