"""A message that asks two things -> the questions in it: "When is the annual meeting, and who may vote there?" """

from __future__ import annotations

import re

from knowledge.terms import content_words

_ASKS = (
    r"hva|hvor|hvem|når|hvilken|hvilket|hvilke|hvordan|hvorfor|kva|kor|kven|korleis|er|finnes|har|kan"
    r"|what|where|who|when|which|how|why|is|are|does|do|has|have|can"
)
_SEAM = re.compile(
    rf"(?:[?.!]\s+(?:og|and)?|,?\s+(?:og|and|samt|also))\s+(?=(?:{_ASKS})\b)|\?\s+", re.IGNORECASE
)
_MOST = 3
# A part such as "and where?" asks one thing more of what the first asks about.
_OF_ITSELF = frozenset({"klokka", "sted", "time", "place", "dag", "day", "og", "and"})


def clauses(text: str) -> tuple[str, ...]:
    """The questions in a message, at most three, each of which asks something of its own; else the message alone."""
    parts = [part.strip(" ,") for part in _SEAM.split(text) if part and part.strip(" ,?.!")]
    if not 2 <= len(parts) <= _MOST or not all(map(_asks_of_itself, parts)):
        return (text,)
    return tuple(part if part.endswith("?") else f"{part}?" for part in parts)


def _asks_of_itself(part: str) -> bool:
    asked = re.match(rf"(?:\w+\s+){{0,3}}(?:{_ASKS})\b", part, re.IGNORECASE)
    return bool(asked) and bool(set(content_words(part)) - _OF_ITSELF)
