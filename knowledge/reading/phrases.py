"""The words by which a question shows what it wants of rows, from ``phrases.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from pathlib import Path


def _phrase(alternatives: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(alternatives)})(?!\w)", re.IGNORECASE)


_WRITTEN = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
# How a count is divided: by "type", "place" or "year".
GROUP = {name: _phrase(words) for name, words in _WRITTEN.pop("group").items()}
# By its name in the file, with spaces for underscores: the phrases that a question may hold.
PHRASES = {name.replace("_", " "): _phrase(words) for name, words in _WRITTEN.items()}
ABOUT_MEMBER = PHRASES["about member"]
ALL_DAY = PHRASES["all day"]
ANY_EVENT = PHRASES["any event"]
BULK = PHRASES["bulk"]
COLLEAGUES = PHRASES["colleagues"]
CONTACT = PHRASES["contact"]
COUNT = PHRASES["count"]
HAPPENS = PHRASES["happens"]
INTRODUCE = PHRASES["introduce"]
JOINED = PHRASES["joined"]
LANGUAGE = PHRASES["language"]
LIST = PHRASES["list"]
MEMBER = PHRASES["member"]
NEWEST = PHRASES["newest"]
NEXT = PHRASES["next"]
OLDEST = PHRASES["oldest"]
PERSON = PHRASES["person"]
SMALL = PHRASES["small"]
STATUS = PHRASES["status"]
TAGGED = PHRASES["tagged"]
TOPIC = PHRASES["topic"]
WEAK_TOPIC = PHRASES["weak topic"]
WITHIN = PHRASES["within"]
WORKS_AT = PHRASES["works at"]
