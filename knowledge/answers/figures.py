"""The numbers in a text, for checking that an answer names none that its sources do not.

Not covered: "one" and "en", which are articles too, and numbers above twelve in words.
"""

from __future__ import annotations

import re

from knowledge.reading.calendar_words import MONTHS

_NUMBER = re.compile(r"\d+(?:[ \u00a0\u202f.,']\d{3}(?!\d))*(?:[.,]\d+)?")
_WORDS = {
    word: str(number)
    for number, words in enumerate(
        (
            "to two", "tre three", "fire four", "fem five", "seks six", "sju syv seven", "åtte eight", "ni nine",
            "ti ten", "elleve eleven", "tolv twelve",
        ),
        2,
    )
    for word in words.split()
}  # fmt: skip
# Words that mean something else in the other language.
_AMBIGUOUS = frozenset({"to", "fire", "ti", "ni", "six", "seks"})
_WORD = re.compile(r"[^\W\d_]+")


def figures(text: str) -> frozenset[str]:
    """Each number as digits alone, without what divides thousands: '11 250', '11,250' and '11250' are one.

    A month counts as its number, since a day may be written either way. A number in groups counts also group by
    group, since "10 000" may be two numbers that happen to stand together.
    """
    found = {_plain(number) for number in _NUMBER.findall(text)}
    found |= {_plain(part) for number in _NUMBER.findall(text) for part in re.findall(r"\d+", number)}
    words = _WORD.findall(text.casefold())
    found |= {_WORDS[word] for word in words if word in _WORDS}
    return frozenset(found | {str(MONTHS[word]) for word in words if word in MONTHS})


def unfounded(claim: str, source: str) -> frozenset[str]:
    """The numbers of a claim that do not stand in its source, in digits or in words of either language."""
    known = figures(source)
    said = [number for number in _NUMBER.findall(claim) if not _stands_in(number, known)]
    words = {word for word in _WORD.findall(claim.casefold()) if word in _WORDS and word not in _AMBIGUOUS}
    return frozenset((*said, *(word for word in words if _WORDS[word] not in known)))


def _stands_in(number: str, known: frozenset[str]) -> bool:
    """Of "01.02" each half may count: it may be a day."""
    halves = re.fullmatch(r"(\d{1,2})[.,](\d{1,2})", number)
    return _plain(number) in known or (
        halves is not None and all(_plain(half) in known for half in halves.groups())
    )


def _plain(number: str) -> str:
    return re.sub(r"\D", "", number).lstrip("0") or "0"
