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
COUNT = _phrase(_WRITTEN["count"])
NEXT = _phrase(_WRITTEN["next"])
STATUS = _phrase(_WRITTEN["status"])
WHERE = _phrase(_WRITTEN["where"])
LIST = _phrase(_WRITTEN["list"])
MEMBER = _phrase(_WRITTEN["member"])
PERSON = _phrase(_WRITTEN["person"])
EVENT = _phrase(_WRITTEN["event"])
HAPPENS = _phrase(_WRITTEN["happens"])
ANY_EVENT = _phrase(_WRITTEN["any_event"])
CONTACT = _phrase(_WRITTEN["contact"])
BULK = _phrase(_WRITTEN["bulk"])
ABOUT_MEMBER = _phrase(_WRITTEN["about_member"])
JOINED = _phrase(_WRITTEN["joined"])
LANGUAGE = _phrase(_WRITTEN["language"])
WORKS_AT = _phrase(_WRITTEN["works_at"])
TOPIC = _phrase(_WRITTEN["topic"])
WEAK_TOPIC = _phrase(_WRITTEN["weak_topic"])
ANYBODY = _phrase(_WRITTEN["anybody"])
WHICH = _phrase(_WRITTEN["which"])
SMALL = _phrase(_WRITTEN["small"])
TAGGED = _phrase(_WRITTEN["tagged"])
PEOPLE = _phrase(_WRITTEN["people"])
NEWEST = _phrase(_WRITTEN["newest"])
OLDEST = _phrase(_WRITTEN["oldest"])
FINAL = _phrase(_WRITTEN["final"])
INTRODUCE = _phrase(_WRITTEN["introduce"])
COLLEAGUES = _phrase(_WRITTEN["colleagues"])
ENUMERATE = _phrase(_WRITTEN["enumerate"])
ALL_DAY = _phrase(_WRITTEN["all_day"])
ORGANISATIONAL = _phrase(_WRITTEN["organisational"])
FACT = _phrase(_WRITTEN["fact"])
PAST = _phrase(_WRITTEN["past"])
WITHIN = _phrase(_WRITTEN["within"])
ANYTHING = _phrase(_WRITTEN["anything"])
