"""The engine that needs no model: the sentences that answer best, verbatim, with their sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from knowledge.answers.currency import as_of, in_force, standing
from knowledge.answers.evidence import Evidence, citation
from knowledge.answers.sentence_scores import MOST_WORDS, Scored, scored_sentences
from knowledge.models import Language, Question
from knowledge.outcomes import Abstained, Answered, Progress
from knowledge.suspicion import suspicions

NAME = "extractive"
# How much less likely than the best (log-odds) a further sentence may be and still be worth its words.
_NEARLY_AS_GOOD = 3.0
_FEWEST_WORDS = 4
_MOST_SOURCES = 3
_ENDS = ".!?…:»”\"')]"


class ExtractiveEngine:
    name = NAME

    def answer(
        self, question: Question, language: Language, evidence: tuple[Evidence, ...]
    ) -> Iterator[Progress | Answered | Abstained]:
        """One outcome: quotes of at most sixty words in all, the best first, each with its source."""
        day = question.now.date()
        held = in_force(standing(evidence), day, question.text)
        scored = scored_sentences(question.text, held)
        if not scored:
            yield Abstained(language, NAME)
            return
        quotes = _by_evidence(_chosen(scored))
        yield Answered(
            text="\n\n".join(f"{_as_said(_quoted(quote))} [{n}]" for n, quote in enumerate(quotes, 1)),
            language=language,
            citations=tuple(
                citation(n, quote[0].evidence, quote[0].sentence, day) for n, quote in enumerate(quotes, 1)
            ),
            engine=NAME,
            as_of=as_of(scored[0].evidence, evidence),
        )


def _chosen(scored: Sequence[Scored]) -> list[Scored]:
    """The best sentence, and further ones while they are good and short enough; best first."""
    chosen, used = [scored[0]], scored[0].words
    for other in scored[1:]:
        if other.score < scored[0].score - _NEARLY_AS_GOOD:
            break
        fresh = all(other.sentence not in one.sentence for one in chosen)
        if fresh and other.words >= _FEWEST_WORDS and used + other.words <= MOST_WORDS:
            chosen.append(other)
            used += other.words
    return chosen


def _by_evidence(chosen: Sequence[Scored]) -> list[list[Scored]]:
    """One group a document and section, in order of their best sentences, which stand first."""
    groups: dict[tuple[str, tuple[str, ...]], list[Scored]] = {}
    for one in chosen:
        key = (one.evidence.source.source, one.evidence.hit.passage.section)
        groups.setdefault(key, []).append(one)
    return list(groups.values())[:_MOST_SOURCES]


def _as_said(quoted: str) -> str:
    """What speaks to an assistant stands as somebody else's words; the rest is plainly what documents say."""
    if not suspicions(quoted):
        return quoted
    return "\n".join(f"> {line}" for line in quoted.splitlines())


def _quoted(group: Sequence[Scored]) -> str:
    """The sentences in reading order, rows and list items on lines of their own; an ellipsis where one is cut."""
    places = sorted(map(_Place.of, group), key=lambda place: (place.passage, place.start))
    quoted = places[0].opening + places[0].sentence
    for before, place in pairwise(places):
        seam = place.glue if place.follows(before) else before.closing + place.glue + place.opening
        quoted += seam + place.sentence
    return quoted + places[-1].closing


@dataclass(frozen=True, slots=True)
class _Place:
    """A quoted slice: its passage's number and text, and where in it the slice stands."""

    passage: int
    text: str
    start: int
    end: int
    is_row: bool

    @classmethod
    def of(cls, one: Scored) -> _Place:
        holder = one.evidence.holder(one.sentence)
        start = holder.text.find(one.sentence)
        is_row = one.evidence.source.kind != "documents"
        return cls(holder.number, holder.text, start, start + len(one.sentence), is_row)

    @property
    def sentence(self) -> str:
        return self.text[self.start : self.end]

    @property
    def glue(self) -> str:
        return "\n" if self.text[: self.start].endswith("\n") else " "

    @property
    def opening(self) -> str:
        return "…" if _goes_on(self.text[: self.start]) else ""

    @property
    def closing(self) -> str:
        """A row is quoted whole or cut; a sentence ends at a stop or with its line."""
        rest = self.text[self.end :]
        if self.is_row:
            return "…" if rest else ""
        return "…" if rest[:1] not in ("", "\n") and self.text[self.end - 1] not in _ENDS else ""

    def follows(self, other: _Place) -> bool:
        """Whether nothing but white space stands between the other and this."""
        after = self.passage == other.passage and self.start >= other.end
        return after and not self.text[other.end : self.start].strip()


def _goes_on(text: str) -> bool:
    """Whether a text breaks off inside a sentence."""
    return bool(text.strip()) and not text.endswith("\n") and text.rstrip()[-1] not in _ENDS
