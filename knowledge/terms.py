"""What the keyword index counts: Snowball stems, and character 4-grams within words.

The 4-grams find 'personvern' in 'personvernerklæring': Norwegian writes compounds as one word.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import Stemmer

from knowledge.models import Language

_WORD = re.compile(r"\w+")
_GRAM = 4
_SNOWBALL = {"nb": "norwegian", "nn": "norwegian", "en": "english"}
_local = threading.local()


@dataclass(frozen=True, slots=True)
class Terms:
    """Terms of a text in reading order, with repetitions."""

    stems: tuple[str, ...]
    grams: tuple[str, ...]


def words(text: str) -> tuple[str, ...]:
    """Lower-cased words and numbers of ``text``."""
    return tuple(_WORD.findall(unicodedata.normalize("NFC", text).casefold()))


_SMALL_WORDS = frozenset(
    words(
        """hva hvem hvor når hvilke hvilken hvordan er det den de et en i på til for av og som med kan jeg vi du man å
        om fra har skal vil blir får what who where when which how is are the a an in on to of and that with can we
        you do does did about from have will be get at it there"""
    )
)


def terms(text: str, language: Language) -> Terms:
    """Stems by the rules of ``language`` ('other' is stemmed as Norwegian) and 4-grams of longer words."""
    found = words(text)
    rules = _SNOWBALL.get(language, "norwegian")
    return Terms(
        stems=tuple(_stem(word, rules) for word in found),
        grams=tuple(gram for word in found for gram in _grams(word)),
    )


def stems_either_way(text: str) -> frozenset[str]:
    """The stems of a text by the rules of both languages, for comparing it with text in either."""
    return frozenset(_stem(word, rules) for word in set(words(text)) for rules in ("norwegian", "english"))


def content_words(question: str) -> tuple[str, ...]:
    """The words of a question without the small ones that every question holds."""
    return tuple(word for word in words(question) if word not in _SMALL_WORDS)


def content_stems(question: str) -> frozenset[str]:
    """Their stems; those of all words where it holds only small ones."""
    return stems_either_way(" ".join(content_words(question)) or question)


def grams(text: str) -> frozenset[str]:
    """The character 4-grams within the longer words of a text."""
    return frozenset(gram for word in words(text) for gram in _grams(word))


@lru_cache(maxsize=100_000)
def _stem(word: str, rules: str) -> str:
    stemmers = _local.__dict__
    if rules not in stemmers:
        stemmers[rules] = Stemmer.Stemmer(rules, 0)
    return str(stemmers[rules].stemWord(word))


@lru_cache(maxsize=100_000)
def _grams(word: str) -> tuple[str, ...]:
    return tuple(_windows(word)) if len(word) > _GRAM else ()


def _windows(word: str) -> Iterator[str]:
    for start in range(len(word) - _GRAM + 1):
        yield word[start : start + _GRAM]
