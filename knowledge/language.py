"""Which language a text is in: bokmål, nynorsk, English, or another.

Lingua tells the three apart on texts of three to eight words where langid-like identifiers take Norwegian for
Danish and English for Latin. Texts in a fourth language come out as the nearest of the three.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal

from lingua import Language as LinguaLanguage
from lingua import LanguageDetector, LanguageDetectorBuilder

from knowledge.models import Language

_CODES: dict[LinguaLanguage, Language] = {
    LinguaLanguage.BOKMAL: "nb",
    LinguaLanguage.NYNORSK: "nn",
    LinguaLanguage.ENGLISH: "en",
}
_LETTERS = re.compile(r"[^\W\d_]{2,}")


@cache
def _detector() -> LanguageDetector:
    return LanguageDetectorBuilder.from_languages(*_CODES).build()


@lru_cache(maxsize=1_000)
def _likelihoods(text: str) -> tuple[tuple[Language, float], ...]:
    """The most likely language first; a question is asked for twice, once to find and once to answer."""
    found = _detector().compute_language_confidence_values(text)
    return tuple((_CODES[item.language], item.value) for item in found)


def identify(text: str) -> Language:
    """The language of ``text``; 'other' where it holds no words."""
    return _likelihoods(text)[0][0] if _LETTERS.search(text) else "other"


def reply_language(text: str) -> Literal["nb", "en"]:
    """The language to answer in. Nynorsk questions get bokmål; the two Norwegian scores count together."""
    if not _LETTERS.search(text):
        return "nb"
    return "en" if dict(_likelihoods(text))["en"] > 0.5 else "nb"
