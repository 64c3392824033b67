"""What is coming and what is new, on a Home."""

from __future__ import annotations

from collections.abc import Iterator

from bot.replies.buttons import Button, buttons
from bot.replies.catalogue import Texts
from bot.replies.event_lines import moment
from bot.replies.inert import shown
from bot.replies.limits import Block
from bot.replies.message import lines_of
from bot.replies.runs import is_linkable, link
from bot.replies.sources import day
from bot.replies.surfaces import header
from bot.use_cases.tell_news import News
from knowledge.calendar.occurrences import Occurrence
from knowledge.records.arrivals import Arrival

_LONGEST = 150


def news_blocks(news: News, ask: str, said: Texts) -> Iterator[Block]:
    """``ask`` is the action of the button that opens a form for a question."""
    yield buttons([Button(said("Ask me something"), ask, "home", "primary")])
    if news.events:
        yield header(said("What is coming"))
        yield from lines_of([event_line(one, said) for one in news.events])
    if news.documents:
        yield header(said("New documents"))
        yield from lines_of([document_line(one, said) for one in news.documents])


def event_line(one: Occurrence, said: Texts) -> str:
    sign = said("Cancelled") + ": " if one.cancelled else ""
    place = f", {shown(one.location, _LONGEST)}" if one.location else ""
    return f"• {sign}{shown(one.title, _LONGEST)}: {moment(one.start, said)}{place}"


def document_line(one: Arrival, said: Texts) -> str:
    document = one.document
    title = document.title or document.source
    name = link(document.url, title) if document.url and is_linkable(document.url) else shown(title, _LONGEST)
    return f"• {name} · {day(one.day, said)}"
