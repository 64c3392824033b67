"""Sitemaps and feeds: which pages they name."""

from __future__ import annotations

import gzip
import io
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

from lxml import etree

from ingest.sources.listing import site_of

_BEGINNING = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*|<\?.*?\?>\s*)*<(?:[\w.-]+:)?(urlset|sitemapindex|rss|feed|RDF)\b",
    re.S,
)
_GZIP = b"\x1f\x8b"
_MOST_BYTES = 50_000_000


@dataclass(frozen=True, slots=True)
class Index:
    """``pages`` to read, and further ``indexes`` to look into."""

    pages: tuple[str, ...] = ()
    indexes: tuple[str, ...] = ()


def is_index(content: bytes) -> bool:
    """Whether a page is a sitemap or a feed, by how it begins."""
    return bool(_BEGINNING.match(_unpacked(content)[:4096].removeprefix(b"\xef\xbb\xbf")))


def read_index(content: bytes, url: str) -> Index:
    """What the sitemap or feed at ``url`` names. A sitemap speaks for its own site alone."""
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=False)
    root = etree.fromstring(_unpacked(content), parser)
    if root is None:
        return Index()
    kind = etree.QName(root).localname
    if kind == "sitemapindex":
        return Index(indexes=_own(_found(root, "sitemap", "loc"), url))
    if kind == "urlset":
        return Index(pages=_own(_found(root, "url", "loc"), url))
    return Index(pages=_urls(_entries(root), url))


def _entries(root: Any) -> list[str]:
    """The pages of an RSS or Atom feed: an entry's link, or its identity where that is said to be one."""
    found: list[str] = []
    for item in root.iter("{*}item", "{*}entry"):
        links = [link for link in item.findall("{*}link") if link.get("rel", "alternate") == "alternate"]
        addresses = [link.get("href") or (link.text or "") for link in links]
        identities = [g.text or "" for g in item.findall("{*}guid") if g.get("isPermaLink") != "false"]
        found += [address for address in (*addresses, *identities) if address.strip()][:1]
    return found


def _found(root: Any, item: str, field: str) -> list[str]:
    return [place.text or "" for place in root.iterfind(f"{{*}}{item}/{{*}}{field}")]


def _urls(addresses: list[str], base: str) -> tuple[str, ...]:
    """Each once, in order, and only what a web server gives."""
    urls = (urldefrag(urljoin(base, address.strip())).url for address in addresses if address.strip())
    return tuple(dict.fromkeys(url for url in urls if urlsplit(url).scheme in ("http", "https")))


def _own(addresses: list[str], base: str) -> tuple[str, ...]:
    return tuple(url for url in _urls(addresses, base) if site_of(url) == site_of(base))


def _unpacked(content: bytes) -> bytes:
    """At most so much of a packed sitemap as one may hold."""
    if not content.startswith(_GZIP):
        return content
    try:
        with gzip.open(io.BytesIO(content)) as stream:
            return stream.read(_MOST_BYTES)
    except (OSError, EOFError):
        return b""
