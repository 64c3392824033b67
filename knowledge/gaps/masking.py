"""What is personal in a question's words is left out before others read them.

Not covered: names, and what only the sense of a sentence gives away.
"""

from __future__ import annotations

import re

MASK = "…"
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
# Slack's own: a person, or a link that calls or writes to one.
_MARKED = re.compile(r"<(?:@\w+(?:\|[^>]*)?|(?:mailto|tel):[^>]*)>")
# Eight digits or more, as telephone, account and national identity numbers have.
_NUMBER = re.compile(r"(?<![\w.,])\+?\d(?:[ \u00a0.()/-]{0,2}\d){7,}(?!\w)")
_ISO_DATE = re.compile(r"(?:19|20)\d\d-\d\d-\d\d|\d{1,2}\.\d{1,2}\.(?:19|20)\d\d")


def masked(words: str) -> str:
    """The words with e-mail addresses, mentions and long numbers gone; dates stay."""
    for personal in (_MARKED, _EMAIL):
        words = personal.sub(MASK, words)
    return _NUMBER.sub(lambda found: found[0] if _ISO_DATE.fullmatch(found[0]) else MASK, words)
