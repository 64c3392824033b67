"""A citation in a reader's words: its place and date. For Slack and the terminal alike; nothing is escaped here."""

from __future__ import annotations

import re
from datetime import date

from babel.dates import format_date

from bot.replies.catalogue import Texts
from knowledge.outcomes import Citation

LOCALES = {"nb": "nb_NO", "en": "en_GB"}
_PAGE = re.compile(r"page (\d+)")
_SLIDE = re.compile(r"slide (\d+)(, notes)?")
_ROWS = re.compile(r"(?:sheet (.+), )?rows? (\d+)(?:[-–](\d+))?")

_EXCERPT_WORDS = 25
# Words that are no words may be of any length; with title and place it fits into a section, all of it escaped.
_EXCERPT_CHARACTERS = 220


def day(date_: date, texts: Texts) -> str:
    """Such as "3. mars 2026" or "3 March 2026"."""
    return format_date(date_, format="long", locale=LOCALES[texts.language])


def place(locator: str, texts: Texts) -> str:
    """A locator such as "Møteplan › page 3" in the reader's language; titles of sections stay as they are."""
    return " › ".join(_part(part, texts) for part in locator.split(" › ") if part)


def particulars(citation: Citation, texts: Texts) -> tuple[str, ...]:
    """Place, date, when it was confirmed, and the marks of a source that is out of date or was not looked at."""
    said = [place(citation.locator, texts)]
    if citation.updated not in (None, citation.confirmed):
        said.append(day(citation.updated, texts))
    if citation.confirmed is not None:
        said.append(texts("confirmed {day}", day=day(citation.confirmed, texts)))
    if citation.outdated:
        said.append(texts("out of date"))
    if citation.overdue:
        said.append(texts("due for review"))
    return tuple(part for part in said if part)


def _part(part: str, texts: Texts) -> str:
    if page := _PAGE.fullmatch(part):
        return texts("page {page}", page=page[1])
    if slide := _SLIDE.fullmatch(part):
        if slide[2]:
            return texts("slide {slide} (notes)", slide=slide[1])
        return texts("slide {slide}", slide=slide[1])
    if rows := _ROWS.fullmatch(part):
        return _rows(rows[1], rows[2], rows[3] or rows[2], texts)
    return part


def _rows(sheet: str | None, first: str, last: str, texts: Texts) -> str:
    if sheet and first == last:
        return texts("row {row} of the sheet {sheet}", row=first, sheet=sheet)
    if sheet:
        return texts("rows {first}–{last} of the sheet {sheet}", first=first, last=last, sheet=sheet)
    if first == last:
        return texts("row {row}", row=first)
    return texts("rows {first}–{last}", first=first, last=last)


def excerpt(citation: Citation, said: Texts) -> str:
    """The first words of what was found, in the quotation marks of the language."""
    words = citation.quote.split()
    whole = " ".join(words)
    text = " ".join(words[:_EXCERPT_WORDS])[:_EXCERPT_CHARACTERS].rstrip()
    text += "…" if text != whole else ""
    return f"«{text}»" if said.language == "nb" else f"“{text}”"
