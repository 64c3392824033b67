"""How the knowledge stands, on a coordinator's Home, with buttons for all that can be done about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from babel.dates import format_datetime

from bot.replies.buttons import Button, beside, buttons
from bot.replies.catalogue import Texts
from bot.replies.console_answers import complaint
from bot.replies.console_gaps import group_line
from bot.replies.inert import shown
from bot.replies.limits import Block
from bot.replies.message import lines_of, section
from bot.replies.sources import LOCALES, day
from bot.replies.surfaces import divider, header
from bot.replies.unnamed import unnamed_lines
from knowledge.curated.regression import AnswerFinding, by_owner
from knowledge.gaps.gap import GapGroup
from knowledge.holdings.holding import Due
from knowledge.holdings.overview import Shelved
from knowledge.models import Failure
from knowledge.records.rows import Counts

_SHOWN = 5
_LONGEST = 150
_LONGEST_REASON = 300


@dataclass(frozen=True, slots=True)
class Standing:
    """``gaps`` are the open ones, those that most people asked first; ``answers`` is how many curated ones
    there are, ``doubtful`` the documents in which something reads like instructions, ``hidden`` how much of this is not
    for this coordinator's eyes."""

    counts: Counts
    synced_at: datetime | None
    failures: tuple[Failure, ...]
    due: tuple[tuple[Shelved, Due], ...]
    gaps: tuple[GapGroup, ...]
    findings: tuple[AnswerFinding, ...]
    doubtful: tuple[str, ...]
    answers: int
    hidden: int = 0


def console_blocks(standing: Standing, zone: tzinfo | None, said: Texts) -> Iterator[Block]:
    """``zone`` is the cluster's."""
    yield divider()
    yield header(said("What I know"))
    yield section(_counts(standing, zone, said))
    yield buttons(_tools(standing, said))
    yield from _listed(said("Not read:"), [_failure(one) for one in standing.failures], said)
    doubtful = [shown(one, _LONGEST) for one in standing.doubtful]
    yield from _listed(said("Reads like instructions to me, and needs a look:"), doubtful, said)
    yield from _listed(said("To be looked at:"), [_due(one, what, said) for one, what in standing.due], said)
    yield from _listed(
        said("Curated answers to be looked at:"), list(_findings(standing.findings, said)), said
    )
    yield from lines_of(list(unnamed_lines(standing.hidden, said)))
    yield from _gaps(standing.gaps, said)


def _counts(standing: Standing, zone: tzinfo | None, said: Texts) -> str:
    if standing.synced_at is None:
        return said("Nothing is indexed yet; the operator runs `klyngebot ingest`.")
    # Babel takes aware times only with a zone of its own making or a name.
    local = standing.synced_at.astimezone(zone).replace(tzinfo=None)
    when = format_datetime(
        local, "d. MMMM y HH:mm" if said.language == "nb" else "d MMMM y HH:mm", locale=LOCALES[said.language]
    )
    return said(
        "{documents} documents and {passages} passages; last sync {when}.",
        documents=standing.counts.files,
        passages=standing.counts.passages,
        when=when,
    )


def _tools(standing: Standing, said: Texts) -> Sequence[Button]:
    return (
        Button(said("Documents"), "console.documents", "0"),
        Button(said("Unanswered ({n})", n=len(standing.gaps)), "console.gaps", "0"),
        Button(said("Curated answers ({n})", n=standing.answers), "console.answers", "0"),
    )


def _listed(title: str, lines: Sequence[str], said: Texts) -> Iterator[Block]:
    if not lines:
        return
    more = len(lines) - _SHOWN
    rest = [said("And {count} more.", count=more)] if more > 0 else []
    yield from lines_of([f"*{title}*", *(f"• {one}" for one in lines[:_SHOWN]), *rest])


def _failure(one: Failure) -> str:
    """Reasons come from the loaders, in English, as they stand in the report of a sync."""
    return f"{shown(one.source, _LONGEST)}: {shown(f'{one.reason}; {one.mend}', _LONGEST_REASON)}"


def _due(one: Shelved, what: Due, said: Texts) -> str:
    care = one.holding.care
    owner = shown(care.owner, _LONGEST) if care.owner else said("nobody looks after it")
    deadline = care.review_on if what == "review" else care.expires_on
    told = day(deadline, said) if deadline else ""
    when = (
        said("to be looked at since {day}", day=told)
        if what == "review"
        else said("holds until {day}", day=told)
    )
    return f"{shown(one.title, _LONGEST)} · {when} · {owner}"


def _findings(findings: Sequence[AnswerFinding], said: Texts) -> Iterator[str]:
    """Those of one owner one after the other."""
    for owner, those in by_owner(findings).items():
        for one in those:
            yield f"{shown(one.title, _LONGEST)} · {complaint(one, said)} · {shown(owner, _LONGEST)}"


def _gaps(gaps: Sequence[GapGroup], said: Texts) -> Iterator[Block]:
    if not gaps:
        return
    title = said("Asked, and not answered:")
    yield section(f"*{title}*")
    for number, group in enumerate(gaps[:_SHOWN], 1):
        answer = Button(said("Answer"), f"console.gap.{number}", str(group.id))
        yield beside(group_line(group, said), answer)
