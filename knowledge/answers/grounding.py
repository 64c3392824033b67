"""Whether a model's answer stands on what was found: sentences without a valid citation do not survive."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from knowledge.answers.evidence import Evidence, citation
from knowledge.answers.figures import unfounded
from knowledge.answers.prompts import recites
from knowledge.outcomes import Citation
from knowledge.sentences import split
from knowledge.terms import stems_either_way

# [1], [1, 3], [1-3], [^1] and 【1】 are all seen from models that were asked for [1].
_MARKER = re.compile(r"\s*(?:\[\^?\d+(?:\s*[,;–-]\s*\^?\d+)*\]|【\d+[^】]*】)")
_MARKERS = re.compile(rf"(?:{_MARKER.pattern})+")
_AFTER_STOP = re.compile(rf"([.!?…]+[\"'»”)]*)({_MARKERS.pattern})")
_BEGINS_MARKER = re.compile(r"[\[【]")
_NUMBERS = re.compile(r"(\d+)(?:\s*[–-]\s*\^?(\d+))?")
_PREFIX = re.compile(r"\s*(?:[-*+•]\s+|\d+[.)]\s+|>\s+)?")
_HEADING = re.compile(r"\s*#{1,6}\s")
_TABLE_ROW = re.compile(r"\s*\|")
# Below this share of its words a cut-down answer no longer says what the model meant.
_LEAST_KEPT = 0.5
_LONGEST_RANGE = 10


@dataclass(frozen=True, slots=True)
class Grounded:
    """``text`` is Markdown with markers 1..n, in the order of ``citations``; ``used`` are their passages."""

    text: str
    citations: tuple[Citation, ...]
    used: tuple[Evidence, ...]


def grounded(text: str, evidence: Sequence[Evidence], day: date, asked: str = "") -> Grounded | None:
    """What of ``text`` cites passages of ``evidence`` and says no number that neither they nor ``asked`` hold, which is
    the question; None where too little of it does."""
    known = {item.n: item for item in evidence}
    kept = _kept_lines(_AFTER_STOP.sub(r"\2\1", text), _Grounds(known, f"{asked} {day:%Y-%m-%d}"))
    order = tuple(dict.fromkeys(n for line in kept for n in _cited(line) if n in known))
    if not order or _size(kept) < _LEAST_KEPT * _size([text]):
        return None
    renumbered = {old: new for new, old in enumerate(order, 1)}
    return Grounded(
        "\n".join(_renumbered(line, renumbered) for line in kept).strip(),
        tuple(
            citation(renumbered[n], known[n], _best_sentence(known[n], _claims(kept, n)), day) for n in order
        ),
        tuple(known[n] for n in order),
    )


def whole_sentences(text: str) -> str:
    """Of a text that is still being written, the part whose sentences, list items and rows are finished. A marker may
    still follow the stop of the sentence that it belongs to, and is moved before it."""
    done, line_break, last = _AFTER_STOP.sub(r"\2\1", text).rpartition("\n")
    if not last.strip() or _TABLE_ROW.match(last) or _HEADING.match(last):
        return done + line_break
    finished = split(last)[:-1]
    if _BEGINS_MARKER.match(split(last)[-1]):
        finished = finished[:-1]
    return done + line_break + (last[: last.index(finished[-1]) + len(finished[-1])] if finished else "")


def without_markers(text: str) -> str:
    """Numbers of an earlier answer would point at the wrong passages of the next."""
    return _MARKER.sub("", text)


@dataclass(frozen=True, slots=True)
class _Grounds:
    """What a sentence may stand on: the passages by their numbers, and what was said in asking."""

    passages: Mapping[int, Evidence]
    asked: str

    def carry(self, sentence: str) -> bool:
        """It cites a passage, each of its numbers stands in one that it cites, and it is none of the model's rules."""
        cited = [self.passages[n] for n in _cited(sentence) if n in self.passages]
        return bool(cited) and not recites(sentence) and self._hold_numbers(sentence, cited)

    def introduce(self, line: str) -> bool:
        """It leads to what is cited below it, and counts nothing for itself."""
        return _introduces(line) and not recites(line) and self._hold_numbers(line, self.passages.values())

    def _hold_numbers(self, text: str, passages: Iterable[Evidence]) -> bool:
        source = " ".join([self.asked, *(f"{item.source.title} {item.text}" for item in passages)])
        return not unfounded(without_markers(text), source)


def _kept_lines(text: str, grounds: _Grounds) -> list[str]:
    """Lines that are carried; headings, lead-ins and table heads stay where a kept line follows them."""
    kept: list[str] = []
    waiting: list[str] = []
    for line in text.splitlines():
        held = _kept_part(line, grounds)
        if held:
            kept += [*waiting, held]
            waiting = []
        elif grounds.introduce(line):
            waiting.append(line)
        elif line.strip():
            waiting = []
        elif kept or waiting:
            waiting.append("")
    return kept


def _kept_part(line: str, grounds: _Grounds) -> str:
    prefix = match.group() if (match := _PREFIX.match(line)) else ""
    body = line[len(prefix) :]
    units = (body,) if _TABLE_ROW.match(line) else split(body)
    kept = [unit for unit in units if grounds.carry(unit)]
    return prefix + " ".join(kept) if kept else ""


def _introduces(line: str) -> bool:
    return bool(_HEADING.match(line) or _TABLE_ROW.match(line) or line.rstrip(" *_").endswith(":"))


def _cited(text: str) -> Iterator[int]:
    for marker in _MARKER.findall(text):
        for first, last in _NUMBERS.findall(marker.partition("†")[0]):
            end = int(last or first)
            yield from range(int(first), min(end, int(first) + _LONGEST_RANGE) + 1)


def _renumbered(line: str, numbers: dict[int, int]) -> str:
    def markers(match: re.Match[str]) -> str:
        named = dict.fromkeys(numbers[n] for n in _cited(match.group()) if n in numbers)
        return (" " + "".join(f"[{n}]" for n in named)) if named else ""

    return _MARKERS.sub(markers, line)


def _size(lines: Sequence[str]) -> int:
    return sum(len(without_markers(line).split()) for line in lines)


def _claims(lines: Sequence[str], n: int) -> str:
    """What the answer says with source ``n``."""
    return without_markers(" ".join(unit for line in lines for unit in split(line) if n in set(_cited(unit))))


def _best_sentence(item: Evidence, claim: str) -> str:
    """The sentence of the source that shares most with the claim; digits count, so that amounts are quoted."""
    if item.quote:
        return item.quote
    said = stems_either_way(claim)
    sentences = split(item.text) or (item.text,)
    return max(sentences, key=lambda sentence: len(said & stems_either_way(sentence)))
