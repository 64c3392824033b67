"""Whether an answer holds what a coordinator expects, whatever the typography.

Not covered: numbers in words ("fourteen" for 14), other forms of a word, and other ways to write a date; a question
set names each form that counts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_MARKER = re.compile(r"\s*\[\d+\]")
_EMPHASIS = re.compile(r"[*`]+")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-") | dict.fromkeys("‘’ʼ", "'"))
# Groups of three digits, all divided in the same way: 1 234 567, 1,234,567, 1.234.567 or 1'234'567.
_GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:([ .,'])\d{3}(?:\1\d{3})*)(?![\d]|[.,]\d{3}(?!\d))")
# '14' stands neither in '2014' nor in '14:30', '14.5' or '1,14'.
_BEFORE = r"(?<!\w)(?<!\d[.,:])"
_AFTER = r"(?!\w)(?![.,:]\d)"


def accepts(answer: str, acceptable: Iterable[str]) -> bool:
    """Whether one of the texts stands in ``answer`` as whole words."""
    text = normalised(answer)
    return any(re.search(_BEFORE + re.escape(normalised(one)) + _AFTER, text) for one in acceptable)


def normalised(text: str) -> str:
    """Without case, markers such as ``[1]``, emphasis and thousands separators; one kind of space and of dash."""
    plain = _EMPHASIS.sub("", _MARKER.sub("", unicodedata.normalize("NFKC", text).translate(_DASHES)))
    words = " ".join(plain.casefold().split())
    return _GROUPED.sub(lambda found: re.sub(r"\D", "", found.group()), words)
