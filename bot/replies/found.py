"""Found places, the best first: where each stands, and its first words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from bot.replies.answer import described
from bot.replies.catalogue import Texts
from bot.replies.inert import plain, shown
from bot.replies.limits import sections
from bot.replies.message import LINE, PARAGRAPH, Message, messages_of, section
from bot.replies.sources import excerpt
from knowledge.answers.evidence import locator
from knowledge.models import Hit
from knowledge.outcomes import Citation

_LONGEST_QUERY = 150


def found_messages(hits: Sequence[Hit], query: str, day: date, said: Texts) -> tuple[Message, ...]:
    """``day`` is that on which a document holds or not."""
    words = shown(query, _LONGEST_QUERY)
    if not hits:
        return messages_of([section(said("I found nothing about “{query}”.", query=words))])
    opening = said("This is the nearest to “{query}”:", query=words)
    pieces = [(PARAGRAPH, opening), *_pieces(hits, day, said)]
    return messages_of(section(text) for text in sections(pieces))


def _pieces(hits: Sequence[Hit], day: date, said: Texts) -> Iterator[tuple[str, str]]:
    for rank, hit in enumerate(hits, 1):
        citation = _citation(rank, hit, day)
        yield PARAGRAPH, f"{rank}. {described(citation, said, linked=True)}"
        if citation.quote:
            yield LINE, plain(excerpt(citation, said))


def _citation(rank: int, hit: Hit, day: date) -> Citation:
    source = hit.sources[0]
    # Of a row only its name: as it is written it holds what is not for everybody.
    quote = _best_words(hit) if source.kind == "documents" else ""
    return Citation(
        rank,
        source.source,
        locator(hit.passage),
        source.title,
        quote,
        source.url,
        source.updated,
        hit.outdated(day),
        source.confirmed,
        source.overdue(day),
    )


def _best_words(hit: Hit) -> str:
    """The passage from its best sentence on."""
    passage = hit.passage
    if not hit.units:
        return passage.text
    start, _ = passage.units[max(hit.units, key=lambda number: hit.units[number])]
    return passage.text[start:]
