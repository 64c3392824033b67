"""An answer, or an honest "I don't know", as Slack messages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from babel.lists import format_list

from bot.replies.catalogue import Texts, texts
from bot.replies.inert import plain, shown
from bot.replies.limits import Block, sections
from bot.replies.message import LINE, PARAGRAPH, Message, context, messages_of, section
from bot.replies.mrkdwn import pieces_of
from bot.replies.runs import Links, is_linkable, link
from bot.replies.sources import LOCALES, day, excerpt, particulars
from knowledge.models import Abstained, Answer, Answered, Citation

_TITLE_CHARACTERS = 150
_PLACE_CHARACTERS = 200


def answer_messages(
    answer: Answer, coordinators: Sequence[str], remarks: Sequence[str] = ()
) -> tuple[Message, ...]:
    """In the answer's language. ``remarks`` are sentences of the assistant about the question, in small print."""
    said = texts(answer.language)
    if isinstance(answer, Answered):
        return messages_of(_answered(answer, said, remarks))
    return messages_of(_abstained(answer, said, coordinators, remarks))


def whom_to_ask(said: Texts, coordinators: Sequence[str]) -> str:
    """A sentence that names the coordinators; their addresses come from the configuration."""
    if not coordinators:
        return said("A coordinator of the cluster can help you further.")
    anyone = format_list(coordinators, style="or", locale=LOCALES[said.language])
    return said("Feel free to ask {contact}.", contact=plain(anyone))


def _answered(answer: Answered, said: Texts, remarks: Sequence[str]) -> Iterator[Block]:
    links = Links(citation.url for citation in answer.citations)
    for text in sections(pieces_of(answer.text, links)):
        yield section(text)
    yield from _small_print([*notes(answer, said), *remarks])
    if answer.citations:
        lines = [_source_line(citation, said) for citation in answer.citations]
        heading = said("Sources")
        yield from _small_print([f"*{heading}*", *lines])


def _abstained(
    answer: Abstained, said: Texts, coordinators: Sequence[str], remarks: Sequence[str]
) -> Iterator[Block]:
    yield section(said("I could not find an answer to that in the cluster's documents, so I won't guess."))
    if answer.nearest:
        found = [f"• {_described(c, said, linked=False)}: {plain(excerpt(c, said))}" for c in answer.nearest]
        pieces = [(PARAGRAPH, said("The nearest I found:")), *((LINE, line) for line in found)]
        for text in sections(pieces):
            yield section(text)
    yield section(whom_to_ask(said, coordinators))
    yield from _small_print([*notes(answer, said), *remarks])


def notes(answer: Answer, said: Texts) -> Iterator[str]:
    """What a reader must know beside the answer, a sentence each."""
    if isinstance(answer, Answered) and answer.as_of is not None:
        yield said("This holds as of {day}; an older source says otherwise.", day=day(answer.as_of, said))
    if answer.fallback:
        yield said("The language model could not be reached, so I looked this up in the documents myself.")


def _small_print(lines: Sequence[str]) -> Iterator[Block]:
    for text in sections([(LINE, line) for line in lines]):
        yield context(text)


def _source_line(citation: Citation, said: Texts) -> str:
    return f"[{citation.n}] {_described(citation, said, linked=True)}"


def _described(citation: Citation, said: Texts, linked: bool) -> str:
    title = citation.title or citation.source
    shown_title = shown(title, _TITLE_CHARACTERS)
    if linked and is_linkable(citation.url):
        shown_title = link(citation.url, title)
    details = (shown(detail, _PLACE_CHARACTERS) for detail in particulars(citation, said))
    return " · ".join([shown_title, *details])
