"""Which language a text is in: bokmål, nynorsk, English, or another.

Lingua tells the three apart on texts of three to eight words where langid-like identifiers take Norwegian for
Danish and English for Latin. Texts in a fourth language come out as the nearest of the three.
"""

from __future__ import annotations

import re
from functools import cache
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


def identify(text: str) -> Language:
    """The language of ``text``; 'other' where it holds no words."""
    if not _LETTERS.search(text):
        return "other"
    return _CODES[_detector().compute_language_confidence_values(text)[0].language]


def reply_language(text: str) -> Literal["nb", "en"]:
    """The language to answer in. Nynorsk questions get bokmål; the two Norwegian scores count together."""
    if not _LETTERS.search(text):
        return "nb"
    scores = {c.language: c.value for c in _detector().compute_language_confidence_values(text)}
    return "en" if scores[LinguaLanguage.ENGLISH] > 0.5 else "nb"
