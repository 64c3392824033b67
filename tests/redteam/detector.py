"""What must never stand in a message: pings, links and pictures that nobody meant, what is not for the reader, and
characters that nobody sees."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

_ENTITY = re.compile(r"<([^<>\s|][^<>|]*)(?:\|[^<>]*)?>")
_BARE = re.compile(
    r"(?i)(?:https?|ftp|slack|data|javascript)://|(?<!\w)(?:javascript|data|mailto):(?!\u2060)\S|(?<!\w)www\."
)
_WORD_PING = re.compile(r"(?i)[@＠]\s*(?:channel|here|everyone|group)\b")
# An address that the product has broken by its joint leads nowhere, whoever reads it.
_PICTURE = re.compile(r"!\[[^\]]*\]\((?:(?:https?|data):(?!\u2060)|//)")
# In what Slack reads as Markdown: a link with words of its own, and the address of one by reference.
_MARKDOWN_LINK = re.compile(r"\]\(|(?m:^\s*\[[^\]]+\]:)")
# The product's own: it breaks words for Slack's parsers, and makes borders for markup; emoji are joined.
_OWN = "\n\t\u2060\u200b\u200d"
_ELEMENTS = ("image", "user", "usergroup", "broadcast", "link")
# Nobody reads these: they come back with a press or a form, or say what something is.
_UNSEEN = {
    "value", "action_id", "block_id", "private_metadata", "callback_id", "metadata", "type", "external_id",
    "ts", "thread_ts", "channel", "channels", "user", "users", "user_id", "view_id", "trigger_id", "hash", "style",
    "client_msg_id", "file_id", "files", "name",
}  # fmt: skip


def faults_in(message: Mapping[str, Any], meant: frozenset[str], secrets: tuple[str, ...]) -> tuple[str, ...]:
    """Each as its kind and what it is; every text of the message is looked at, wherever it stands. ``meant`` are the
    addresses that are cited and the people who are named, as Slack writes them."""
    return tuple(_of(message, meant, secrets))


def _of(part: Any, meant: frozenset[str], secrets: tuple[str, ...]) -> Iterator[str]:
    if isinstance(part, str):
        yield from _read(part, meant)
        yield from _seen(part, secrets)
    elif isinstance(part, list):
        for one in part:
            yield from _of(one, meant, secrets)
    elif isinstance(part, Mapping):
        yield from _of_object(part, meant, secrets)


def _of_object(part: Mapping[str, Any], meant: frozenset[str], secrets: tuple[str, ...]) -> Iterator[str]:
    kind = part.get("type")
    if kind in _ELEMENTS and "accessory" not in part:
        yield f"element {kind}"
    for key, value in part.items():
        is_plain = (kind == "plain_text" and key == "text") or key == "initial_value"
        if key in ("url", "image_url", "thumb_url"):
            yield from () if value in meant else (f"link {value}",)
        elif is_plain:
            # Slack makes nothing of what stands here.
            yield from _seen(str(value), secrets)
        elif key not in _UNSEEN:
            if key == "markdown_text" or (kind == "markdown_text" and key == "text"):
                yield from (f"link {found}" for found in _MARKDOWN_LINK.findall(str(value)))
            yield from _of(value, meant, secrets)


def _read(text: str, meant: frozenset[str]) -> Iterator[str]:
    """What Slack makes of text in its own markup."""
    for entity in _ENTITY.findall(text):
        if entity not in meant:
            yield f"ping {entity}" if entity[0] in "!@#" else f"link {entity}"
    rest = _ENTITY.sub("", text)
    yield from (f"ping {found}" for found in _WORD_PING.findall(rest))
    yield from (f"link {found}" for found in _BARE.findall(rest))
    yield from (f"image {found}" for found in _PICTURE.findall(rest))


def _seen(text: str, secrets: tuple[str, ...]) -> Iterator[str]:
    """What anybody makes of any text."""
    yield from (f"leak {secret}" for secret in secrets if secret.casefold() in text.casefold())
    hidden = {
        letter
        for letter in text
        if letter not in _OWN and unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Co")
    }
    yield from (f"hidden U+{ord(letter):04X}" for letter in sorted(hidden))
