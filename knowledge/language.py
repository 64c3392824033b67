"""Which language a text is in: bokmål, nynorsk, English, or another.

Two identifiers, each for what it does well (benchmarks/LANGUAGES.md): Lingua, made for three languages, tells them
apart in three words, and CLD2 knows what is foreign, where Lingua would name the nearest of its three. Where Lingua
wavers between Norwegian and English, CLD2's word weighs.

Not covered: a foreign text of fewer than five words, or a Danish one of fewer than twelve, in Latin letters, comes out
as the nearest of the three; a Norwegian text that mostly quotes another language is in the quoted one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

import pycld2
from lingua import Language as LinguaLanguage
from lingua import LanguageDetector, LanguageDetectorBuilder

from knowledge.models import Language, Tongue
from knowledge.terms import words as words_of

_CODES: dict[LinguaLanguage, Language] = {
    LinguaLanguage.BOKMAL: "nb",
    LinguaLanguage.NYNORSK: "nn",
    LinguaLanguage.ENGLISH: "en",
}
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-z\u00aa-\u024f\u1e00-\u1eff]")
_UNSURE = "un"
_OWN = {"no", "nn", "en", "sco", _UNSURE}
# Above which share for English a text is English, by what CLD2 takes it for. Short bokmål is often Danish to it.
_ENGLISH_FROM = {"no": 0.7, "nn": 0.7, "da": 0.7, "en": 0.3, "sco": 0.3}
_LEAST_PERCENT = 70
_LEAST_WORDS = 5
_LEAST_DANISH_WORDS = 12
# Words of one of the two languages alone; the names in a short question ("Is Brattvær Trål a member?") say nothing.
_NORWEGIAN_WORDS = frozenset(
    words_of(
        """og er når hva hvem hvor hvilke hvilken hvilket hvordan hvorfor har vi på til med av som ikke det jeg noen
        mange ble skal finnes kva kven korleis ikkje eg dei frå oss vår våre vårt hos ved eller også kunne vil"""
    )
)
_ENGLISH_WORDS = frozenset(
    words_of(
        """the is are who what when where which why how does did can of and we our us with any there has have were from
        about it this that these those would could should been they you your"""
    )
)


@dataclass(frozen=True, slots=True)
class Reading:
    tongue: Tongue
    reply: Literal["nb", "en"]


def identify(text: str) -> Language:
    """The language of ``text``; 'other' where it is foreign or holds no words."""
    tongue = tongue_of(text)
    if tongue != "no":
        return tongue
    shares = _likelihoods(text)
    return "nn" if shares["nn"] > shares["nb"] else "nb"


def tongue_of(text: str) -> Tongue:
    """The same where bokmål and nynorsk are one: most questions tell by their small words, and Lingua takes most of a
    second to begin with."""
    return _read(text).tongue


def reply_language(text: str) -> Literal["nb", "en"]:
    """The language to answer in: Norwegian to Norwegians, Swedes, Danes and where there are no words."""
    return _read(text).reply


@lru_cache(maxsize=1_000)
def _read(text: str) -> Reading:
    """A question is asked for several times: to find, to judge and to answer."""
    words = _WORD.findall(unicodedata.normalize("NFC", text))
    letters = "".join(words)
    if all(len(word) < 2 for word in words):
        return Reading("other", "nb")
    if len(_LATIN.findall(letters)) * 2 < len(letters):
        return Reading("other", "en")
    guess = _guess(words)
    if _is_foreign(guess, len(words)):
        return Reading("other", "nb" if guess in ("sv", "da") else "en")
    told = _told(words) or _by_letters(text, guess)
    return Reading("en", "en") if told == "en" else Reading("no", "nb")


def _told(words: Sequence[str]) -> Literal["no", "en", ""]:
    """The language whose small words a text holds, where it holds none of the other's."""
    held = {word.casefold() for word in words}
    norwegian, english = not held.isdisjoint(_NORWEGIAN_WORDS), not held.isdisjoint(_ENGLISH_WORDS)
    if norwegian == english:
        return ""
    return "no" if norwegian else "en"


def _guess(words: Sequence[str]) -> str:
    """CLD2's code for the language of most of the words. It refuses control characters: words have none."""
    reliable, _, found = pycld2.detect(" ".join(words))
    _, code, percent, _ = found[0]
    return str(code) if reliable and percent >= _LEAST_PERCENT else _UNSURE


def _is_foreign(guess: str, words: int) -> bool:
    return guess not in _OWN and words >= (_LEAST_DANISH_WORDS if guess == "da" else _LEAST_WORDS)


def _by_letters(text: str, guess: str) -> Literal["no", "en"]:
    """The two Norwegian shares count together, or English would win where they are alike."""
    return "en" if _likelihoods(text)["en"] > _ENGLISH_FROM.get(guess, 0.5) else "no"


@lru_cache(maxsize=1_000)
def _likelihoods(text: str) -> dict[Language, float]:
    return {
        _CODES[item.language]: item.value for item in _detector().compute_language_confidence_values(text)
    }


@cache
def _detector() -> LanguageDetector:
    return LanguageDetectorBuilder.from_languages(*_CODES).build()
