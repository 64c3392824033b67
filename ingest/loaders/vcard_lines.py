"""Bytes -> the cards of a vCard file (2.1, 3.0, 4.0), property by property. A card that is cut off costs that card."""

from __future__ import annotations

import quopri
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from icalendar.parser import (
    Contentline,
    split_on_unescaped_comma,
    split_on_unescaped_semicolon,
    unescape_backslash,
)

from ingest.loaders.content_lines import read_content_lines
from knowledge.errors import WrongFormat

_Line: Any = Contentline  # the library leaves it untyped
_NAME = re.compile(r"(?:[\w-]+\.)?([\w-]+)(;.*)?", re.S)  # "item1.EMAIL": cards of Apple group their lines
_PARAMETER = re.compile(r';((?:[^";]|"[^"]*")*)')
_QUOTED = re.compile(r"[^:]*[;=]QUOTED-PRINTABLE[;:]", re.I)
_LAST = 1_000
_ENCODINGS = {"QUOTED-PRINTABLE", "BASE64", "8BIT", "7BIT"}


@dataclass(frozen=True, slots=True)
class Property:
    """``value`` is as written but for its encoding; ``order`` tells which of several is meant first, least first."""

    name: str
    value: str
    order: int = _LAST

    @property
    def text(self) -> str:
        return " ".join(unescape_backslash(self.value).split())


@dataclass(slots=True)
class Card:
    """``number`` is the line where it begins; ``faults`` are its lines that are none."""

    number: int
    properties: list[Property] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    @property
    def label(self) -> str:
        """How a person recognises it."""
        name = self.text("FN") or " ".join(self.parts("N")) or " ".join(self.parts("ORG")) or "a card"
        return f"“{' '.join(name.split())[:80]}” (line {self.number})"

    def text(self, name: str) -> str:
        """The one of that name that is meant first; '' where there is none."""
        return next(iter(self.texts(name)), "")

    def texts(self, *names: str) -> tuple[str, ...]:
        """Each that is not empty, of all these names, in the order that they are meant in."""
        return _several(found.text for found in self._named(*names))

    def listed(self, name: str) -> tuple[str, ...]:
        """The values of properties that hold several each."""
        return _several(
            " ".join(value.split())
            for found in self._named(name)
            for value in split_on_unescaped_comma(found.value)
        )

    def parts(self, name: str) -> tuple[str, ...]:
        """The components of the first such property; empty ones too."""
        for found in self._named(name):
            return tuple(" ".join(part.split()) for part in split_on_unescaped_semicolon(found.value))
        return ()

    def _named(self, *names: str) -> list[Property]:
        return sorted((p for p in self.properties if p.name in names), key=lambda found: found.order)


@dataclass(slots=True)
class Cards:
    """``warnings`` are the file's own faults and the cards that are cut off."""

    cards: list[Card] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def read_cards(content: bytes) -> Cards:
    """Raises EmptyFile for white space, WrongFormat for what holds no card."""
    read = read_content_lines(content)
    if not any(line.strip().upper() == "BEGIN:VCARD" for _, line in read.lines):
        raise WrongFormat("it holds no card", "save it again as a vCard file (.vcf)")
    splitter = _Splitter()
    for number, line in read.lines:
        splitter.take(line, number)
    cards = splitter.finish()
    cards.warnings[:0] = read.warnings
    return cards


class _Splitter:
    def __init__(self) -> None:
        self._cards = Cards()
        self._open: Card | None = None
        self._broken_off = ""

    def take(self, line: str, number: int) -> None:
        word = line.strip().upper()
        if word == "BEGIN:VCARD":
            self._give_up_open()
            self._open = Card(number)
        elif word == "END:VCARD":
            self._close(number)
        elif self._open is None:
            if word:
                self._cards.warnings.append(f"line {number} stands outside all cards and was passed over")
        else:
            self._property(self._open, self._broken_off + line, number)

    def finish(self) -> Cards:
        self._give_up_open()
        return self._cards

    def _close(self, number: int) -> None:
        if self._open is None:
            self._cards.warnings.append(f"line {number} ends a card that never began; it was passed over")
        else:
            self._cards.cards.append(self._open)
        self._open, self._broken_off = None, ""

    def _property(self, card: Card, line: str, number: int) -> None:
        self._broken_off = ""
        if _QUOTED.match(line) and line.endswith("="):
            self._broken_off = line[:-1]  # goes on in the next line
            return
        found = _property(line)
        if found:
            card.properties.append(found[0])
        elif line.strip():
            card.faults.append(
                f"line {number} is no line of a card (“{line.strip()[:40]}”) and was passed over"
            )

    def _give_up_open(self) -> None:
        if self._open is not None:
            self._cards.warnings.append(
                f"{self._open.label} has no END:VCARD and was not read; export it again"
            )
        self._open, self._broken_off = None, ""


def _property(line: str) -> tuple[Property, ...]:
    """The property that a line is; empty where it is none."""
    cut = _Line(line).value_separator_index()
    match = _NAME.fullmatch(line[:cut].strip()) if cut > 0 else None
    if match is None:
        return ()
    parameters = _parameters(match[2] or "")
    value = line[cut + 1 :].strip()
    if "QUOTED-PRINTABLE" in parameters.get("ENCODING", ""):
        value = _unquoted(value, parameters.get("CHARSET", ""))
    return (Property(match[1].upper(), value, _order(parameters)),)


def _parameters(written: str) -> dict[str, str]:
    """By their names, in capitals. What has no name in a card of version 2.1 is a type, or an encoding."""
    found: dict[str, str] = {}
    for one in _PARAMETER.findall(written):
        name, equals, value = one.partition("=")
        value = (value if equals else name).strip().strip('"').upper()
        key = name.strip().upper() if equals else "ENCODING" if value in _ENCODINGS else "TYPE"
        found[key] = f"{found[key]},{value}" if key in found else value
    return found


def _order(parameters: dict[str, str]) -> int:
    """As it says itself (PREF of version 4, INDEX of RFC 6715, "pref" before); what is for home comes last."""
    types = {kind.strip() for kind in parameters.get("TYPE", "").split(",")}
    said = parameters.get("PREF", "") or parameters.get("INDEX", "")
    order = int(said) if said.isdecimal() and len(said) <= 2 else 1 if "PREF" in types else _LAST
    return order if "HOME" not in types else order + _LAST


def _unquoted(value: str, charset: str) -> str:
    raw = quopri.decodestring(value.encode("utf-8"))
    for encoding in filter(None, (charset, "utf-8")):
        try:
            return raw.decode(encoding)
        except (LookupError, UnicodeDecodeError, ValueError):
            continue
    return raw.decode("cp1252", "replace")


def _several(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))
