"""The words that a question about rows hangs on, mended where one letter of them is wrong: "medlmmer"."""

from __future__ import annotations

import re

from knowledge.reading.names import Names

_CORE = """
medlemmer medlemmene medlemmar medlemsbedrifter organisasjoner organisasjonene bedrifter bedriftene selskaper kommuner
members organisations organizations companies startups municipalities
arrangementer arrangementene arrangement kalenderen seminaret seminarer workshop workshops konferansen
meetings meeting seminar seminars calendar conference cancelled postponed
jobber arbeider hjelpe kontakt personer people contact
"""
_WORDS = Names({word: word for word in _CORE.split()})


def mended(text: str) -> str:
    return re.sub(r"\w{7,}", _mended, text)


def _mended(word: re.Match[str]) -> str:
    found = _WORDS.find(word.group())
    return found.what if found and found.what[0] == word.group()[0].lower() else word.group()
