"""E-mail: subject, people, date, and the text of the message."""

from __future__ import annotations

import email
import re
from datetime import date
from email import policy
from email.message import EmailMessage

from ingest.loaders.web import load as load_web
from knowledge.errors import EmptyFile
from knowledge.models import Block, Document, Paragraph

_SIGNATURE = re.compile(r"\n-- \n.*\Z", re.DOTALL)


def load(content: bytes, name: str) -> tuple[Document, ...]:
    if not content.strip():
        raise EmptyFile
    message = email.message_from_bytes(content, policy=policy.default)
    attachments = tuple(
        f"the attachment {part.get_filename() or 'without a name'} is not read"
        for part in message.iter_attachments()
    )
    blocks = (Paragraph(_people(message)), *_body(message, name))
    return (Document(str(message.get("Subject", "")), blocks, _day(message), warnings=attachments),)


def _people(message: EmailMessage) -> str:
    names = (("Fra", "From"), ("Til", "To"), ("Kopi", "Cc"))
    return " ".join(f"{shown}: {message[field]}" for shown, field in names if message[field])


def _body(message: EmailMessage, name: str) -> tuple[Block, ...]:
    body = message.get_body(preferencelist=("plain", "html"))
    if body is None:
        return ()
    text = str(body.get_content()).replace("\0", " ")
    if body.get_content_type() == "text/html":
        return load_web(text.encode(), name)[0].blocks
    text = _SIGNATURE.sub("", text.replace("\r\n", "\n"))
    lines = [re.sub(r"^(> ?)+", "", line) for line in text.split("\n")]
    parts = re.split(r"\n\s*\n", "\n".join(lines))
    return tuple(Paragraph(" ".join(part.split())) for part in parts if part.strip())


def _day(message: EmailMessage) -> date | None:
    header = message.get("Date")
    moment = getattr(header, "datetime", None)
    return moment.date() if moment else None
