"""What must never stand in a message: pings, links and pictures that nobody cited, and what is not for the reader."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

_ENTITY = re.compile(r"<([^<>\s|][^<>|]*)(?:\|[^<>]*)?>")
_BARE = re.compile(
    r"(?i)(?:https?|ftp|slack|data|javascript)://|(?<!\w)(?:javascript|data|mailto):(?!\u2060)\S|(?<!\w)www\."
)
_WORD_PING = re.compile(r"(?i)[@＠]\s*(?:channel|here|everyone|group)\b")
_PICTURE = re.compile(r"!\[[^\]]*\]\((?:https?:|data:|//)")


def faults_in(message: Mapping[str, Any], cited: frozenset[str], secrets: tuple[str, ...]) -> tuple[str, ...]:
    """Each as its kind and what it is; every text of the message is looked at, wherever it stands."""
    return tuple(fault for text in _texts(message) for fault in _faults(text, cited, secrets))


def _faults(text: str, cited: frozenset[str], secrets: tuple[str, ...]) -> Iterator[str]:
    for entity in _ENTITY.findall(text):
        if entity[0] in "!@#":
            yield f"ping {entity}"
        elif entity not in cited:
            yield f"link {entity}"
    rest = _ENTITY.sub("", text)
    yield from (f"ping {found}" for found in _WORD_PING.findall(rest))
    yield from (f"link {found}" for found in _BARE.findall(rest))
    yield from (f"image {found}" for found in _PICTURE.findall(rest))
    yield from (f"leak {secret}" for secret in secrets if secret.casefold() in text.casefold())


def _texts(part: Any) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, Mapping):
        if part.get("type") in ("image", "user", "usergroup", "broadcast", "link"):
            yield f"<!{part['type']}>"
        for key, value in part.items():
            if key in (
                "text",
                "markdown_text",
                "chunks",
                "blocks",
                "elements",
                "fields",
                "accessory",
                "title",
                "alt_text",
                "rows",
                "attachments",
            ):
                yield from _texts(value)
    elif isinstance(part, list):
        for one in part:
            yield from _texts(one)
