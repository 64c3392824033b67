"""Coordinators keep the cluster's knowledge: they add, replace, change, confirm, remove and restore documents."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import PurePosixPath

from bot.ports import Conversations
from bot.use_cases.knowledge_changes import (
    Kept,
    Looked,
    NotThere,
    Offer,
    Outcome,
    Pages,
    Removed,
    Stays,
    Taken,
    Unread,
)
from ingest.intake import Intake
from ingest.sources.contents import Contents
from ingest.sources.listing import FoundFile, NamedPages, Unreachable
from ingest.sync import Sync, SyncRun
from knowledge.addresses import bears_password
from knowledge.audiences import AudienceRule
from knowledge.conflicts.checking import Checking
from knowledge.conflicts.findings import Findings
from knowledge.errors import KlyngebotError, UnreadableFile
from knowledge.holdings.holding import ADDED, Care, Holding, Version
from knowledge.holdings.terms import Terms
from knowledge.models import MEMBERS, Asker, Failure
from knowledge.records.catalogue import Catalogue
from knowledge.records.holdings import Holdings, Overtaken
from knowledge.remembering import Remembering
from knowledge.reports import SyncReport
from knowledge.retrieval import Retrieval

_PROOF_HITS = 20
_LOOKED_AT_FOR = timedelta(days=2)


class StillFound(KlyngebotError):
    """A document was removed, and a search finds it all the same."""


@dataclass(frozen=True, slots=True)
class Shelves:
    """Where knowledge is kept, and how it is read and found."""

    holdings: Holdings
    contents: Contents
    catalogue: Catalogue
    conversations: Conversations
    retrieval: Retrieval
    embedder: Remembering
    rule: AudienceRule


class KeepKnowledge:
    """Each change is told as made by ``by``: an e-mail address, or 'operator'."""

    def __init__(
        self,
        shelves: Shelves,
        intake: Intake,
        checking: Checking,
        peek: Callable[[str], FoundFile | NamedPages | Unreachable],
        sync: Sync,
        clock: Callable[[], datetime],
    ) -> None:
        """``peek`` fetches a page by its address; ``clock`` gives aware times in the cluster's zone."""
        self._shelves = shelves
        self._holdings = shelves.holdings
        self._intake = intake
        self._checking = checking
        self._peek = peek
        self._sync = sync
        self._clock = clock

    def namesake(self, offer: Offer) -> Holding:
        """What has the name of the offer, however it is written there: the offer would be a version of it."""
        name = offer.source.casefold()
        namesakes = (one for source, one in self._holdings.every().items() if source.casefold() == name)
        return next(namesakes, Holding(offer.source, offer.origin))

    def terms_of(self, offered: Offer | str) -> Terms:
        """The terms on which what has the same name or address is kept; those of something new where nothing has."""
        return Terms.of(self._holdings.of(offered) if isinstance(offered, str) else self.namesake(offered))

    def look(self, offer: Offer) -> Looked | Unread:
        """Reads an offer; its bytes lie in the data folder from now on, and nothing is answered from them."""
        before, digest = self.namesake(offer), self._shelves.contents.put(offer.content)
        name = before.source.removeprefix(ADDED)
        taken = Taken(
            before.source, offer.origin, digest, name, len(offer.content), offer.url, before.revision
        )
        looked = self._looked(taken, self._file(taken), before)
        if isinstance(looked, Unread):
            self._forget_content(digest)
            return Unread(replace(looked.failure, source=offer.name))
        return looked

    def look_at_page(self, url: str) -> Looked | Unread | Stays:
        """Reads a page on the web as it is now, or the first that a sitemap or a feed names; nothing is answered from
        it."""
        before = self._holdings.of(url)
        if self._shelves.rule.audience_named_for(url):
            return Stays(before)
        if bears_password(url):
            shown = url.rpartition("@")[2]
            return Unread(Failure(shown, "its address bears a password", "send it without, or send the file"))
        found = self._peek(url)
        if isinstance(found, Unreachable):
            return Unread(Failure(found.path, found.reason, found.mend))
        if isinstance(found, NamedPages):
            return self._looked_at_pages(found, before)
        taken = Taken(url, "link", file_name=found.name, size=found.size, url=url, revision=before.revision)
        return self._looked(taken, found, before)

    def compare(self, looked: Looked, asker: Asker) -> Findings:
        """What there is to tell of it beside what the asker may read: copies, other editions, contradictions. It takes
        about as long as adding, which is faster then. Raises EmbeddingFailed."""
        return self._checking.of(looked.preview.entries, asker, self._clock().date())

    def let_go(self, taken: Taken) -> None:
        """Nobody adds what was looked at: its bytes go, unless something that is kept has the same."""
        if taken.digest:
            self._forget_content(taken.digest)

    def tidy(self, now: datetime) -> None:
        """The bytes of what was looked at go when nobody has added it within two days."""
        for digest in self._shelves.contents.older_than(now - _LOOKED_AT_FOR):
            self._forget_content(digest)

    def add(self, taken: Taken, terms: Terms, by: str, run: SyncRun) -> Outcome:
        """Adds what was looked at, or makes it the new version of what has its name. A page on the web, a sitemap or a
        feed is asked for anew by each sync."""
        before = self._holdings.of(taken.source)
        if before.content and before.content.digest == taken.digest and not before.withdrawn:
            return self._keep_same(before, taken, terms, by, run)
        fresh = replace(before, origin=taken.origin, revision=taken.revision, withdrawn=False)
        if taken.origin == "link":
            return self._add_link(terms.applied(fresh), by, run)
        if not self._shelves.contents.at(taken.digest).exists():
            return Unread(
                Failure(taken.file_name, "nobody added it for two days", "drop or name the file again")
            )
        version = Version(0, taken.digest, taken.file_name, taken.size, by, self._clock(), taken.url)
        after = terms.applied(fresh).with_version(version)
        return self._bring(after, "replace" if before.content else "add", by, run)

    def _keep_same(self, before: Holding, taken: Taken, terms: Terms, by: str, run: SyncRun) -> Outcome:
        """Its bytes were added already: by a run that was killed before it could say so, by somebody else just now, or
        on other terms, which count from now on."""
        after = terms.applied(before)
        if after == before:
            return Kept(before, self._sync.bring(frozenset({before.source}), run))
        return self._bring(replace(after, revision=taken.revision), "change", by, run)

    def _add_link(self, after: Holding, by: str, run: SyncRun) -> Outcome:
        if self._shelves.rule.audience_named_for(after.source):
            return Stays(after)
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

    def confirm(self, source: str, by: str, review_on: date | None, revision: int | None = None) -> Outcome:
        """Somebody has looked at it, and it is right. It is looked at again on ``review_on``. ``revision`` is the one
        that they looked at; None where they have it before them just now."""
        if not self._is_there(source):
            return NotThere(source)
        before, now = self._seen(source, revision), self._clock()
        care = replace(before.care, confirmed_on=now.date(), confirmed_by=by, review_on=review_on)
        written = self._holdings.write(replace(before, care=care), "confirm", by, now)
        if isinstance(written, Overtaken):
            return written
        return Kept(written.holding, SyncReport())

    def extend(self, source: str, by: str, care: Care, run: SyncRun, revision: int) -> Outcome:
        """It holds for longer, or again, on the days of ``care``: who says so has looked at it, and it is right."""
        if not self._is_there(source):
            return NotThere(source)
        before, today = self._seen(source, revision), self._clock().date()
        after = replace(before, care=replace(care, confirmed_on=today, confirmed_by=by))
        return self._bring(after, "extend", by, run)

    def retire(self, day: date, run: SyncRun) -> SyncReport:
        """Takes what no longer holds on ``day`` out of the index; no answer came from it any more."""
        gone = [source for source, one in self._holdings.every().items() if one.standing(day) == "expired"]
        paths = frozenset(filter(self._shelves.catalogue.holds_file, gone))
        if not paths:
            return SyncReport()
        report = self._sync.bring(paths, run)
        for source in paths:
            self._shelves.conversations.forget_told_from(source)
        return report

    def remove(self, source: str, by: str, run: SyncRun, revision: int | None = None) -> Outcome:
        """No answer holds anything of it from the moment that this begins; its versions stay, to be restored.
        ``revision`` is as in ``confirm``."""
        before = self._seen(source, revision)
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
        self._shelves.embedder.forget()
        return Kept(written.holding, report)

    def _take_away(self, holding: Holding, by: str, run: SyncRun) -> Kept | Overtaken:
        return self._bring(replace(holding, withdrawn=True), "remove", by, run)

    def _seen(self, source: str, revision: int | None) -> Holding:
        """As it is now, to be written on the revision that somebody saw."""
        now = self._holdings.of(source)
        return now if revision is None else replace(now, revision=revision)

    def _is_there(self, source: str) -> bool:
        return bool(self._holdings.of(source).revision) or self._shelves.catalogue.holds_file(source)

    def _proof(self, source: str) -> str:
        """What it says first, as somebody would search for it."""
        titles = [one.title for one in self._shelves.catalogue.documents_of(source)]
        return titles[0] if titles else PurePosixPath(source.removeprefix(ADDED)).stem

    def _found(self, query: str, source: str) -> bool:
        hits = self._shelves.retrieval.search(query, self._shelves.rule.names, _PROOF_HITS)
        return any(one.source.partition("#")[0] == source for hit in hits for one in hit.sources)

    def _forget_content(self, digest: str) -> None:
        if not self._holdings.holds_content(digest):
            self._shelves.contents.drop(digest)

    def _looked(self, taken: Taken, file: FoundFile, before: Holding) -> Looked | Unread:
        preview = self._intake.preview(file)
        if isinstance(preview, UnreadableFile):
            return Unread(Failure(taken.source, preview.reason, preview.mend))
        return Looked(taken, preview, before)

    def _looked_at_pages(self, named: NamedPages, before: Holding) -> Looked | Unread:
        preview = self._intake.preview_of_pages(named)
        if isinstance(preview, UnreadableFile):
            return Unread(Failure(named.url, preview.reason, preview.mend))
        taken = Taken(named.url, "link", url=named.url, revision=before.revision)
        titles = tuple(dict.fromkeys(entry.source.title for entry in preview.entries))
        return Looked(taken, preview, before, Pages(named.count, titles))

    def _file(self, taken: Taken) -> FoundFile:
        at = self._shelves.contents.at(taken.digest)
        return FoundFile(taken.source, at, "documents", MEMBERS, taken.size, 0, taken.file_name, taken.url)
