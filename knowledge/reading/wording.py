"""Whether a text of a row speaks of a topic, word for word: by stems, and by parts of Norwegian compounds."""

from __future__ import annotations

from functools import lru_cache

from knowledge.reading.glossary import equivalents
from knowledge.terms import content_stems, stems_either_way, words

# Shorter beginnings occur in too many words: "hav" is in "havn".
PART = 4


def speaks_of(text: str, topic: str) -> bool:
    """Whether every telling word of the topic, or of an equivalent of it, is in the text."""
    return any(_all_in(text, wording) for wording in wordings_of(topic))


@lru_cache(maxsize=256)
def wordings_of(topic: str) -> tuple[str, ...]:
    one = equivalents(topic)
    return tuple(dict.fromkeys((*one, *(again for wording in one for again in equivalents(wording)))))


@lru_cache(maxsize=1_024)
def telling_words(topic: str) -> tuple[frozenset[str], ...]:
    """For each telling word its stems by the rules of both languages."""
    telling = content_stems(topic)
    stems = (stems_either_way(word) for word in words(topic))
    return tuple(found for found in stems if found & telling)


@lru_cache(maxsize=100_000)
def held_in(text: str) -> tuple[frozenset[str], str]:
    """Its stems by the rules of both languages, and its words with a space between them."""
    return stems_either_way(text), " ".join(words(text))


def _all_in(text: str, topic: str) -> bool:
    telling = telling_words(topic)
    held, spelled = held_in(text)
    return bool(telling) and all(stems & held or _part_of(stems, spelled) for stems in telling)


def _part_of(stems: frozenset[str], spelled: str) -> bool:
    # Most texts hold no stem at all: that is seen without a look at each word.
    return any(is_part(stem, word) for stem in stems if stem in spelled for word in spelled.split(" "))


def is_part(stem: str, word: str) -> bool:
    """The first or last part of a compound; three letters ("jul", "vår") only as the first part of a long one."""
    if len(stem) >= PART:
        return word.startswith(stem) or word.endswith(stem)
    return len(stem) == PART - 1 and len(word) > 2 * PART - 2 and word.startswith(stem)
