"""The engine that needs no model: the sentences that answer best, verbatim, with their sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from knowledge.answers.currency import as_of, in_force_first
from knowledge.answers.evidence import Evidence, citation
from knowledge.answers.sentence_scores import Scored, scored_sentences
from knowledge.models import Abstained, Answered, Draft, Language, Question

NAME = "extractive"
_MOST_WORDS = 60
# How much less likely than the best (log-odds) a further sentence may be and still be worth its words.
_NEARLY_AS_GOOD = 3.0
_FEWEST_WORDS = 4
_MOST_SOURCES = 3


class ExtractiveEngine:
    name = NAME

    def answer(
        self, question: Question, language: Language, evidence: tuple[Evidence, ...]
    ) -> Iterator[Draft | Answered | Abstained]:
        """One outcome: quotes of at most sixty words in all, the best first, each with its source."""
        day = question.now.date()
        scored = scored_sentences(question.text, in_force_first(evidence, day))
        if not scored:
            yield Abstained(language, NAME)
            return
        quotes = _by_evidence(_chosen(scored))
        yield Answered(
            text="\n\n".join(f"{_quoted(quote)} [{n}]" for n, quote in enumerate(quotes, 1)),
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
        if fresh and other.words >= _FEWEST_WORDS and used + other.words <= _MOST_WORDS:
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


def _quoted(group: Sequence[Scored]) -> str:
    """The sentences in reading order, rows and list items on lines of their own.

    A single sentence that is too long is cut at a word, and says so.
    """
    found = group[0].sentence.split()
    if len(found) > _MOST_WORDS:
        return " ".join(found[:_MOST_WORDS]) + " …"
    ordered = sorted(group, key=_position)
    return ordered[0].sentence + "".join(_glue(one) + one.sentence for one in ordered[1:])


def _glue(one: Scored) -> str:
    """What stands before a sentence in its source."""
    before = one.evidence.text.partition(one.sentence)[0]
    return "\n" if before.endswith("\n") else " "


def _position(one: Scored) -> tuple[int, int]:
    holder = one.evidence.holder(one.sentence)
    return holder.number, holder.text.find(one.sentence)
