"""Pages on the web: single ones, and those that a sitemap or a feed names."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set

from ingest.sources.listing import Delayed, FoundFile, Listing, NamedPages, Unreachable
from ingest.sources.web_client import Fetched, Gone, Late, Stamp, WebClient
from ingest.sources.web_copies import Copies, Copy
from ingest.sources.web_index import is_index, read_index
from knowledge.models import MEMBERS, PUBLIC
from knowledge.source_settings import SourceSection

_MOST_PAGES = 2_000
_MOST_INDEXES = 50
# So many pages of a sitemap are read before anybody has decided to keep it.
_LOOKED_AT = 3
_EMPTY = Gone("it names no pages", "name the pages themselves as sources")


class WebSources:
    """Lists the pages of all sources with http(s) addresses, after asking for those that have changed."""

    def __init__(
        self, sources: Sequence[SourceSection], copies: Copies, open_client: Callable[[], WebClient]
    ) -> None:
        self._sources = tuple(source for source in sources if source.is_web)
        self._copies = copies
        self._open_client = open_client

    def list(self) -> Listing:
        """Pages, and what could not be had of them. Copies of what no source names any more are thrown away."""
        visit = self._visited(self._sources, {})
        self._copies.keep_only(visit.asked)
        return visit.listing()

    def of(self, paths: Set[str], listed_by: Mapping[str, str]) -> Listing:
        """The same of these sources alone. Of those that are none any more, and of pages that they name no more, only
        the copy is thrown away; ``listed_by`` is which source named a page until now."""
        sources = {source.path: source for source in self._sources}
        others = {
            page: sources[home] for page, home in listed_by.items() if home in sources and home not in paths
        }
        visit = self._visited([source for path, source in sources.items() if path in paths], others)
        named = {page for page, home in listed_by.items() if home in paths}
        for path in (paths - sources.keys()) | (named - visit.asked):
            self._copies.drop(path)
        return visit.listing()

    def page(self, url: str) -> FoundFile | NamedPages | Unreachable:
        """One of these sources, as it is now; of a sitemap or a feed only the first pages are asked for."""
        with self._open_client() as client:
            return _Visit(client, self._copies, {url}, {}).alone(url)

    def _visited(self, sources: Sequence[SourceSection], others: Mapping[str, SourceSection]) -> _Visit:
        with self._open_client() as client:
            visit = _Visit(client, self._copies, {source.path for source in self._sources}, others)
            for source in sorted(sources, key=_widest_last):
                visit.source(source)
        return visit


class _Visit:
    """What one run has found so far.

    A page that is a source by itself (``own``) counts as that; else it is that of the first source that lists it.
    ``others`` are pages of sources that are not visited: such a page stays theirs where it has no more readers there.
    """

    def __init__(
        self, client: WebClient, copies: Copies, own: set[str], others: Mapping[str, SourceSection]
    ) -> None:
        self._client = client
        self._copies = copies
        self._own = own
        self._others = others
        self._files: dict[str, FoundFile] = {}
        self._unreachable: dict[str, Unreachable] = {}
        self._delayed: dict[str, Delayed] = {}
        self._listed_by: dict[str, str] = {}
        self.asked: set[str] = set()

    def source(self, source: SourceSection) -> None:
        for copy in self._had(source.path, source):
            content = copy.at.read_bytes()
            if source.kind != "documents" or not is_index(content):
                self._files[source.path] = copy.as_file(source.path, source, source.path)
            else:
                self._index(content, source)

    def alone(self, url: str) -> FoundFile | NamedPages | Unreachable:
        source = SourceSection(path=url)
        for copy in self._had(url, source):
            content = copy.at.read_bytes()
            return self._named(content, source) if is_index(content) else copy.as_file(url, source, url)
        return self._unreachable.get(url) or self._delayed[url]

    def _named(self, content: bytes, source: SourceSection) -> NamedPages | Unreachable:
        pages = tuple(dict.fromkeys(self._pages(content, source)))
        for url in pages[:_LOOKED_AT]:
            self._page(url, source)
        if self._files:
            return NamedPages(source.path, len(pages), tuple(self._files.values()))
        if not pages:
            self._lose(source.path, source, _EMPTY)
        return next(iter((*self._unreachable.values(), *self._delayed.values())))

    def listing(self) -> Listing:
        return Listing(
            tuple(self._files[url] for url in sorted(self._files)),
            tuple(self._unreachable[url] for url in sorted(self._unreachable)),
            tuple(self._delayed[url] for url in sorted(self._delayed)),
            tuple(sorted(self._listed_by.items())),
        )

    def _index(self, content: bytes, source: SourceSection) -> None:
        pages = tuple(self._pages(content, source))
        for url in pages[:_MOST_PAGES]:
            if url not in self.asked and url not in self._own and not self._stays_away(url, source):
                self._listed_by[url] = source.path
                self._page(url, source)
        if len(pages) > _MOST_PAGES:
            reason = f"it names {len(pages)} pages, and only {_MOST_PAGES} are read"
            self._lose(source.path, source, Gone(reason, "name smaller sitemaps one by one"))
        elif not pages and source.path not in self._delayed:
            self._lose(source.path, source, _EMPTY)

    def _stays_away(self, url: str, source: SourceSection) -> bool:
        """Whether a page is another source's, and this one would not narrow who may read it."""
        return url in self._others and _widest_last(self._others[url]) <= _widest_last(source)

    def _page(self, url: str, source: SourceSection) -> None:
        if not self._client.may_crawl(url):
            self._lose(
                url, source, Gone("its site asks programs not to read it", "save it as a file instead")
            )
            return
        for copy in self._had(url, source):
            self._files[url] = copy.as_file(url, source, url)

    def _pages(self, content: bytes, source: SourceSection) -> Iterator[str]:
        """The pages of an index and of those that it names in turn."""
        seen = {source.path}
        waiting = [(source.path, content)]
        while waiting:
            url, inside = waiting.pop(0)
            index = read_index(inside, url)
            yield from index.pages
            for further in index.indexes:
                if further not in seen and len(seen) < _MOST_INDEXES:
                    seen.add(further)
                    waiting += [(further, copy.at.read_bytes()) for copy in self._had(further, source)]

    def _had(self, url: str, source: SourceSection) -> tuple[Copy, ...]:
        """The page's copy as it is now, or as it was where it cannot be had just now."""
        self.asked.add(url)
        before = self._copies.get(url)
        response = self._client.fetch(url, before[0].stamp if before else Stamp())
        if isinstance(response, Fetched):
            return (self._copies.put(url, response),)
        if isinstance(response, Gone):
            self._lose(url, source, response)
            return ()
        if isinstance(response, Late):
            self._delayed[url] = Delayed(url, source.kind, source.audience, response.reason, response.mend)
        return before

    def _lose(self, url: str, source: SourceSection, why: Gone) -> None:
        self._unreachable[url] = Unreachable(url, source.kind, source.audience, why.reason, why.mend)


def _widest_last(source: SourceSection) -> tuple[int, ...]:
    """Of two sources that list the same page, the one with fewer readers counts."""
    return ({PUBLIC: 2, MEMBERS: 1}.get(source.audience, 0),)
