"""Which known documents have the same text as a new one, or are other editions of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from knowledge.conflicts.findings import Copy, OtherEdition
from knowledge.conflicts.known import Near
from knowledge.editions import alike, edition_of, namesakes, repeats, says_so
from knowledge.library import Entry
from knowledge.models import Passage, SourceInfo
from knowledge.sentences import split
from knowledge.terms import words

# Of the new document's passages, how many must stand in a known one to speak of a copy, or of an edition.
_MOST = 0.6
_SOME = 0.3
# Of a passage, by words.
_SENTENCES = 0.85


def copies(
    entry: Entry,
    met: Mapping[str, Sequence[Near]],
    texts: Callable[[Sequence[str]], Mapping[str, tuple[Passage, ...]]],
) -> Iterator[Copy]:
    """``met`` are the near units of each known document, by its source."""
    shares = {source: _share(entry, near, _stands_in) for source, near in met.items()}
    copied = {source: share for source, share in shares.items() if share >= _MOST}
    whole = texts(sorted({met[source][0].passage.document for source in copied}))
    for source, share in sorted(copied.items(), key=lambda one: (-one[1], one[0])):
        first = met[source][0]
        exact = _words(entry.text.passages) == _words(whole[first.passage.document])
        yield Copy(_source(first, source), share, exact)


def editions(entry: Entry, met: Mapping[str, Sequence[Near]], day: date) -> Iterator[OtherEdition]:
    mine = edition_of(entry.source)
    for source, near in met.items():
        theirs = edition_of(_source(near[0], source))
        same = namesakes(mine, theirs)
        if same and (says_so(mine, theirs, day) or _share(entry, near, _alike_to_one) >= _SOME):
            yield OtherEdition(theirs.source, "newer" if theirs.precedes(mine) else "older")


def _source(near: Near, source: str) -> SourceInfo:
    return next(one for one in near.sources if one.source == source)


def _share(
    entry: Entry, near: Sequence[Near], held_in: Callable[[Passage, Sequence[Passage]], bool]
) -> float:
    by_number = {one.passage.number: one.passage for one in near}
    known = [by_number[number] for number in sorted(by_number)]
    return sum(held_in(passage, known) for passage in entry.text.passages) / len(entry.text.passages)


def _alike_to_one(passage: Passage, known: Sequence[Passage]) -> bool:
    return any(alike(passage, other) for other in known)


def _stands_in(passage: Passage, known: Sequence[Passage]) -> bool:
    """In one of them, or its sentences among them word for word: another layout is cut into other passages."""
    if any(repeats(passage, other) for other in known):
        return True
    text = " ".join(f" {' '.join(words(other.text))} " for other in known)
    sentences = [words(sentence) for sentence in split(passage.text)]
    held = sum(len(said) for said in sentences if f" {' '.join(said)} " in text)
    return held >= _SENTENCES * sum(map(len, sentences))


def _words(passages: Sequence[Passage]) -> list[str]:
    return " ".join(passage.text for passage in passages).split()
