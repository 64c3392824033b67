"""An answer, or an honest "I don't know", as Slack messages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from babel.lists import format_list

from bot.replies.catalogue import Texts, texts
from bot.replies.inert import plain, shown
from bot.replies.limits import Block, sections
from bot.replies.markdown_blocks import blocks_of
from bot.replies.message import LINE, PARAGRAPH, Message, context, messages_of, section
from bot.replies.mrkdwn import pieces_of
from bot.replies.row_cards import row_blocks
from bot.replies.row_objects import rows_of
from bot.replies.rows import page_text, rows_text
from bot.replies.runs import Links, is_linkable, link
from bot.replies.sources import LOCALES, day, excerpt, particulars
from bot.replies.tables import tabled
from knowledge.outcomes import Abstained, Answer, Answered, Citation, RowsAnswered, Several

_TITLE_CHARACTERS = 150
_PLACE_CHARACTERS = 200


def answer_messages(
    answer: Answer, coordinators: Sequence[str], remarks: Sequence[str] = ()
) -> tuple[Message, ...]:
    """In the answer's language. ``remarks`` are sentences of the assistant about the question, in small print."""
    said = texts(answer.language)
    if isinstance(answer, Abstained):
        return messages_of(_abstained(answer, said, coordinators, remarks))
    return messages_of(_answered(answer, said, remarks))


def page_messages(answer: Answer, page: int) -> tuple[Message, ...]:
    """The rows of a further page of a list, counted from 0; nothing where there is no such page."""
    text = page_text(answer, page) if isinstance(answer, RowsAnswered) else ""
    links = Links(one.url for rows in rows_of(answer) for one in rows.occurrences)
    return messages_of(section(piece) for piece in sections(pieces_of(text, links))) if text else ()


def text_of(answer: Answer) -> str:
    """The answer itself, in Markdown, without remarks and sources; an abstention has none."""
    match answer:
        case Several():
            said = texts(answer.language)
            return "\n\n".join(
                opening_of(part, said) if isinstance(part, Abstained) else text_of(part)
                for part in answer.parts
            )
        case RowsAnswered():
            return rows_text(answer)
        case Answered():
            return tabled(answer.text)
        case Abstained():
            return ""


def citations_of(answer: Answer) -> tuple[Citation, ...]:
    return () if isinstance(answer, Abstained) else answer.citations


def opening_of(answer: Abstained, said: Texts) -> str:
    """Why there is no answer."""
    if answer.withheld:
        return said("I do not hand out contact details in bulk. Ask me about one member or person at a time.")
    return said("I could not find an answer to that in the cluster's documents, so I won't guess.")


def whom_to_ask(said: Texts, coordinators: Sequence[str]) -> str:
    """A sentence that names the coordinators; their addresses come from the configuration."""
    if not coordinators:
        return said("A coordinator of the cluster can help you further.")
    anyone = format_list(coordinators, style="or", locale=LOCALES[said.language])
    return said("Feel free to ask {contact}.", contact=plain(anyone))


def body_blocks(answer: Answered | RowsAnswered | Several) -> list[Block]:
    """The answer itself, before remarks and sources."""
    match answer:
        case Several():
            return [block for part in answer.parts for block in _part_blocks(part)]
        case RowsAnswered():
            return row_blocks(answer)
        case Answered():
            links = Links(citation.url for citation in answer.citations)
            return list(blocks_of(text_of(answer), links))


def _part_blocks(part: Answered | RowsAnswered | Abstained) -> list[Block]:
    return (
        [section(opening_of(part, texts(part.language)))]
        if isinstance(part, Abstained)
        else body_blocks(part)
    )


def _answered(
    answer: Answered | RowsAnswered | Several, said: Texts, remarks: Sequence[str]
) -> Iterator[Block]:
    # Nothing may be left of words that are all invisible.
    yield from body_blocks(answer) or [section(opening_of(Abstained(answer.language, answer.engine), said))]
    yield from _small_print([*notes(answer, said), *remarks])
    if answer.citations:
        heading = said("Sources")
        yield from _small_print([f"*{heading}*", *_sources(answer, said)])


def _abstained(
    answer: Abstained, said: Texts, coordinators: Sequence[str], remarks: Sequence[str]
) -> Iterator[Block]:
    yield section(opening_of(answer, said))
    if answer.nearest:
        found = [f"• {described(c, said, linked=False)}: {plain(excerpt(c, said))}" for c in answer.nearest]
        pieces = [(PARAGRAPH, said("The nearest I found:")), *((LINE, line) for line in found)]
        for text in sections(pieces):
            yield section(text)
    yield section(whom_to_ask(said, coordinators))
    yield from _small_print([*notes(answer, said), *remarks])


def notes(answer: Answer, said: Texts) -> Iterator[str]:
    """What a reader must know beside the answer, a sentence each."""
    parts = answer.parts if isinstance(answer, Several) else (answer,)
    dated = (part.as_of for part in parts if isinstance(part, Answered) and part.as_of is not None)
    for as_of in dated:
        yield said("This holds as of {day}; an older source says otherwise.", day=day(as_of, said))
    if answer.fallback:
        yield said("The language model could not be reached, so I looked this up in the documents myself.")


def _small_print(lines: Sequence[str]) -> Iterator[Block]:
    for text in sections([(LINE, line) for line in lines]):
        yield context(text)


def _sources(answer: Answer, said: Texts) -> Iterator[str]:
    match answer:
        case Several():
            for part in answer.parts:
                yield from _sources(part, said)
        case RowsAnswered():
            yield from _row_source_lines(answer, said)
        case Answered():
            yield from _source_lines(answer, said)


def _source_lines(answer: Answered, said: Texts) -> list[str]:
    return [f"[{citation.n}] {described(citation, said, linked=True)}" for citation in answer.citations]


def _row_source_lines(answer: RowsAnswered, said: Texts) -> list[str]:
    """One line a register or calendar, not one a row: with the numbers of its rows, and the day of the newest."""
    by_name: dict[str, list[Citation]] = {}
    for citation in answer.citations:
        by_name.setdefault(citation.source.partition("#")[0], []).append(citation)
    return [
        " · ".join(
            [
                f"{_numbers([one.n for one in cited])} {shown(name, _TITLE_CHARACTERS)}",
                *particulars(replace(_newest(cited), locator=""), said),
            ]
        )
        for name, cited in by_name.items()
    ]


def _newest(cited: Sequence[Citation]) -> Citation:
    return max(cited, key=lambda one: one.updated or date.min)


def _numbers(numbers: Sequence[int]) -> str:
    """[1], or [1–3], or [1], [4]: as they stand in the text."""
    first, last = min(numbers), max(numbers)
    if len(numbers) > 1 and last - first + 1 == len(numbers):
        return f"[{first}–{last}]"
    return ", ".join(f"[{number}]" for number in numbers)


def described(citation: Citation, said: Texts, linked: bool) -> str:
    """Title, place, date and standing of a source, ready for a message."""
    title = citation.title or citation.source
    shown_title = shown(title, _TITLE_CHARACTERS)
    if linked and is_linkable(citation.url):
        shown_title = link(citation.url, title)
    details = (shown(detail, _PLACE_CHARACTERS) for detail in particulars(citation, said))
    return " · ".join([shown_title, *details])
