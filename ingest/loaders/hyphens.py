"""Words that a line end divides: "sam-" and "arbeid" are one word, "e-" and "post" keep their hyphen."""

from __future__ import annotations

_AFTER_SHARED_PART = {"og", "eller", "and", "or", "samt", "til"}


def rejoined(before: str, after: str) -> str:
    """Two pieces of text that stood on both sides of a hyphen at a line end; ``before`` comes without it."""
    if not before or not after:
        return before + after
    last, following = before.split()[-1:], after.split()[:1]
    if following and following[0].strip(",;").lower() in _AFTER_SHARED_PART:
        return f"{before}- {after}"
    keeps = after[0].isupper() or not after[0].isalpha() or not before[-1].isalpha()
    short = bool(last) and (len(last[0]) == 1 or last[0].isupper())
    return f"{before}-{after}" if keeps or short else before + after
