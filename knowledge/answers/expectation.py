"""What kind of thing a question asks for: an amount or a time. (That a sentence holds names tells nothing.)"""

from __future__ import annotations

import re
from dataclasses import dataclass

_ASKS_AMOUNT = re.compile(
    r"\b(hvor (mye|mange|lenge|lang|langt|stor|stort|ofte|høy|høyt|gammel)|koster|pris|prisen|beløp"
    r"|how (much|many|long|often|large|high|old|far|big)|cost|costs|price|fee|amount)\b",
    re.IGNORECASE,
)
_ASKS_TIME = re.compile(
    r"\b(når|dato|datoen|frist|fristen|hvilket år|hvilken dag|klokken"
    r"|when|date|deadline|(what|which) (year|day|time))\b",
    re.IGNORECASE,
)
_AMOUNT = re.compile(r"\d")
_TIME = re.compile(
    r"\b(1[5-9]|20)\d\d\b|\b\d{1,2}[.:]\d\d\b|\b(januar|februar|mars|april|mai|juni|juli|august|september|oktober"
    r"|november|desember|january|february|march|may|june|july|october|december|(man|tirs|ons|tors|fre|lør|søn)dag"
    r"|(mon|tues|wednes|thurs|fri|satur|sun)day)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Expectation:
    amount: bool
    time: bool

    @classmethod
    def of(cls, question: str) -> Expectation:
        return cls(
            amount=bool(_ASKS_AMOUNT.search(question)),
            time=bool(_ASKS_TIME.search(question)),
        )

    def met_by(self, sentence: str) -> float:
        """1 for each kind that is asked for and there; -2 for what only asks or leads in."""
        met = float(self.amount and bool(_AMOUNT.search(sentence)))
        met += float(self.time and bool(_TIME.search(sentence)))
        return met - 2 * float(sentence.endswith(("?", ":")))
