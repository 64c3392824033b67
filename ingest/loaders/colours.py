"""Colours as files state them: which of them nobody sees on white paper."""

from __future__ import annotations

import re

# Of 255, for red, green and blue each.
NEARLY_WHITE = 245
_SIX_DIGITS = re.compile("[0-9A-Fa-f]{6}")


def is_white(digits: str) -> bool:
    """Whether six hexadecimal digits are white or nearly so; False for anything else, such as "auto"."""
    return bool(_SIX_DIGITS.fullmatch(digits)) and min(bytes.fromhex(digits)) >= NEARLY_WHITE
