"""What of a matter a question asks for: its price, its time, its beginning or end, or a place in it.

The amount of a fee, its deadline and the way out of it share all their other words, and an embedder takes them for one.
"""

from __future__ import annotations

import re
from typing import Literal

Aspect = Literal["price", "time", "end", "begin", "book"]

_WORDS: dict[Aspect, str] = {
    "price": r"""koster|pris\w*|timepris\w*|medlemspris\w*|gebyr\w*|honorar\w*|rabatt\w*|gratis|hvor\ mye
        |\w*kontingent\w*|avgift\w*|costs?|prices?|fees?|pay\ per|charged?|discounts?|rates?|how\ much|for\ free
        |free\ of\ charge""",
    "time": r"når|\w*frist(?:en|er)?|dato\w*|utsettelse|when|date|deadline|due|postpone\w*",
    "end": r"""sier?\ opp|oppsigelse\w*|avbestille\w*|melder?\ \w+\ av|slutte\w*|ut\ av|slette[rt]?|cancel\w*|leave
        |leaving|withdraw\w*|quit|terminat\w*|deleted?|notice\ period""",
    "begin": r"melder?\ \w+\ på|påmeld\w*|blir?\ (?:vi\ )?(?:med|medlem)|join\w*|sign\ up|become|register|søker?|apply",
    "book": r"book\w*|bestille\w*|reserver?\w*|ledig\w*|available|slots?|free\ (?:desks?|rooms?)",
}
_PATTERNS = {
    aspect: re.compile(rf"\b(?:{words})\b", re.IGNORECASE | re.VERBOSE) for aspect, words in _WORDS.items()
}


def aspects_of(question: str) -> frozenset[Aspect]:
    """None, one or several."""
    return frozenset(aspect for aspect, pattern in _PATTERNS.items() if pattern.search(question))
