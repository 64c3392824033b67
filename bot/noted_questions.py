"""The record of what was asked, which also notes each question that was not answered well for the coordinators."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.people import People
from bot.ports import GapLog, QuestionLog
from knowledge.gaps.gap import Gap, GapKind, WayBack
from knowledge.records.questions import AskedQuestion, Verdict, Why


class NotedQuestions:
    def __init__(self, questions: QuestionLog, gaps: GapLog, people: People) -> None:
        self._questions = questions
        self._gaps = gaps
        self._people = people

    def record(self, asked: AskedQuestion) -> None:
        self._questions.record(asked)
        if asked.outcome == "abstained":
            self._gaps.note(gap_of(asked, "abstained", asked.asker, asked.at))

    def get(self, id: str) -> AskedQuestion | None:
        return self._questions.get(id)

    def count_of(self, asker: str) -> int:
        return self._questions.count_of(asker)

    def judge(self, id: str, person: str, verdict: Verdict, at: datetime, why: Why = "") -> bool:
        """A thumb that goes down is a gap once its person says why."""
        known = self._questions.judge(id, person, verdict, at, why)
        asked = self._questions.get(id)
        if known and asked is not None and verdict == "bad" and why:
            self._gaps.note(gap_of(asked, why, self._address(person), at))
        return known

    def forget(self, asker: str) -> None:
        self._questions.forget(asker)
        self._gaps.forget(asker)

    def _address(self, user: str) -> str:
        """By which the same person is known when they ask."""
        return self._people.profile(user).email or user


def gap_of(asked: AskedQuestion, kind: GapKind, person: str, at: datetime, name: str = "") -> Gap:
    """The answer goes to the thread of the question where all could read it; else to the person alone. ``name`` is
    that of a person who chose to be named."""
    mine = replace(asked, thread="") if asked.in_private or person.lower() != asked.asker else asked
    way = WayBack(mine.channel, mine.thread, person)
    return Gap(asked.id, at, asked.words, asked.language, kind, way, name)
