"""An answer that somebody in charge has given: what it answers, what it says, who may read it, and who stands by it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

SHELF = "answers"
REVIEWED_EVERY = timedelta(days=365)
MOST_FORMS = 20
MOST_FORM_CHARACTERS = 300
_MOST_TEXT_CHARACTERS = 8_000
_MOST_SOURCES = 10
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+")


@dataclass(frozen=True, slots=True)
class Draft:
    """What a person writes. ``forms`` are questions, in either language, that it answers; ``text`` is Markdown, and
    ``text_nb`` and ``text_en`` are told instead of it to who asks in that language. ``sources`` are those of the
    library, or web addresses, that it stands on."""

    forms: tuple[str, ...]
    text: str = ""
    text_nb: str = ""
    text_en: str = ""
    audience: str = "members"
    owner: str = ""
    expires: date | None = None
    sources: tuple[str, ...] = ()

    def said_in(self, language: str) -> str:
        """In the language of a question where it is written in it; else as it is."""
        english, norwegian = self.text_en, self.text_nb
        first, second = (english, norwegian) if language == "en" else (norwegian, english)
        return first or self.text or second


@dataclass(frozen=True, slots=True)
class CuratedAnswer:
    """``confirmed_on`` is the day, in the cluster's zone, on which ``confirmed_by`` last stood by it. ``version``
    counts its changes: who changes it names the one that they have seen. What is ``archived`` answers nothing,
    and can be brought back."""

    id: str
    draft: Draft
    confirmed_on: date
    confirmed_by: str
    created: datetime
    changed: datetime
    version: int = 1
    archived: datetime | None = None

    @property
    def source(self) -> str:
        """As a citation names it."""
        return f"{SHELF}#{self.id}"

    @property
    def title(self) -> str:
        return self.draft.forms[0]

    def holds_on(self, day: date) -> bool:
        return self.draft.expires is None or day <= self.draft.expires

    def is_due_on(self, day: date) -> bool:
        """Whether somebody should look whether it still is right."""
        return day - self.confirmed_on >= REVIEWED_EVERY


@dataclass(frozen=True, slots=True)
class Edit:
    """Who changes an answer, when, on which day of the cluster's, and the version that they have seen."""

    by: str
    at: datetime
    day: date
    version: int


@dataclass(frozen=True, slots=True)
class Unknown:
    """There is no such answer, or not any more."""

    id: str


@dataclass(frozen=True, slots=True)
class Overtaken:
    """Somebody else has changed it since; nothing is written. ``now`` is how it stands."""

    now: CuratedAnswer


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a field of a draft, and how to mend it: the end of a sentence."""

    field: str
    says: str


def tidied(draft: Draft) -> Draft:
    """Without spaces around texts, and each form and source once."""
    return Draft(
        forms=_each_once(draft.forms),
        text=draft.text.strip(),
        text_nb=draft.text_nb.strip(),
        text_en=draft.text_en.strip(),
        audience=draft.audience.strip(),
        owner=draft.owner.strip().lower(),
        expires=draft.expires,
        sources=_each_once(draft.sources),
    )


def faults_of(draft: Draft, audiences: frozenset[str], day: date) -> Iterator[Fault]:
    """Of a tidied draft; ``audiences`` are those of the cluster, ``day`` is today there."""
    if not draft.forms:
        yield Fault("question", "write at least one question that it answers.")
    for form in draft.forms:
        if len(form) > MOST_FORM_CHARACTERS:
            yield Fault(
                "question", f"a question may have {MOST_FORM_CHARACTERS} characters; shorten '{form[:40]}…'."
            )
    if len(draft.forms) > MOST_FORMS:
        yield Fault("question", f"an answer may have {MOST_FORMS} questions; leave out what means the same.")
    if not (draft.text or draft.text_nb or draft.text_en):
        yield Fault("answer", "write the answer.")
    if any(len(text) > _MOST_TEXT_CHARACTERS for text in (draft.text, draft.text_nb, draft.text_en)):
        yield Fault(
            "answer", f"an answer may have {_MOST_TEXT_CHARACTERS} characters; put the rest in a document."
        )
    if draft.audience not in audiences:
        yield Fault(
            "audience",
            f"there is no audience '{draft.audience}'; use one of: {', '.join(sorted(audiences))}.",
        )
    if not _ADDRESS.fullmatch(draft.owner):
        yield Fault("owner", f"'{draft.owner}' is not an e-mail address; name who stands by the answer.")
    if draft.expires is not None and draft.expires < day:
        yield Fault("expires", f"{draft.expires} is past; name a day to come, or none.")
    if len(draft.sources) > _MOST_SOURCES:
        yield Fault("source", f"an answer may name {_MOST_SOURCES} sources; name those that matter most.")


def _each_once(texts: tuple[str, ...]) -> tuple[str, ...]:
    lines = (" ".join(text.split()) for text in texts)
    return tuple(dict.fromkeys(line for line in lines if line))
