"""Found passages, best first -> the same with one of each: older editions and near-duplicates stand aside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from knowledge.editions import Edition, Moment, alike, edition_of, namesakes, repeats, says_so, unnumbered
from knowledge.models import Hit, Passage
from knowledge.terms import words

# Of the places asked for, at most a third go to what stands aside while there is something else to show.
_SHARE_ASIDE = 3


@dataclass(frozen=True, slots=True)
class Arrangement:
    """``distinct`` in order; ``aside`` are hits that one of them stands for, each with its place before."""

    distinct: tuple[Hit, ...]
    aside: tuple[tuple[int, Hit], ...]

    def first(self, limit: int) -> tuple[Hit, ...]:
        """``limit`` hits. What stood among them before stays, below the distinct, as far as its share goes."""
        room = max(0, limit - len(self.distinct))
        near = [hit for place, hit in self.aside if place < limit][: limit // _SHARE_ASIDE]
        kept = near if len(near) > room else [hit for _, hit in self.aside[:room]]
        above = self.distinct[: limit - len(kept)]
        worst = above[-1].score if above else 1.0
        falling = list(accumulate((hit.score for hit in kept), min, initial=worst))[1:]
        return (*above, *(replace(hit, score=score) for hit, score in zip(kept, falling, strict=True)))


def arranged(hits: Sequence[Hit], moment: Moment) -> Arrangement:
    """The order of all that neither stands aside nor takes such a place is left as it was."""
    families = _families(hits, moment)
    marked = [_marked(hit, families.get(hit.sources[0].source), moment) for hit in hits]
    places = list(range(len(hits)))
    for place, hit in enumerate(marked):
        if hit.aside and (heir := _heir(place, marked, families)) is not None and places[heir] > place:
            places[heir] = place
            marked[heir] = replace(marked[heir], score=max(marked[heir].score, hit.score))
    ordered = sorted((places[n], n) for n, hit in enumerate(marked) if not hit.aside)
    copies = set(_copies([(n, marked[n]) for _, n in ordered]))
    return Arrangement(
        tuple(marked[n] for _, n in ordered if n not in copies),
        tuple((n, replace(hit, aside=True)) for n, hit in enumerate(marked) if hit.aside or n in copies),
    )


def united(first: Hit, other: Hit, moment: Moment) -> Hit:
    """One hit of two with the same words, as the edition that holds has them; where neither does, as the one that was
    looked at, else as the first."""
    pair = _Family([edition_of(hit.sources[0]) for hit in (first, other)])
    yielding = [namesakes(*pair.editions) and pair.yields(edition, moment) for edition in pair.editions]
    swapped = yielding[0] if any(yielding) else first.weight < other.weight
    one, two = (other, first) if swapped else (first, other)
    sources = {source.source: source for source in (*one.sources, *two.sources)}
    found = replace(first, score=first.fit, weight=1.0) if first.weight < other.weight else first
    return replace(found, passage=one.passage, sources=tuple(sources.values()))


@dataclass(frozen=True, slots=True)
class _Family:
    """Editions of one document, in the order in which they were found."""

    editions: list[Edition]

    def yields(self, edition: Edition, moment: Moment) -> bool:
        """Whether another holds for the question: the one of the year that it names, else the one in force."""
        asked = [one for one in self.editions if one.speaks_for(moment.years)]
        if asked and edition not in asked:
            return True
        return any(one.outranks(edition, moment.day) for one in asked or self.editions)

    def successor(self, edition: Edition, moment: Moment) -> str:
        """The source that replaced it; empty where none of those found did."""
        newer = [one for one in self.editions if one.replaces(edition, moment.day)]
        last = [one for one in newer if not any(two.outranks(one, moment.day) for two in newer)]
        return last[0].source.source if last else ""


def _families(hits: Sequence[Hit], moment: Moment) -> dict[str, _Family]:
    """By source; documents that no other edition was found of have none."""
    passages: dict[str, list[Passage]] = {}
    editions: dict[str, Edition] = {}
    for hit in hits:
        source = hit.sources[0]
        editions.setdefault(source.source, edition_of(source))
        passages.setdefault(source.source, []).append(hit.passage)
    families: list[_Family] = []
    for edition in editions.values():
        home = next((f for f in families if _belongs(edition, f, passages, moment)), None)
        if home is None:
            families.append(_Family([edition]))
        else:
            home.editions.append(edition)
    return {
        e.source.source: family for family in families if len(family.editions) > 1 for e in family.editions
    }


def _belongs(edition: Edition, family: _Family, passages: dict[str, list[Passage]], moment: Moment) -> bool:
    return any(
        namesakes(edition, other)
        and (
            says_so(edition, other, moment.day)
            or any(
                alike(one, two)
                for one in passages[edition.source.source]
                for two in passages[other.source.source]
            )
        )
        for other in family.editions
    )


def _marked(hit: Hit, family: _Family | None, moment: Moment) -> Hit:
    if family is None:
        return hit
    edition = edition_of(hit.sources[0])
    return replace(hit, aside=family.yields(edition, moment), replaced_by=family.successor(edition, moment))


def _heir(place: int, hits: Sequence[Hit], families: dict[str, _Family]) -> int | None:
    """The best passage of a holding edition that says the same as the one at ``place``."""
    older = hits[place]
    family = families[older.sources[0].source]
    return next(
        (
            n
            for n, hit in enumerate(hits)
            if not hit.aside
            and families.get(hit.sources[0].source) is family
            and alike(hit.passage, older.passage)
        ),
        None,
    )


def _copies(hits: Sequence[tuple[int, Hit]]) -> Iterator[int]:
    """Those that repeat one above them from another document but for a few words; other numbers say something else."""
    kept: dict[frozenset[str], list[Hit]] = {}
    for n, hit in hits:
        own = unnumbered(hit.passage.text)
        above = kept.setdefault(frozenset(words(hit.passage.text)) - own, [])
        if any(_repeats(hit, other) for other in above):
            yield n
        else:
            above.append(hit)


def _repeats(hit: Hit, other: Hit) -> bool:
    if hit.sources[0].source == other.sources[0].source:
        return False
    if not hit.sources[0].kind == other.sources[0].kind == "documents":
        return False
    return repeats(hit.passage, other.passage)
