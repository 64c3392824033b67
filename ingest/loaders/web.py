"""Web pages saved as .html: the main text, with headings, lists and tables in their order."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from ingest.loaders.encoding import DecodedText, decode
from ingest.loaders.web_blocks import element_blocks, parse
from ingest.loaders.web_furniture import main_part, remove_furniture, remove_unseen
from knowledge.errors import NoText
from knowledge.models import Document

Element = Any  # lxml has no types

_CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*[\"']?([\w.:-]+)", re.I)
_HEAD_BYTES = 4096
_SEPARATORS = re.compile(r"\s+[|–—·•»«:-]\s+|\s*[|»]\s*|:\s+")
_ISO_DATE = re.compile(r"((?:19[89]|20\d)\d)-?(\d\d)-?(\d\d)")
_MODIFIED_NAMES = [
    "article:modified_time",
    "og:updated_time",
    "last-modified",
    "lastmod",
    "dcterms.modified",
    "dc.date.modified",
    "datemodified",
    "revised",
    "modified",
    "updated",
]
_PUBLISHED_NAMES = [
    "article:published_time",
    "og:published_time",
    "dcterms.date",
    "dcterms.issued",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "datepublished",
    "pubdate",
    "publish-date",
    "date",
]


def load(content: bytes, name: str) -> tuple[Document, ...]:
    """One document. Raises NoText for a page whose text only a script would write."""
    decoded = decode_page(content)
    tree = parse(decoded.text)
    modified = _modified(tree)
    page_title = " ".join("".join(tree.xpath("(//head//title)[1]//text()")).split())
    unseen = remove_unseen(tree)
    body = tree.body if tree.body is not None else tree
    remove_furniture(body)
    titles = [" ".join(h1.text_content().split()) for h1 in body.xpath(".//h1")]
    blocks = element_blocks(main_part(body))
    if not blocks:
        raise NoText(
            "the page holds no text of its own", "open it in a browser and save what you see as a PDF"
        )
    return (
        Document(_title(page_title, titles), blocks, modified, warnings=(*decoded.warnings, *unseen.told)),
    )


def decode_page(content: bytes) -> DecodedText:
    """The text of a page in the encoding that it names."""
    match = _CHARSET.search(content[:_HEAD_BYTES])
    return decode(content, match[1].decode("ascii") if match else "")


def _title(page_title: str, h1s: list[str]) -> str:
    """The page's title without the site's name where a heading shows which part is which."""
    parts = [part.casefold() for part in _SEPARATORS.split(page_title)]
    for h1 in filter(None, h1s):
        if h1.casefold() in parts or page_title.casefold().startswith(h1.casefold()):
            return h1
    return page_title or next(filter(None, h1s), "")


def _modified(tree: Element) -> date | None:
    """When the page says that it was changed, else published; a date in its running text does not count."""
    linked = list(_linked_data(tree))
    candidates = (
        *(node.get("dateModified") for node in linked),
        *_meta(tree, _MODIFIED_NAMES),
        *tree.xpath("//time[@itemprop='dateModified']/@datetime"),
        *(node.get("datePublished") for node in linked),
        *_meta(tree, _PUBLISHED_NAMES),
        *tree.xpath("//time[@itemprop='datePublished' or @pubdate]/@datetime"),
        *_only_time(tree),
    )
    return next((day for day in map(_iso_day, candidates) if day), None)


def _meta(tree: Element, names: list[str]) -> Iterator[str]:
    found: dict[str, str] = {}
    for meta in tree.xpath("//meta[@content]"):
        key = meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv") or ""
        found.setdefault(key.lower(), meta.get("content"))
    return (found[name] for name in names if name in found)


def _only_time(tree: Element) -> list[str]:
    """A page with a single <time> dates itself with it; a list of events has many."""
    times = set(tree.xpath("//time/@datetime"))
    return list(times) if len(times) == 1 else []


def _linked_data(tree: Element) -> Iterator[dict[str, object]]:
    for script in tree.xpath("//script[@type='application/ld+json']"):
        try:
            waiting: list[object] = [json.loads(script.text or "")]
        except (ValueError, RecursionError):
            continue
        while waiting:
            node = waiting.pop(0)
            if isinstance(node, list):
                waiting.extend(node)
            elif isinstance(node, dict):
                yield node
                waiting.extend(node.get(key) for key in ("@graph", "mainEntity"))


def _iso_day(value: object) -> date | None:
    match = _ISO_DATE.match(value.strip()) if isinstance(value, str) else None
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None
