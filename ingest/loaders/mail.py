"""E-mail: subject, people, date, and the text of the message and of the messages in it."""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from datetime import date
from email import policy
from email.message import EmailMessage
from typing import Any

from ingest.loaders.encoding import decode
from ingest.loaders.plain import blocks_of
from ingest.loaders.web import load as load_web
from knowledge.errors import EmptyFile, UnreadableFile
from knowledge.models import Block, Document, Heading, Paragraph

# What is quoted below a signature is no part of it.
_SIGNATURE = re.compile(r"^-- \n(?:(?!>|(?:On|Den|Fra|From|Von|Le)\b|-{3,}|_{3,}).*(?:\n|\Z))*", re.MULTILINE)
_QUOTED = re.compile(r"^((?:> ?)+)", re.MULTILINE)
_HEAD_END = re.compile(rb"\r?\n\r?\n")


def load(content: bytes, name: str) -> tuple[Document, ...]:
    """One document; attachments other than messages are told in its warnings."""
    if not content.strip():
        raise EmptyFile
    message = email.message_from_bytes(_readable_head(content), policy=policy.default)
    reading = _Reading(name)
    blocks = tuple(reading.blocks(message))
    return (
        Document(str(message.get("Subject", "")), blocks, _day(message), warnings=tuple(reading.warnings)),
    )


class _Reading:
    """Collects what is not read of a message on the way."""

    def __init__(self, name: str) -> None:
        self._name = name
        self.warnings: list[str] = []

    def blocks(self, message: EmailMessage) -> Iterator[Block]:
        people = _people(message)
        if people:
            yield Paragraph(people)
        body: Any = message.get_body(preferencelist=("plain", "html"))
        if body is not None:
            yield from self._body(body)
        elif not message.is_multipart():
            self._tell(message)
        for part in message.iter_attachments() if message.is_multipart() else ():
            yield from self._attached(part)

    def _attached(self, part: EmailMessage) -> Iterator[Block]:
        if part.get_content_type() != "message/rfc822":
            self._tell(part)
            return
        inner = part.get_content()
        if subject := str(inner.get("Subject", "")):
            yield Heading(subject, 2)
        yield from self.blocks(inner)

    def _tell(self, part: EmailMessage) -> None:
        self.warnings.append(f"the attachment {part.get_filename() or 'without a name'} is not read")

    def _body(self, body: Any) -> Iterator[Block]:
        content = body.get_payload(decode=True)
        if not isinstance(content, bytes) or not content.strip():
            return
        try:
            if body.get_content_type() == "text/html":
                page = load_web(content, self._name)[0]
                self.warnings += page.warnings
                yield from page.blocks
            else:
                text = decode(content, body.get_content_charset() or "").text
                yield from blocks_of(_without_marks(text))
        except UnreadableFile as error:
            self.warnings.append(f"its text is not read: {error.reason}")


def _readable_head(content: bytes) -> bytes:
    """The same message with its head in UTF-8: some programs write cp1252 there, against the rules."""
    end = _HEAD_END.search(content)
    head = content[: end.start()] if end else content
    try:
        head.decode("utf-8")
    except UnicodeDecodeError:
        return head.decode("cp1252", "replace").encode() + content[len(head) :]
    return content


def _people(message: EmailMessage) -> str:
    names = (("Fra", "From"), ("Til", "To"), ("Kopi", "Cc"))
    return " ".join(f"{shown}: {message[field]}" for shown, field in names if message[field])


def _without_marks(text: str) -> str:
    """Without signatures and quotation marks; a quotation begins a paragraph of its own."""
    lines: list[str] = []
    depth = 0
    for line in _SIGNATURE.sub("", text).split("\n"):
        mark = _QUOTED.match(line)
        deep = mark[1].count(">") if mark else 0
        lines += [""] * (deep != depth)
        lines.append(_QUOTED.sub("", line))
        depth = deep
    return "\n".join(lines)


def _day(message: EmailMessage) -> date | None:
    header = message.get("Date")
    moment = getattr(header, "datetime", None)
    return moment.date() if moment else None
