"""Coordinators keep the cluster's knowledge: they add, replace, change, confirm, remove and restore documents."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import PurePosixPath

from bot.ports import Conversations
from ingest.intake import Intake, Preview
from ingest.sources.contents import Contents
from ingest.sources.listing import FoundFile
from ingest.sync import Sync, SyncRun
from knowledge.audiences import AudienceRule
from knowledge.errors import KlyngebotError, UnreadableFile
from knowledge.holdings.holding import ADDED, Holding, Origin, Version
from knowledge.holdings.terms import Terms
from knowledge.models import Failure
from knowledge.records.catalogue import Catalogue
from knowledge.records.holdings import Holdings, Overtaken
from knowledge.reports import SyncReport
from knowledge.retrieval import Retrieval

_NO_NAME = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029#/\\]+")
_NAME_LENGTH = 120
_PROOF_HITS = 20


class StillFound(KlyngebotError):
    """A document was removed, and a search finds it all the same."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A file that somebody wants to add: its name, its bytes, and where a reader can open it, if anywhere."""

    name: str
    content: bytes
    url: str = ""
    origin: Origin = "file"

    @property
    def source(self) -> str:
        """By what it is cited: the same name is another version of the same document."""
        name = unicodedata.normalize("NFC", PurePosixPath(self.name.replace("\\", "/")).name)
        stem, dot, ending = " ".join(_NO_NAME.sub(" ", name).split()).rpartition(".")
        return f"{ADDED}{stem[: _NAME_LENGTH - len(ending)]}{dot}{ending}"


@dataclass(frozen=True, slots=True)
class Looked:
    """What an offer would become. ``before`` is what has the same name; its ``revision`` is 0 where nothing has."""

    source: str
    digest: str
    preview: Preview
    before: Holding

    @property
    def is_same(self) -> bool:
        """Whether just this content is answered from already."""
        content = self.before.content
        return content is not None and content.digest == self.digest and not self.before.withdrawn


@dataclass(frozen=True, slots=True)
class Kept:
    """It is as asked for, and found from now on."""

    holding: Holding
    report: SyncReport


@dataclass(frozen=True, slots=True)
class Unread:
    """Nothing was kept, since it could not be read."""

    failure: Failure


@dataclass(frozen=True, slots=True)
class Removed:
    """No answer holds anything of it. ``proof`` is what was searched for, and found nowhere in it."""

    holding: Holding
    proof: str


@dataclass(frozen=True, slots=True)
class NotThere:
    """No document has that name, or not in that version."""

    source: str


@dataclass(frozen=True, slots=True)
class Stays:
    """It is looked after elsewhere: where cluster.toml names it."""

    holding: Holding


Outcome = Kept | Unread | Removed | NotThere | Stays | Overtaken


@dataclass(frozen=True, slots=True)
class Shelves:
    """Where knowledge is kept, and how it is read and found."""

    holdings: Holdings
    contents: Contents
    catalogue: Catalogue
    conversations: Conversations
    retrieval: Retrieval
    rule: AudienceRule


class KeepKnowledge:
    """Each change is told as made by ``by``: an e-mail address, or 'operator'."""

    def __init__(self, shelves: Shelves, intake: Intake, sync: Sync, clock: Callable[[], datetime]) -> None:
        """``clock`` gives aware times in the cluster's zone."""
        self._shelves = shelves
        self._holdings = shelves.holdings
        self._intake = intake
        self._sync = sync
        self._clock = clock

    def namesake(self, offer: Offer) -> Holding:
        """What has the name of the offer, however it is written there: the offer would be a version of it."""
        name = offer.source.casefold()
        namesakes = (one for source, one in self._holdings.every().items() if source.casefold() == name)
        return next(namesakes, Holding(offer.source, offer.origin))

    def look(self, offer: Offer) -> Looked | Unread:
        """Reads an offer; its bytes lie in the data folder from now on, and nothing is answered from them."""
        digest = self._shelves.contents.put(offer.content)
        before = self.namesake(offer)
        preview = self._intake.preview(self._file(before.source, self._version(offer, digest, "")))
        if isinstance(preview, UnreadableFile):
            self._forget_content(digest)
            return Unread(Failure(offer.name, preview.reason, preview.mend))
        return Looked(before.source, digest, preview, before)

    def let_go(self, looked: Looked) -> None:
        """Nobody adds what was looked at: its bytes go, unless something that is kept has the same."""
        self._forget_content(looked.digest)

    def add(self, offer: Offer, terms: Terms, by: str, run: SyncRun, revision: int) -> Outcome:
        """Adds what was looked at when the holding of its name had ``revision``, or makes it the new version."""
        digest = self._shelves.contents.put(offer.content)
        before = self.namesake(offer)
        fresh = replace(before, origin=offer.origin, revision=revision)
        after = terms.applied(fresh).with_version(self._version(offer, digest, by))
        return self._bring(after, "replace" if before.content else "add", by, run)

    def link(self, url: str, terms: Terms, by: str, run: SyncRun) -> Outcome:
        """Adds a page on the web, a sitemap or a feed, which is asked for anew by each sync."""
        before = self._holdings.of(url)
        if self._shelves.rule.audience_named_for(url):
            return Stays(before)
        after = terms.applied(replace(before, origin="link", withdrawn=False))
        outcome = self._bring(after, "add", by, run)
        if isinstance(outcome, Kept) and outcome.report.failed:
            self._take_away(outcome.holding, by, run)
            return Unread(outcome.report.failed[0])
        return outcome

    def change(self, source: str, terms: Terms, by: str, run: SyncRun, revision: int) -> Outcome:
        """Keeps it on other terms. Who may read what cluster.toml names is not changed by this."""
        if not self._is_there(source):
            return NotThere(source)
        before = self._holdings.of(source)
        after = replace(terms.applied(before), revision=revision)
        return self._bring(after, "change", by, run)

    def confirm(self, source: str, by: str, review_on: date | None) -> Outcome:
        """Somebody has looked at it, and it is right. It is looked at again on ``review_on``."""
        if not self._is_there(source):
            return NotThere(source)
        before, now = self._holdings.of(source), self._clock()
        care = replace(before.care, confirmed_on=now.date(), confirmed_by=by, review_on=review_on)
        written = self._holdings.write(replace(before, care=care), "confirm", by, now)
        if isinstance(written, Overtaken):
            return written
        return Kept(written.holding, SyncReport())

    def remove(self, source: str, by: str, run: SyncRun) -> Outcome:
        """No answer holds anything of it from the moment that this begins; its versions stay, to be restored."""
        before = self._holdings.of(source)
        if not self._is_there(source) or before.withdrawn:
            return NotThere(source)
        proof = self._proof(source)
        outcome = self._take_away(before, by, run)
        if not isinstance(outcome, Kept):
            return outcome
        if self._found(proof, source):
            raise StillFound(f"{source} is still found after it was removed; run: klyngebot ingest")
        return Removed(outcome.holding, proof)

    def restore(self, source: str, by: str, run: SyncRun, version: int = 0) -> Outcome:
        """Answers come from it again: from ``version``, or from the one that counted last."""
        before = self._holdings.of(source)
        wanted = version or before.current
        known = {one.number for one in before.versions}
        if not before.revision or (wanted and wanted not in known):
            return NotThere(source)
        after = replace(before, withdrawn=False, current=wanted)
        return self._bring(after, "restore", by, run)

    def _bring(self, after: Holding, what: str, by: str, run: SyncRun) -> Kept | Overtaken:
        """What was told from it before is forgotten: it may say something else now, or to others."""
        written = self._holdings.write(after, what, by, self._clock())
        if isinstance(written, Overtaken):
            return written
        report = self._sync.bring(frozenset({after.source}), run)
        self._shelves.conversations.forget_told_from(after.source)
        return Kept(written.holding, report)

    def _take_away(self, holding: Holding, by: str, run: SyncRun) -> Kept | Overtaken:
        return self._bring(replace(holding, withdrawn=True), "remove", by, run)

    def _is_there(self, source: str) -> bool:
        return bool(self._holdings.of(source).revision) or source in self._shelves.catalogue.file_records()

    def _proof(self, source: str) -> str:
        """What it says first, as somebody would search for it."""
        titles = [
            one.title
            for one in self._shelves.catalogue.sources(self._shelves.rule.names)
            if one.source.partition("#")[0] == source
        ]
        return titles[0] if titles else PurePosixPath(source.removeprefix(ADDED)).stem

    def _found(self, query: str, source: str) -> bool:
        hits = self._shelves.retrieval.search(query, self._shelves.rule.names, _PROOF_HITS)
        return any(one.source.partition("#")[0] == source for hit in hits for one in hit.sources)

    def _forget_content(self, digest: str) -> None:
        if not self._holdings.holds_content(digest):
            self._shelves.contents.drop(digest)

    def _version(self, offer: Offer, digest: str, by: str) -> Version:
        return Version(
            0, digest, offer.source.removeprefix(ADDED), len(offer.content), by, self._clock(), offer.url
        )

    def _file(self, source: str, version: Version) -> FoundFile:
        at = self._shelves.contents.at(version.digest)
        return FoundFile(source, at, "documents", "members", version.size, 0, version.file_name, version.url)
