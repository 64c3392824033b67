"""How often something is done, as a person writes it: "30m", "6h", "1d"."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Annotated

from pydantic import BeforeValidator

LEAST = timedelta(minutes=5)
MOST = timedelta(days=365)
_WRITTEN = re.compile(r"(\d{1,6})\s*([mhd])", re.ASCII)
_UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}


def interval(written: object) -> timedelta:
    """Raises ValueError, which says what may be written."""
    if isinstance(written, timedelta):
        return written
    match = _WRITTEN.fullmatch(written.strip().lower()) if isinstance(written, str) else None
    if match is None:
        raise ValueError(
            f"'{written}' is not an interval; write minutes, hours or days such as '30m', '6h' or '1d'"
        )
    length = int(match[1]) * _UNITS[match[2]]
    if not LEAST <= length <= MOST:
        raise ValueError(f"'{written}' is not from 5 minutes ('5m') to a year ('365d')")
    return length


def in_words(length: timedelta) -> str:
    """The same as it would be written: the largest unit in which it is whole."""
    sign = next(sign for sign in "dhm" if not length % _UNITS[sign])
    return f"{length // _UNITS[sign]}{sign}"


Interval = Annotated[timedelta, BeforeValidator(interval)]
