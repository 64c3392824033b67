"""What a Word paragraph is: a heading of some level, a list item, bold, hidden; through its chain of styles."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from docx.oxml.ns import nsmap, qn
from lxml import etree

_HEADING = re.compile(r"(?:heading|overskrift)\s*(\d)", re.IGNORECASE)
_TITLE = re.compile(r"title|tittel", re.IGNORECASE)
_LIST = re.compile(r"(?:list|liste|punkt)\D*(\d?)", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|innholdsfortegnelse|inh)\s*\d", re.IGNORECASE)
_OFF = {"0", "false", "off", "none"}
_BODY_LEVEL = 9
_FIRST_ROW_BIT = 0x20
# In half points, as w:sz is.
_UNREADABLE = 2


@dataclass(frozen=True, slots=True)
class Style:
    """``level`` 0 is body text; ``list_level`` is None outside lists."""

    level: int
    list_level: int | None
    is_contents: bool


class Styles:
    """Looks styles up by id, following ``basedOn``."""

    def __init__(self, word: Any) -> None:
        found = select(word.styles.element, "./w:style")
        self._by_id = {style.get(qn("w:styleId")): style for style in found}
        defaults = [s for s in found if s.get(qn("w:default")) == "1" and s.get(qn("w:type")) == "paragraph"]
        self._default = defaults[0].get(qn("w:styleId")) if defaults else ""
        self._chain = cache(self._read_chain)

    def of(self, paragraph: Any) -> Style:
        chain = self._chain(self._style_id(paragraph))
        names = [_value(style, "./w:name") for style in chain]
        return Style(
            level=self._level(paragraph, chain, names),
            list_level=_list_level(paragraph, chain, names),
            is_contents=any(_CONTENTS.match(name) for name in names),
        )

    def all_bold(self, paragraph: Any) -> bool:
        runs = [run for run in paragraph.iter(qn("w:r")) if "".join(run.itertext()).strip()]
        return bool(runs) and all(self.run_is(run, "w:b") for run in runs)

    def run_is(self, run: Any, sign: str) -> bool:
        """Whether a run carries a property such as ``w:vanish``, by itself or through its style."""
        stated = self.stated(run, sign)
        return stated is not None and stated.get(qn("w:val"), "1") not in _OFF

    def shows_nothing(self, run: Any) -> bool:
        """Whether a run is hidden, or set so small that nobody can read it."""
        size = self.stated(run, "w:sz")
        half_points = size.get(qn("w:val"), "") if size is not None else ""
        return self.run_is(run, "w:vanish") or (half_points.isdecimal() and int(half_points) <= _UNREADABLE)

    def stated(self, run: Any, sign: str) -> Any:
        """The element that decides on a property of a run: its own, or its styles'; None where none speaks of it."""
        holders = (run, *self.chain_of_run(run))
        return next((found[-1] for holder in holders if (found := select(holder, f"./w:rPr/{sign}"))), None)

    def chain_of_run(self, run: Any) -> list[Any]:
        """The styles of a run and those of its paragraph, each before the one that it is based on."""
        paragraph = next(run.iterancestors(qn("w:p")), None)
        ids = [_value(run, "./w:rPr/w:rStyle"), self._style_id(paragraph) if paragraph is not None else ""]
        return [style for style_id in ids for style in self._chain(style_id)]

    def chain_of_table(self, table: Any) -> tuple[Any, ...]:
        return self._chain(_value(table, "./w:tblPr/w:tblStyle"))

    def heads(self, table: Any) -> bool:
        """Whether a table's style sets its first row apart, and the table makes use of that."""
        look = next(iter(select(table, "./w:tblPr/w:tblLook")), None)
        if look is None or not _first_row_looks(look):
            return False
        styles = self.chain_of_table(table)
        return any(select(style, "./w:tblStylePr[@w:type='firstRow']") for style in styles)

    def _style_id(self, paragraph: Any) -> str:
        return _value(paragraph, "./w:pPr/w:pStyle") or self._default

    def _read_chain(self, style_id: str) -> tuple[Any, ...]:
        chain: list[Any] = []
        while style_id in self._by_id and self._by_id[style_id] not in chain:
            chain.append(self._by_id[style_id])
            style_id = _value(chain[-1], "./w:basedOn")
        return tuple(chain)

    @staticmethod
    def _level(paragraph: Any, chain: tuple[Any, ...], names: list[str]) -> int:
        stated = [
            _value(paragraph, "./w:pPr/w:outlineLvl"),
            *(_value(s, "./w:pPr/w:outlineLvl") for s in chain),
        ]
        outline = next((int(value) for value in stated if value.isdigit()), _BODY_LEVEL)
        if outline < _BODY_LEVEL:
            return outline + 1
        named = next((match for name in names if (match := _HEADING.match(name))), None)
        if named:
            return int(named[1])
        return 1 if any(_TITLE.fullmatch(name) for name in names) else 0


def select(element: Any, path: str) -> list[Any]:
    """XPath in which ``w:`` is bound; python-docx binds it for the elements that it knows alone."""
    return list(_compiled(path)(element))


@cache
def _compiled(path: str) -> etree.XPath:
    return etree.XPath(path, namespaces={"w": nsmap["w"]})


def _list_level(paragraph: Any, chain: tuple[Any, ...], names: list[str]) -> int | None:
    match = next((match for name in names if (match := _LIST.match(name))), None)
    named = None if match is None else int(match[1] or 1) - 1
    # A level alone makes no list (Word's own subtitle has one); numId 0 takes a paragraph out of its style's list.
    number = _first_value((paragraph, *chain), "./w:pPr/w:numPr/w:numId")
    if number in ("", "0"):
        return None if number else named
    return max(int(_first_value((paragraph, *chain), "./w:pPr/w:numPr/w:ilvl") or 0), named or 0)


def _first_value(elements: tuple[Any, ...], path: str) -> str:
    return next(filter(None, (_value(element, path) for element in elements)), "")


def _first_row_looks(look: Any) -> bool:
    """Newer files say it in words, older ones as a bit of a hexadecimal number."""
    stated = look.get(qn("w:firstRow"))
    if stated is not None:
        return stated not in _OFF
    mask = look.get(qn("w:val"), "0")
    return bool(int(mask, 16) & _FIRST_ROW_BIT) if re.fullmatch("[0-9A-Fa-f]+", mask) else False


def _value(element: Any, path: str) -> str:
    found = select(element, path)
    return str(found[0].get(qn("w:val")) or "") if found else ""
