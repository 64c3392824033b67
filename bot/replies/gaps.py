"""What members asked in vain, as an object and in words. Nobody is named who did not choose to be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from bot.replies.catalogue import Texts
from knowledge.gaps.gap import GapGroup, GapKind, GapQuestion, Moved, Settled


def gaps_json(groups: Sequence[GapGroup]) -> dict[str, Any]:
    return {"groups": [group_json(one) for one in groups]}


def group_json(group: GapGroup) -> dict[str, Any]:
    return {
        "id": group.id,
        "state": group.state,
        "people": group.people,
        "kinds": dict(group.kinds),
        "questions": [_question_json(one) for one in group.questions],
        "answer": group.answer,
        "audience": group.audience,
        "by": group.settled_by,
        "at": group.settled_at.isoformat() if group.settled_at else "",
        "reason": group.reason,
        "undelivered": group.undelivered,
    }


def settled_json(done: Settled) -> dict[str, Any]:
    return {**group_json(done.after), "places": done.places}


def moved_json(done: Moved) -> dict[str, Any]:
    return {"question": done.question.id, "from": done.source, "to": group_json(done.target)}


def gaps_lines(groups: Sequence[GapGroup], said: Texts) -> Iterator[str]:
    """Each group in a line of its own: its number, how many asked, and one of the questions."""
    if not groups:
        yield said("Nothing is unanswered.")
    for group in groups:
        more = len(group.questions) - 1
        rest = said(" (and {count} more)", count=more) if more else ""
        asked = f"{people_count(group.people, said)}, {_state(group, said)}"
        yield f"{group.id:>4}  {asked}: {group.questions[0].words}{rest}"


def group_lines(group: GapGroup, said: Texts) -> Iterator[str]:
    """A group with all of its questions, each with the number that moves it."""
    yield f"{group.id}  {people_count(group.people, said)}, {_state(group, said)}"
    for one in group.questions:
        kinds = ", ".join(kind_name(kind, said) for kind in one.kinds)
        names = f", {', '.join(one.names)}" if one.names else ""
        yield f"  {one.id:>4}  {one.at:%Y-%m-%d}  {one.words} ({kinds}{names})"
    if group.answer:
        yield said("Answer: {answer}", answer=group.answer)
    if group.settled_by:
        yield said("By {who}, {day}.", who=group.settled_by, day=f"{group.settled_at:%Y-%m-%d}")
    if group.undelivered:
        yield undelivered_line(group, said)
    if group.reason:
        yield said("Why: {reason}", reason=group.reason)


def answered_line(done: Settled, said: Texts) -> str:
    return said("Answered. The answer goes back to {count} place(s).", count=done.places)


def dismissed_line(done: Settled, said: Texts) -> str:
    return said("Number {id} is put aside; nobody is written to.", id=done.after.id)


def moved_line(done: Moved, said: Texts) -> str:
    return said("Question {question} is in {group} now.", question=done.question.id, group=done.target.id)


def already_line(group: GapGroup, said: Texts) -> str:
    if group.state == "answered":
        told = said("{who} has answered it already: {answer}", who=group.settled_by, answer=group.answer)
    else:
        told = said("{who} has put it aside already.", who=group.settled_by)
    return told


def undelivered_line(group: GapGroup, said: Texts) -> str:
    """Of an answer that did not reach all who asked."""
    return said("The answer could not be delivered to {count}.", count=group.undelivered)


def _question_json(one: GapQuestion) -> dict[str, Any]:
    return {
        "id": one.id,
        "at": one.at.isoformat(),
        "question": one.words,
        "language": one.language,
        "kinds": list(one.kinds),
        "people": one.people,
        "names": list(one.names),
    }


def people_count(count: int, said: Texts) -> str:
    """How many asked."""
    return said("1 person") if count == 1 else said("{count} people", count=count)


def _state(group: GapGroup, said: Texts) -> str:
    if group.state == "open":
        return said("asked again since it was answered") if group.answer else said("unanswered")
    return said("answered") if group.state == "answered" else said("put aside")


def kind_name(kind: GapKind, said: Texts) -> str:
    """Why a question is a gap."""
    names = {
        "abstained": said("not known"),
        "wrong": said("the answer was wrong"),
        "old": said("the answer was out of date"),
        "beside": said("the answer was beside the point"),
        "long": said("the answer was too long"),
        "handed": said("passed on to you"),
    }
    return names[kind]
