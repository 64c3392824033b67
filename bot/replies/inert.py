"""Text that is data: it cannot ping anybody, cannot be a link, and hides nothing."""

from __future__ import annotations

import re
import unicodedata

# Breaks a word for Slack's parsers and for nobody's eyes.
_JOINT = "\u2060"
_EMOJI_JOINER = "\u200d"
_PING = re.compile(r"([@＠﹫])(?=\s*(?:channel|here|everyone|group))", re.IGNORECASE)
_ADDRESS = re.compile(r"(:)(?=\s?//)")
_BARE_SCHEME = re.compile(
    rf"((?:https?|ftp|mailto|tel|sms|skype|slack|javascript|data|vbscript|file):)(?!{_JOINT}|\s?//)",
    re.IGNORECASE,
)
_WWW = re.compile(r"(www)(?=\.)", re.IGNORECASE)


def inert(text: str) -> str:
    """``text`` without invisible characters, with pings and links broken by an invisible joint."""
    broken = visible(text)
    for pattern in (_PING, _ADDRESS, _BARE_SCHEME, _WWW):
        broken = pattern.sub(rf"\1{_JOINT}", broken)
    return broken


def visible(text: str) -> str:
    """``text`` without control, format and tag characters; the joints inside emoji stay."""
    kept = [letter for i, letter in enumerate(text) if _is_visible(letter) or _joins_emoji(text, i)]
    return "".join(kept)


def escaped(text: str) -> str:
    """The three characters by which Slack's own markup begins, as entities."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def plain(text: str) -> str:
    """A value for use within Slack's mrkdwn: inert, escaped, on one line."""
    return escaped(inert(" ".join(text.split())))


def shown(text: str, longest: int) -> str:
    """``plain``, and shortened with an ellipsis where it is longer than ``longest`` characters."""
    line = " ".join(visible(text).split())
    return plain(line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…")


def _is_visible(letter: str) -> bool:
    return letter in "\n\t" or unicodedata.category(letter) not in {"Cc", "Cf", "Cs", "Co"}


def _joins_emoji(text: str, position: int) -> bool:
    if text[position] != _EMOJI_JOINER or position in (0, len(text) - 1):
        return False
    before, after = text[position - 1], text[position + 1]
    emoji = {"So", "Sk", "Mn"}
    return unicodedata.category(before) in emoji and unicodedata.category(after) in emoji
