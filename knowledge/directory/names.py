"""Names of organisations as they are compared: without legal form, marks, and spellings that only differ in letters."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans(
    {"å": "aa", "ä": "ae", "æ": "ae", "ø": "oe", "ö": "oe", "ð": "d", "þ": "th", "ß": "ss"}
)
_FORMS = frozenset(
    [
        "as",
        "asa",
        "sa",
        "da",
        "ans",
        "kf",
        "iks",
        "hf",
        "ba",
        "nuf",
        "enk",
        "ab",
        "oy",
        "aps",
        "ltd",
        "limited",
        "llc",
        "inc",
        "gmbh",
        "plc",
    ]
)
_AND = re.compile(r"(?<!\w)(?:og|and|&|\+)(?!\w)")


@lru_cache(maxsize=50_000)
def folded(name: str) -> str:
    """'Ærfugl & Sønn A/S' and 'aerfugl og soenn as' -> the same; '' for what has no letter or digit."""
    spelled = unicodedata.normalize("NFC", name).casefold().translate(_LETTERS)
    plain = "".join(c for c in unicodedata.normalize("NFD", spelled) if not unicodedata.combining(c))
    joined = re.sub(r"\ba[./]s\b", "as", _AND.sub(" og ", plain))
    words = re.findall(r"[^\W_]+", joined)
    kept = [word for word in words if word not in _FORMS] or words
    return "".join(kept)


@lru_cache(maxsize=50_000)
def loosened(name: str) -> str:
    """A folded name without what a foreign keyboard leaves out: 'Tromso' and 'Tromsø', 'Muller' and 'Mueller'."""
    loose = folded(name)
    for two, one in (("aa", "a"), ("ae", "a"), ("oe", "o"), ("ue", "u")):
        loose = loose.replace(two, one)
    return loose
