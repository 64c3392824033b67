"""Inline Markdown as runs of text with a style, and runs as mrkdwn of a limited length."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlsplit

from markdown_it.common.normalize_url import normalizeLink
from markdown_it.tree import SyntaxTreeNode

from bot.replies.inert import escaped, inert, shown, visible
from bot.replies.limits import LABEL_CHARACTERS, URL_CHARACTERS, WORD_CHARACTERS

BOLD, ITALIC, STRIKE, CODE = "*", "_", "~", "`"
_ORDER = (BOLD, ITALIC, STRIKE, CODE)
_STYLES = {"strong": BOLD, "em": ITALIC, "s": STRIKE}
_URL = re.compile(r"https?://[^\s<>|\"]*[^\s<>|\".,;:!?)\]'»]")
_SENTENCE_END = re.compile(r"[.!?:…][)\]»\"'*_]*\s+$")
# Slack sees markup only beside spaces or punctuation; this makes a border within a word.
_BORDER = "\u200b"


class Links:
    """The addresses that may be links: those of cited sources, http or https."""

    def __init__(self, urls: Iterable[str]) -> None:
        self._urls = {normalizeLink(url): url for url in urls if is_linkable(url)}

    def allowed(self, url: str) -> str:
        """The cited address that ``url`` is; empty when it is none."""
        return self._urls.get(normalizeLink(url), "")


def is_linkable(url: str) -> bool:
    if len(escaped(url)) > URL_CHARACTERS or re.search(r"[\s<>|\"`\\]", url) or visible(url) != url:
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and "@" not in parts.netloc


def link(url: str, label: str) -> str:
    """A link in mrkdwn to an address that is linkable; a long label ends in an ellipsis."""
    if not label.strip() or label == url:
        return f"<{escaped(url)}>"
    return f"<{escaped(url)}|{shown(label, LABEL_CHARACTERS)}>"


@dataclass(frozen=True, slots=True)
class Run:
    """Raw text of one style; with ``url``, a link that is allowed."""

    text: str
    style: frozenset[str] = frozenset()
    url: str = ""


@dataclass(frozen=True, slots=True)
class _Word:
    """mrkdwn without style markers, never split, its trailing space included."""

    mrkdwn: str
    style: frozenset[str]


def runs_of(node: SyntaxTreeNode, links: Links, style: frozenset[str] = frozenset()) -> Iterator[Run]:
    """The runs of an inline node."""
    match node.type:
        case "softbreak" | "hardbreak":
            # As everywhere people chat: rows that are quoted line by line would run together.
            yield Run("\n", style)
        case "code_inline":
            yield Run(node.content.replace(CODE, "ˋ"), style | {CODE})
        case "image":
            # An address of a picture says nothing to a reader; its description does.
            yield Run(node.content, style)
        case "link":
            yield from _link(node, links, style)
        case "text":
            yield from _text(node.content, links, style)
        case kind:
            inner = style | {_STYLES[kind]} if kind in _STYLES else style
            for child in node.children:
                yield from runs_of(child, links, inner)


def rendered(runs: Sequence[Run], longest: int, hanging: int = 0) -> list[str]:
    """The runs as mrkdwn, in parts of at most ``longest`` characters, cut after sentences where possible.

    ``hanging`` is what each further line of a part will be indented by.
    """
    words = [word for run in _merged(runs) for word in _words(run)]
    parts: list[str] = []
    while words:
        size = _fitting(words, longest, hanging)
        parts.append(_joined(words[:size]).strip())
        words = words[size:]
    return [part for part in parts if part]


def _link(node: SyntaxTreeNode, links: Links, style: frozenset[str]) -> Iterator[Run]:
    address = str(node.attrs.get("href", ""))
    inner = [run for child in node.children for run in runs_of(child, Links(()), style)]
    label = "".join(run.text for run in inner)
    if url := links.allowed(address):
        yield Run(label, style, url)
        return
    yield from inner
    if address and normalizeLink(label) != address and node.markup != "autolink":
        yield Run(f" ({address})", style)


def _text(text: str, links: Links, style: frozenset[str]) -> Iterator[Run]:
    """Plain text; an address in it is a link only when it is a cited one."""
    text, end = text.replace("```", "ˋˋˋ"), 0
    for found in _URL.finditer(text):
        if url := links.allowed(found.group()):
            yield Run(text[end : found.start()], style)
            yield Run(found.group(), style, url)
            end = found.end()
    yield Run(text[end:], style)


def _merged(runs: Iterable[Run]) -> Iterator[Run]:
    """Neighbours of one style become one run, so that nothing can hide on a border between them."""
    for (style, url), group in groupby(runs, key=lambda run: (run.style, run.url)):
        text = "".join(run.text for run in group)
        if text:
            yield Run(text, style, url)


def _words(run: Run) -> Iterator[_Word]:
    if run.url:
        yield _Word(link(run.url, run.text), run.style)
        return
    for word in re.findall(r"\S+\s*|\s+", inert(run.text)):
        for start in range(0, len(word), WORD_CHARACTERS):
            yield _Word(escaped(word[start : start + WORD_CHARACTERS]), run.style)


def _fitting(words: Sequence[_Word], longest: int, hanging: int) -> int:
    """How many of the first words fit; at least one. Prefers to end with a sentence in the second half."""
    used, sentence, style = 0, 0, frozenset[str]()
    for number, word in enumerate(words):
        # Markers are closed and opened again wherever the style changes, with a border on each side.
        used += len(word.mrkdwn) + (2 * (len(style) + len(word.style)) + 4 if word.style != style else 0)
        used += word.mrkdwn.count("\n") * (2 * len(word.style) + hanging)
        if used > longest:
            return sentence or max(number, 1)
        if used > longest // 2 and _SENTENCE_END.search(word.mrkdwn):
            sentence = number + 1
        style = word.style
    return len(words)


def _joined(words: Iterable[_Word]) -> str:
    text = ""
    for style, group in groupby(words, key=lambda word: word.style):
        piece = "".join(word.mrkdwn for word in group)
        marked = "\n".join(_marked(line, style) for line in piece.split("\n")) if style else piece
        text += _BORDER if _touch(text, marked) and (style or text[-1:] in _ORDER) else ""
        text += marked
    return text


def _marked(line: str, style: frozenset[str]) -> str:
    """Markers stand close to the words: Slack does not see them beside a space."""
    core = line.strip()
    if not core:
        return line
    opening = "".join(marker for marker in _ORDER if marker in style)
    before, after = line[: len(line) - len(line.lstrip())], line[len(line.rstrip()) :]
    return f"{before}{opening}{core}{opening[::-1]}{after}"


def _touch(text: str, following: str) -> bool:
    """Whether a marker would stand within a word."""
    left, right = text[-1:], following[:1]
    return (left.isalnum() and right in _ORDER) or (left in _ORDER and bool(left) and right.isalnum())
