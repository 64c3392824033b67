"""What happened in a year: events, questions and introductions, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from bot.reports.figures import FEWEST, EventFigures, IntroductionFigures, QuestionMonth
from knowledge.calendar.occurrences import Occurrence
from knowledge.introductions.introduction import Introduction
from knowledge.records.monthly_counts import Count


def event_figures(occurrences: Iterable[Occurrence], now: datetime, year: int) -> EventFigures:
    """What begins in the year and is over."""
    begun = [one for one in occurrences if one.first_day.year == year and one.last_day < now.date()]
    held = [one for one in begun if not one.cancelled]
    kinds = Counter(next(iter(one.categories), "") for one in held)
    return EventFigures(
        dict(sorted(Counter(one.first_day.month for one in held).items())),
        dict(sorted(kinds.items(), key=lambda pair: (-pair[1], pair[0]))),
        len(begun) - len(held),
    )


def question_months(counts: Sequence[Count]) -> Iterator[QuestionMonth]:
    """Those of which anything was counted."""
    for month in sorted({one.month for one in counts if one.noun == "question"}):
        yield _month(int(month[-2:]), [one for one in counts if one.month == month])


def introduction_figures(proposed: Sequence[Introduction]) -> IntroductionFigures:
    people = {person for one in proposed for person in one.parties}
    if 0 < len(people) < FEWEST:
        return IntroductionFigures(len(proposed), None, None, None, None)
    came_about = [one for one in proposed if one.introduced]
    results = Counter(one.result for one in came_about if one.result)
    return IntroductionFigures(
        proposed=len(proposed),
        accepted=sum(_is_accepted(one) for one in proposed),
        introduced=len(came_about),
        met=sum(one.meeting == "met" or (one.result or "none") != "none" for one in came_about),
        results=dict(results.most_common()),
    )


def _month(month: int, counts: Sequence[Count]) -> QuestionMonth:
    questions = [one for one in counts if one.noun == "question"]
    asked = sum(one.count for one in questions)
    people = sum(one.count for one in counts if one.noun == "asker")
    if people < FEWEST:
        return QuestionMonth(month, asked, None, None, None)
    answered = sum(one.count for one in questions if one.kind != "abstained")
    return QuestionMonth(month, asked, people, answered, _languages(questions))


def _languages(questions: Iterable[Count]) -> Mapping[str, int]:
    languages: Counter[str] = Counter()
    for one in questions:
        languages[one.language] += one.count
    return dict(languages.most_common())


def _is_accepted(one: Introduction) -> bool:
    """By both, or by as many as were asked."""
    return one.introduced is not None or (one.said_first == "yes" and one.said_second == "yes")
