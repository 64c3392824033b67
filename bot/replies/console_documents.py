"""All documents as pages over a coordinator's Home, each with what can be done about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any, Self

from bot.replies.buttons import Button, Confirm, Menu, buttons, chooser
from bot.replies.catalogue import Texts
from bot.replies.console_pages import PAGE, page_row, page_view
from bot.replies.doubts import doubt_report
from bot.replies.fields import Option
from bot.replies.inert import shown
from bot.replies.intake import audience_name
from bot.replies.limits import Block
from bot.replies.message import context, section
from bot.replies.sources import day
from bot.replies.unnamed import unnamed_lines
from bot.use_cases.knowledge_changes import Kept, NotThere, Outcome, Removed, Stays, Unread
from knowledge.holdings.overview import Shelved
from knowledge.models import Doubt, Failure
from knowledge.records.holdings import Overtaken

_LONGEST_TITLE = 150
_LONGEST_REASON = 300
_KEY = 16


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is to be done with a document, and how it stood when it was shown: sources are longer than what an option
    may carry."""

    what: str
    key: str
    revision: int
    page: int

    @classmethod
    def from_value(cls, value: str) -> Self:
        what, key, revision, page = value.split(":")
        return cls(what, key, int(revision), int(page))

    def value(self) -> str:
        return f"{self.what}:{self.key}:{self.revision}:{self.page}"


def key_of(one: Shelved) -> str:
    return sha256(one.source.encode()).hexdigest()[:_KEY]


@dataclass(frozen=True, slots=True)
class Listed:
    """What is in the list; ``failures`` and ``doubts`` by their sources, and how many are ``hidden`` since they are not
    for the coordinator's eyes."""

    shelved: Sequence[Shelved]
    failures: Mapping[str, Failure]
    doubts: Mapping[str, Sequence[Doubt]]
    hidden: int = 0


def documents_page(listed: Listed, page: int, today: date, said: Texts, notice: str = "") -> dict[str, Any]:
    return page_view(said("Documents"), _listed(listed, page, today, said), said, notice)


def removal_page(one: Shelved, chosen: Chosen, said: Texts) -> dict[str, Any]:
    """Asks once more what cannot be mistaken for something else in a menu."""
    title = shown(one.title, _LONGEST_TITLE)
    told = said("Remove *{title}* from all answers? It can be restored from the same list.", title=title)
    confirm = Confirm(
        said("Remove it?"),
        said("From that moment no answer holds anything of it."),
        said("Remove"),
        said("Cancel"),
    )
    row = [
        Button(said("Remove"), "console.document.remove", chosen.value(), "danger", confirm),
        Button(said("Back to the list"), "console.documents.page", str(chosen.page)),
    ]
    return page_view(said("Documents"), [section(told), buttons(row)], said)


def waiting_page(one: Shelved, said: Texts) -> dict[str, Any]:
    told = said("One moment, I am changing *{title}* …", title=shown(one.title, _LONGEST_TITLE))
    return page_view(said("Documents"), [section(told)], said)


def overtaken_notice(title: str, said: Texts) -> str:
    if not title:
        return said("That document is not there any more; somebody else was first.")
    return said(
        "Somebody else has just changed *{title}*, so I did nothing. This is how it stands now.",
        title=shown(title, _LONGEST_TITLE),
    )


def outcome_notice(outcome: Outcome, title: str, said: Texts) -> str:
    """What came of it, in a sentence or two."""
    name = shown(title, _LONGEST_TITLE)
    match outcome:
        case Kept(holding, _):
            review = holding.care.review_on
            if holding.care.confirmed_on and review:
                told = said(
                    "*{title}* is right as it is. It is looked at again on {day}.",
                    title=name,
                    day=day(review, said),
                )
            else:
                told = said("Answers come from *{title}* again.", title=name)
        case Removed(holding, proof):
            told = said(
                "*{title}* is gone from all answers: a search for “{proof}” finds nothing of it.",
                title=name,
                proof=shown(proof, _LONGEST_TITLE),
            )
            if not holding.is_added:
                told += " " + said("The file itself stays where it is.")
        case Overtaken(_):
            told = overtaken_notice(title, said)
        case NotThere(_):
            told = overtaken_notice("", said)
        case Stays(_):
            told = said("*{title}* is looked after in cluster.toml; change it there.", title=name)
        case Unread(failure):
            why = shown(f"{failure.reason}; {failure.mend}", _LONGEST_REASON)
            told = said("*{title}* cannot be read: {why}", title=name, why=why)
    return told


def _listed(listed: Listed, page: int, today: date, said: Texts) -> Iterator[Block]:
    shelved = listed.shelved
    if not shelved:
        yield section(said("Nothing is known yet."))
    for number, one in enumerate(shelved[page * PAGE : (page + 1) * PAGE], 1):
        yield from _document(one, (number, page), today, said)
        if failure := listed.failures.get(one.source):
            yield context(shown(f"{failure.reason}; {failure.mend}", _LONGEST_REASON))
        if doubts := listed.doubts.get(one.source):
            yield context("\n".join(doubt_report(doubts, said)))
    yield from (context(line) for line in unnamed_lines(listed.hidden, said))
    yield from page_row("console.documents.page", page, len(shelved), said)


def _document(one: Shelved, place: tuple[int, int], today: date, said: Texts) -> Iterator[Block]:
    number, page = place
    title, source = shown(one.title, _LONGEST_TITLE), shown(one.source, _LONGEST_TITLE)
    lines = [f"*{title}*", source] if one.title != one.source else [f"*{title}*"]
    lines.append(" · ".join(_particulars(one, today, said)))
    options = [
        Option(Chosen(what, key_of(one), one.holding.revision, page).value(), label)
        for what, label in _deeds(one, said)
    ]
    menu = Menu(said("Do …"), f"console.document.{number}", options)
    yield chooser("\n".join(lines), menu) if options else section("\n".join(lines))


def _deeds(one: Shelved, said: Texts) -> Iterator[tuple[str, str]]:
    if one.state == "answers":
        yield "confirm", said("It is right as it is")
    if one.state in ("answers", "expired"):
        yield "terms", said("Change the terms …")
    if one.state == "withdrawn":
        yield "restore", said("Restore")
    else:
        yield "remove", said("Remove …")


def _particulars(one: Shelved, today: date, said: Texts) -> Iterator[str]:
    states = {
        "answers": said("in use"),
        "withdrawn": said("removed"),
        "expired": said("expired"),
        "unread": said("not read"),
    }
    care = one.holding.care
    yield states[one.state]
    yield shown(audience_name(one.audience, said), _LONGEST_TITLE) if one.audience else said("nobody")
    if one.documents > 1:
        yield said("{n} entries", n=one.documents)
    yield shown(care.owner, _LONGEST_TITLE) if care.owner else said("nobody looks after it")
    if care.confirmed_on:
        yield said("confirmed {day}", day=day(care.confirmed_on, said))
    if care.review_on:
        due = "review" in one.due(today)
        told = day(care.review_on, said)
        yield (
            said("*to be looked at since {day}*", day=told)
            if due
            else said("looked at again {day}", day=told)
        )
    if care.expires_on:
        yield said("holds until {day}", day=day(care.expires_on, said))
