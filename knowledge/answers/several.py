"""Answers to the questions of one message, put together: no two sources bear one number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from knowledge.outcomes import Abstained, Answered, RowsAnswered, Several

_MARKER = re.compile(r"\[(\d+)\]")


def together(parts: Sequence[Answered | RowsAnswered | Abstained]) -> Several:
    numbered: list[Answered | RowsAnswered | Abstained] = []
    used = 0
    for part in parts:
        numbered.append(_counted_from(part, used))
        used += 0 if isinstance(part, Abstained) else len(part.citations)
    return Several(tuple(numbered))


def _counted_from(
    part: Answered | RowsAnswered | Abstained, used: int
) -> Answered | RowsAnswered | Abstained:
    if isinstance(part, Abstained):
        return part
    citations = tuple(replace(citation, n=citation.n + used) for citation in part.citations)
    if isinstance(part, RowsAnswered):
        return replace(part, citations=citations)
    text = _MARKER.sub(lambda marker: f"[{int(marker[1]) + used}]", part.text)
    return replace(part, text=text, citations=citations)
