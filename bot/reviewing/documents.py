"""Documents that fall due for review, that are about to expire, or that have expired."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from bot.reviewing.kinds import Choice, Gone, Home, Standing
from bot.unwatched import unwatched
from bot.use_cases.keep_knowledge import KeepKnowledge
from bot.use_cases.knowledge_changes import Kept, Outcome, Removed
from knowledge.holdings.holding import ADDED, Holding
from knowledge.holdings.overview import Overview
from knowledge.holdings.reminding import ONCE, USUAL, Course, Matter, Reason, Settled
from knowledge.records.catalogue import Catalogue
from knowledge.records.holdings import Holdings

DOCUMENTS = "document"
# Of what expired longer ago than this nobody is told any more.
_TOLD_FOR = timedelta(days=30)
_WAIT_SECONDS = 60.0
_CHOICES: dict[Reason, tuple[Choice, ...]] = {
    "review": ("confirm", "update", "archive"),
    "expiry": ("extend", "update", "archive"),
    "expired": ("extend", "update"),
}


class Documents:
    """``Kind`` of what coordinators keep."""

    name = DOCUMENTS

    def __init__(
        self, holdings: Holdings, overview: Overview, catalogue: Catalogue, keep: KeepKnowledge
    ) -> None:
        self._holdings = holdings
        self._overview = overview
        self._catalogue = catalogue
        self._keep = keep

    def due(self, day: date) -> Iterator[Matter]:
        return (matter for holding in self._holdings.every().values() for matter in matters_of(holding, day))

    def course(self, matter: Matter) -> Course:
        return ONCE if matter.reason == "expired" else USUAL

    def standing(self, matter: Matter) -> Standing | Gone:
        for one in self._overview.of(matter.subject):
            care = one.holding.care
            return Standing(
                matter=_now(matter, one.holding),
                title=one.title.removeprefix(ADDED),
                home=_home(one.holding),
                choices=_CHOICES[matter.reason],
                place=one.source.removeprefix(ADDED),
                url=one.source if "://" in one.source else "",
                confirmed_on=care.confirmed_on,
                confirmed_by=care.confirmed_by,
                review_on=care.review_on,
                expires_on=care.expires_on,
                opening=self._catalogue.opening(one.source),
                audience=one.audience,
            )
        return Gone(matter.subject)

    def do(self, choice: Choice, matter: Matter, by: str, now: datetime) -> Settled:
        source, seen = matter.subject, matter.revision
        care, run = self._holdings.of(source).care, unwatched(_WAIT_SECONDS)
        match choice:
            case "confirm":
                done = self._keep.confirm(source, by, care.next_review(now.date()), seen)
                return _settled(done, "confirmed")
            case "extend":
                return _settled(
                    self._keep.extend(source, by, care.extended(now.date()), run, seen), "extended"
                )
            case "archive":
                return _settled(self._keep.remove(source, by, run, seen), "archived")
            case "restore":
                return _settled(self._keep.restore(source, by, run), "restored")
            case _:
                return ""


def matters_of(holding: Holding, day: date) -> Iterator[Matter]:
    """One at most: who says that it holds for longer has looked at it, too."""
    care, standing = holding.care, holding.standing(day)

    def matter(reason: Reason, deadline: date) -> Matter:
        return Matter(DOCUMENTS, holding.source, reason, deadline, care.owner, holding.revision)

    due = care.due(day) if standing == "held" else ()
    if care.expires_on is not None and "expiry" in due:
        yield matter("expiry", care.expires_on)
    elif care.review_on is not None and "review" in due:
        yield matter("review", care.review_on)
    elif standing == "expired" and care.expires_on is not None and day - care.expires_on <= _TOLD_FOR:
        yield matter("expired", care.expires_on)


def _now(matter: Matter, holding: Holding) -> Matter:
    return Matter(
        matter.kind, matter.subject, matter.reason, matter.deadline, holding.care.owner, holding.revision
    )


def _home(holding: Holding) -> Home:
    if "://" in holding.source:
        return "page"
    return "added" if holding.is_added else "folder"


def _settled(outcome: Outcome, done: Settled) -> Settled:
    return done if isinstance(outcome, Kept | Removed) else "overtaken"
