"""Pages, sitemaps and feeds: what is asked of a site, what is kept, and what is said when it fails."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from ingest.sources.listing import Listing
from ingest.sources.manners import Manners
from ingest.sources.web import WebSources
from ingest.sources.web_client import WebClient
from ingest.sources.web_copies import Copies
from knowledge.source_settings import SourceSection
from tests.standins.site import Page, Site


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as running:
        running.page("/a", "Adgang", "Døren åpner kl. 7.")
        running.page("/b", "Booking", "Rommet koster 500 kroner.")
        yield running


def _client(most_bytes: int = 1_000_000, manners: Manners | None = None) -> WebClient:
    return WebClient(most_bytes, 5.0, manners, ("127.0.0.1",))


def _listed(folder: Path, *sources: SourceSection, most_bytes: int = 1_000_000) -> Listing:
    return WebSources(sources, Copies(folder / "web"), lambda: _client(most_bytes)).list()


def _source(url: str, audience: str = "members") -> SourceSection:
    return SourceSection(path=url, audience=audience)


def _paths(listing: Listing, site: Site) -> list[str]:
    return [file.path.removeprefix(site.url("")) for file in listing.files]


def test_a_page_is_fetched_with_its_day_and_its_format(site: Site, tmp_path: Path):
    site.pages["/r?id=7"] = Page(b"%PDF-1.7", "application/pdf", modified="Mon, 02 Mar 2026 10:00:00 GMT")
    (file,) = _listed(tmp_path, _source(site.url("/r?id=7"))).files
    assert (file.url, file.format_name, file.day) == (site.url("/r?id=7"), "r.pdf", date(2026, 3, 2))
    assert file.at.read_bytes() == b"%PDF-1.7"


@pytest.mark.parametrize(
    ("path", "kind", "name"),
    [
        ("/", "text/html", "page.html"),
        ("/om-oss/", "text/html; charset=utf-8", "om-oss.html"),
        ("/a.php", "text/html", "a.html"),
        ("/liste.csv", "text/plain", "liste.csv"),
        ("/liste", "text/csv", "liste.csv"),
        ("/notat.md", "application/octet-stream", "notat.md"),
        ("/x", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "x.docx"),
        ("/x", "", "x.html"),
    ],
)
def test_the_format_is_what_the_server_says_or_else_the_ending(
    site: Site, tmp_path: Path, path: str, kind: str, name: str
):
    site.pages[path] = Page("x", kind)
    assert [file.format_name for file in _listed(tmp_path, _source(site.url(path))).files] == [name]


@pytest.mark.parametrize("header", ["etag", "modified"])
def test_a_page_that_has_not_changed_is_not_sent_again(site: Site, tmp_path: Path, header: str):
    site.page("/a", "Adgang", "Kl. 7.", **{header: "Mon, 02 Mar 2026 10:00:00 GMT"})
    first = _listed(tmp_path, _source(site.url("/a")))
    assert _listed(tmp_path, _source(site.url("/a"))) == first
    assert site.asked == [("/a", 200), ("/a", 304)]


def test_the_same_content_sent_again_counts_as_unchanged(site: Site, tmp_path: Path):
    first = _listed(tmp_path, _source(site.url("/a")))
    assert _listed(tmp_path, _source(site.url("/a"))) == first


def test_a_sitemap_names_the_pages_of_its_own_site(site: Site, tmp_path: Path):
    site.sitemap("/sitemap.xml", "/a", "/b#del")
    other = (
        "<url><loc>http://elsewhere.example/x</loc></url><url><loc>file:///etc/passwd</loc></url></urlset>"
    )
    page = site.pages["/sitemap.xml"]
    site.pages["/sitemap.xml"] = Page(page.body.decode().replace("</urlset>", other), page.kind)
    listing = _listed(tmp_path, _source(site.url("/sitemap.xml")))
    assert _paths(listing, site) == ["/a", "/b"]
    assert dict(listing.listed_by) == dict.fromkeys(
        [site.url("/a"), site.url("/b")], site.url("/sitemap.xml")
    )
    assert listing.unreachable == listing.delayed == ()


def test_a_sitemap_may_be_packed_and_name_further_sitemaps(site: Site, tmp_path: Path):
    site.sitemap("/one.xml", "/a")
    site.pages["/one.xml.gz"] = Page(gzip.compress(site.pages["/one.xml"].body), "application/gzip")
    site.sitemap("/two.xml", "/b")
    places = "".join(
        f"<sitemap><loc>{site.url(p)}</loc></sitemap>" for p in ("/one.xml.gz", "/two.xml", "/all.xml")
    )
    index = f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{places}</sitemapindex>'
    site.pages["/all.xml"] = Page(index, "text/xml")
    assert _paths(_listed(tmp_path, _source(site.url("/all.xml"))), site) == ["/a", "/b"]


def test_feeds_of_both_kinds_name_their_entries(site: Site, tmp_path: Path):
    site.feed("/rss", "/a")
    links = f'<link rel="self" href="{site.url("/x")}"/><link href="/b"/><link rel="edit" href="/y"/>'
    atom = f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>b</title>{links}</entry></feed>'
    site.pages["/atom"] = Page(atom, "application/atom+xml")
    listing = _listed(tmp_path, _source(site.url("/rss")), _source(site.url("/atom")))
    assert _paths(listing, site) == ["/a", "/b"]


def test_what_a_site_asks_programs_not_to_read_is_not_asked_for_unless_named_by_hand(
    site: Site, tmp_path: Path
):
    site.pages["/robots.txt"] = Page("User-agent: *\nDisallow: /b\n", "text/plain")
    site.sitemap("/sitemap.xml", "/a", "/b")
    listing = _listed(tmp_path, _source(site.url("/sitemap.xml")))
    assert _paths(listing, site) == ["/a"]
    assert [(lost.path, "programs" in lost.reason) for lost in listing.unreachable] == [
        (site.url("/b"), True)
    ]
    assert _paths(_listed(tmp_path, _source(site.url("/b"))), site) == ["/b"]


def test_of_two_sources_that_list_a_page_the_one_with_fewer_readers_counts(site: Site, tmp_path: Path):
    site.sitemap("/open.xml", "/a")
    site.sitemap("/board.xml", "/a")
    listing = _listed(
        tmp_path, _source(site.url("/open.xml"), "public"), _source(site.url("/board.xml"), "board")
    )
    assert [(file.path, file.audience) for file in listing.files] == [(site.url("/a"), "board")]
    assert dict(listing.listed_by) == {site.url("/a"): site.url("/board.xml")}


def test_a_page_that_is_a_source_by_itself_has_that_sources_audience(site: Site, tmp_path: Path):
    site.sitemap("/board.xml", "/a")
    listing = _listed(tmp_path, _source(site.url("/a"), "public"), _source(site.url("/board.xml"), "board"))
    assert [(file.path, file.audience) for file in listing.files] == [(site.url("/a"), "public")]
    assert listing.listed_by == ()


@pytest.mark.parametrize("status", [500, 503, 429])
def test_a_site_in_trouble_delays_its_page_and_keeps_the_copy(site: Site, tmp_path: Path, status: int):
    first = _listed(tmp_path, _source(site.url("/a")))
    site.pages["/a"] = Page(status=status)
    listing = _listed(tmp_path, _source(site.url("/a")))
    assert listing.files == first.files
    assert [(late.path, str(status) in late.reason) for late in listing.delayed] == [(site.url("/a"), True)]


def test_a_sitemap_that_cannot_be_had_still_names_what_it_named(site: Site, tmp_path: Path):
    site.sitemap("/sitemap.xml", "/a", "/b")
    _listed(tmp_path, _source(site.url("/sitemap.xml")))
    site.pages["/sitemap.xml"] = Page(status=502)
    listing = _listed(tmp_path, _source(site.url("/sitemap.xml")))
    assert _paths(listing, site) == ["/a", "/b"]
    assert [late.path for late in listing.delayed] == [site.url("/sitemap.xml")]


@pytest.mark.parametrize("status", [404, 410, 401, 403])
def test_a_page_that_is_gone_or_closed_is_told_and_not_kept(site: Site, tmp_path: Path, status: int):
    _listed(tmp_path, _source(site.url("/a")))
    site.pages["/a"] = Page(status=status)
    listing = _listed(tmp_path, _source(site.url("/a")))
    assert (listing.files, listing.delayed) == ((), ())
    assert [(lost.path, str(status) in lost.reason) for lost in listing.unreachable] == [
        (site.url("/a"), True)
    ]


def test_a_site_that_does_not_answer_is_asked_twice_and_no_more(site: Site, tmp_path: Path):
    sources = [_source(f"http://127.0.0.1:9/{n}") for n in range(5)]
    listing = _listed(tmp_path, *sources, _source(site.url("/a")))
    assert [late.reason for late in listing.delayed] == [
        *["it could not be fetched (ConnectError)"] * 2,
        *["its site does not answer"] * 3,
    ]
    assert _paths(listing, site) == ["/a"]


@pytest.mark.parametrize("location", ["/round", "file:///etc/passwd", "ftp://127.0.0.1/x"])
def test_a_redirect_that_leads_nowhere_or_off_the_web_is_not_followed(
    site: Site, tmp_path: Path, location: str
):
    site.pages["/round"] = Page(status=302, location=location)
    listing = _listed(tmp_path, _source(site.url("/round")))
    assert listing.files == ()
    assert [lost.path for lost in listing.unreachable] == [site.url("/round")]


def test_a_redirect_on_the_web_is_followed_and_the_page_keeps_its_address(site: Site, tmp_path: Path):
    site.pages["/old"] = Page(status=301, location="/a")
    (file,) = _listed(tmp_path, _source(site.url("/old"))).files
    assert file.path == site.url("/old")
    assert b"Adgang" in file.at.read_bytes()


def test_a_page_larger_than_allowed_is_told(site: Site, tmp_path: Path):
    site.page("/big", "Stor", "x" * 1_000_001)
    listing = _listed(tmp_path, _source(site.url("/big")))
    assert (listing.files, "larger than 1 MB" in listing.unreachable[0].reason) == ((), True)


@pytest.mark.parametrize("content", ["<urlset></urlset>", "<rss><chan", "<feed/>"])
def test_an_index_without_pages_is_told(site: Site, tmp_path: Path, content: str):
    site.pages["/i"] = Page(content, "text/xml")
    listing = _listed(tmp_path, _source(site.url("/i")))
    assert [lost.reason for lost in listing.unreachable] == ["it names no pages"]


def test_copies_of_pages_that_are_no_longer_named_are_thrown_away(site: Site, tmp_path: Path):
    _listed(tmp_path, _source(site.url("/a")), _source(site.url("/b")))
    (file,) = _listed(tmp_path, _source(site.url("/b"))).files
    assert sorted(path.stem for path in (tmp_path / "web").iterdir()) == [file.at.stem] * 2


class Waits:
    """Seconds that were waited for, without waiting; the time that passes is told."""

    def __init__(self) -> None:
        self.waited: list[float] = []
        self.now = 0.0

    def wait(self, seconds: float) -> None:
        self.waited.append(seconds)
        self.now += seconds

    def clock(self) -> float:
        return self.now


def test_the_pause_that_a_site_asks_for_is_kept_between_its_pages(site: Site, tmp_path: Path):
    site.pages["/robots.txt"] = Page("User-agent: *\nCrawl-delay: 3\n", "text/plain")
    site.sitemap("/sitemap.xml", "/a", "/b")
    waits = Waits()
    client = _client(manners=Manners(waits.wait, waits.clock))
    listing = WebSources([_source(site.url("/sitemap.xml"))], Copies(tmp_path), lambda: client).list()
    assert _paths(listing, site) == ["/a", "/b"]
    assert waits.waited == [3.0]


def test_a_site_that_asks_to_be_left_alone_is_not_asked_again_in_the_same_run(site: Site, tmp_path: Path):
    site.sitemap("/sitemap.xml", "/a", "/b", "/c")
    _listed(tmp_path, _source(site.url("/sitemap.xml")))
    site.pages["/a"] = Page("slow down", status=429, retry_after="120")
    site.asked.clear()
    listing = _listed(tmp_path, _source(site.url("/sitemap.xml")))
    assert ("/a", 429) in site.asked
    assert not [path for path, _ in site.asked if path in ("/b", "/c")]
    assert "/b" in _paths(listing, site)
    assert {one.reason for one in listing.delayed} == {
        "its site is in trouble (HTTP 429)",
        "its site asks to be left alone for a while",
    }


def test_a_site_rests_as_long_as_it_worked_and_a_second_at_most():
    waits = Waits()
    manners = Manners(waits.wait, waits.clock)
    for worked in (0.2, 5.0, 0.0):
        manners.begin("http://a.example")
        waits.now += worked
        manners.end("http://a.example")
    manners.begin("http://b.example")
    assert waits.waited == [pytest.approx(0.2), pytest.approx(1.0)]


def test_no_wish_of_a_site_makes_a_run_last_for_ever():
    waits = Waits()
    manners = Manners(waits.wait, waits.clock)
    manners.wishes("http://a.example", 86_400)
    for _ in range(2):
        manners.begin("http://a.example")
        manners.end("http://a.example")
    assert waits.waited == [10.0]
