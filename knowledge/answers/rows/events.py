"""Events: what is on in a period, and when, where and whether something takes place."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta

from knowledge.answers.rows.task import ENGINE, Task, cited
from knowledge.answers.rows.topics import Topical, Topics
from knowledge.calendar.occurrences import Occurrence
from knowledge.outcomes import Aim, RowsAnswered
from knowledge.reading.stretches import Period
from knowledge.reading.wording import speaks_of

Wanted = Callable[[Occurrence], bool]
# "Wool Fair / Ullmessa", "Seminar: AI in practice"
_PARTS = re.compile(r"[/:(–]")
_OPEN_END = timedelta(days=366)
_NEXT = 3
# Of all that is to come, what somebody gets who only asks what is on.
_SOON = 5
# So long after a day people still ask whether what should have been on it was called off.
_STILL_ASKED = timedelta(days=60)


def events(task: Task) -> RowsAnswered | None:
    """All that is on in the period and the place; where nothing is, what comes next, said to be that."""
    reading = task.reading
    places = (*reading.places, *filter(None, (reading.elsewhere,)))
    period = reading.period or Period(task.today, None)

    def wanted(one: Occurrence) -> bool:
        here = not places or any(place.casefold() in one.location.casefold() for place in places)
        return here and (one.is_all_day or not reading.has("all day"))

    return _in_period(task, period, wanted, reading.elsewhere)


def events_to_come(task: Task) -> RowsAnswered | None:
    """The next few of all; None where there are none, for a document may know better."""
    ahead = task.calendar.upcoming(task.question.now, lambda one: True, _SOON)
    return _answered(task, ahead, "list", "") if ahead else None


def events_by_title(task: Task, topics: Topics) -> RowsAnswered | None:
    """None where no event is called so: then a document may know."""
    wanted = _called(task, topics)
    if wanted is None:
        return None
    period = task.reading.period
    if period and (period.last or task.reading.has("count")):
        found = _in_period(task, period, wanted, task.reading.title)
        return replace(found, occurrences=found.occurrences[-1:]) if task.reading.has("final") else found
    return _coming(task, wanted, period)


def these_events(task: Task, sources: Collection[str]) -> RowsAnswered | None:
    """The next of the events of these sources, or what is on in the period that the question names."""
    uids = {one.uid for one in task.calendar.series if one.source.source in sources}
    wanted = _titled(set(), uids)
    period = task.reading.period
    if period and period.last and task.calendar.between(*_span(task, period)):
        return _in_period(task, period, wanted, "")
    return _coming(task, wanted, period)


def _called(task: Task, topics: Topics) -> Wanted | None:
    """The events that a question means: by the words of their titles, or else by what these mean."""
    series = tuple(task.calendar.series)
    worded = _worded({(one.uid, one.title) for one in series}, task)
    if worded:
        return _titled(set(), {uid for uid, _ in worded})
    if single := _worded({(one.uid, title) for one in series for title in one.titles}, task):
        return _titled(single, set())
    asked = task.reading.period or task.reading.has("next", "status", "event")
    if not asked or task.reading.has("past"):
        return None
    there = [Topical((one.source.source,), (*one.titles, *one.categories)) for one in series]
    fit = topics.fitting(task.reading.title, there, "events", task.audiences)
    return _titled(set(), {series[place].uid for place in fit.reasons}) if fit.reasons else None


def _worded(titles: set[tuple[str, str]], task: Task) -> set[tuple[str, str]]:
    """Those whose title speaks of what is asked; without the words for meetings as such, where none does with them."""
    for words in (task.reading.title, task.reading.topic):
        said = {pair for pair in titles if words and speaks_of(pair[1], words)}
        if not task.reading.has("event", "next", "status") and not task.reading.period:
            said = {pair for pair in said if _names(words, pair[1])}
        if said:
            return said
    return set()


def _names(words: str, title: str) -> bool:
    """Whether a title is named, not only touched on: where the office is, the event "Office closed" does not say."""
    return any(speaks_of(words, part) for part in _PARTS.split(title) if part.strip())


def _titled(single: set[tuple[str, str]], whole: set[str]) -> Wanted:
    """Whole series, and of others the occurrences that are called so themselves."""
    return lambda one: one.uid in whole or (one.uid, one.title) in single


def _in_period(task: Task, period: Period, wanted: Wanted, topic: str) -> RowsAnswered:
    start, end = _span(task, period)
    found = [one for one in task.calendar.between(start, end) if wanted(one)]
    if found:
        return _answered(task, found, task.aim, topic)
    near = task.calendar.upcoming(max(end, task.question.now), wanted, 1)
    return _answered(task, near, task.aim, topic, missing=True)


def _span(task: Task, period: Period) -> tuple[datetime, datetime]:
    zone = task.question.now.tzinfo
    first = period.first or task.today
    last = period.last or first + _OPEN_END
    start = datetime.combine(first, time.min, zone)
    return start, datetime.combine(last + timedelta(days=1), time.min, zone)


def _coming(task: Task, wanted: Wanted, period: Period | None) -> RowsAnswered | None:
    """The next that takes place, with what is cancelled before it; or the last one, where none is to come."""
    after = task.question.now
    if period and period.first and period.first > task.today:
        after = datetime.combine(period.first, time.min, after.tzinfo)
    ahead = task.calendar.upcoming(after, wanted, _NEXT)
    if not ahead:
        return _past(task, wanted)
    if task.reading.has("count", "bulk"):
        return _answered(task, ahead, task.aim, task.reading.title)
    held = next((place for place, one in enumerate(ahead) if not one.cancelled), len(ahead) - 1)
    if not task.reading.has("status"):
        return _answered(task, ahead[held : held + 1], "next", task.reading.title)
    now = task.question.now
    earlier = task.calendar.between(now - _STILL_ASKED, now)
    cancelled = [one for one in earlier if wanted(one) and one.cancelled]
    return _answered(task, [*cancelled[-1:], *ahead[: held + 1]], "next", task.reading.title)


def _past(task: Task, wanted: Wanted) -> RowsAnswered | None:
    now = task.question.now
    earlier = [one for one in task.calendar.between(now - _OPEN_END, now) if wanted(one)]
    return _answered(task, earlier[-1:], "next", task.reading.title) if earlier else None


def _answered(
    task: Task, found: Sequence[Occurrence], aim: Aim, topic: str, missing: bool = False
) -> RowsAnswered:
    sources = {one.source.source: (one.source, one.title) for one in found}
    return RowsAnswered(
        language=task.language,
        engine=ENGINE,
        asked=task.asked("events", aim, topic, missing),
        citations=cited(list(sources.values()), task.today),
        occurrences=tuple(found),
        today=task.today,
    )
