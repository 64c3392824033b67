"""Norwegian and English text -> sentences that are exact slices of it."""

from __future__ import annotations

import re

_END = re.compile(r"[.!?…]+[\"'»”)\]]*\s+|\n+")
_ABBREVIATION = re.compile(
    r"(?:\b(?:f\.eks|bl\.a|o\.l|osv|mv|m\.m|dvs|ca|nr|kl|tlf|jf|inkl|ekskl|evt|pga|mht|ift|iht|kr|st|art|kap|pkt|pst"
    r"|e\.g|i\.e|etc|vs|approx|no|mr|mrs|ms|dr|prof|inc|ltd|dept|fig|cf|[a-zæøå])|§ ?\d+|\b\d{1,2})\.$",
    re.IGNORECASE,
)


def split(text: str) -> tuple[str, ...]:
    """The sentences of ``text`` in order, each verbatim and without outer white space."""
    sentences: list[str] = []
    start = 0
    for match in _END.finditer(text):
        if "\n" not in match.group() and not _ends_sentence(text, match):
            continue
        sentences.append(text[start : match.end()].strip())
        start = match.end()
    sentences.append(text[start:].strip())
    return tuple(sentence for sentence in sentences if sentence)


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    """A full stop after an abbreviation, an ordinal or an initial ends nothing; nor does one before a small letter."""
    if text[match.end() : match.end() + 1].islower():
        return False
    before = text[max(0, match.start() - 12) : match.start() + 1]
    return not (match.group().startswith(".") and _ABBREVIATION.search(before))
