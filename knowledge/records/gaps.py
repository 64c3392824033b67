"""What was not answered well, kept as long as questions are; who asked is counted and not kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, and_, delete, insert, select, true, update

from knowledge.gaps.gap import AlreadySettled, Gap, GapGroup, Moved, Placed, Seen, Settled, UnknownGap
from knowledge.gaps.masking import masked
from knowledge.models import MEMBERS
from knowledge.privacy_settings import PrivacySection
from knowledge.records import gap_gathering, gap_rows
from knowledge.records.audit import AuditEntry, note
from knowledge.records.gap_tables import gap_askings, gap_groups, gap_questions, gap_ways
from knowledge.records.introduction_rows import lock
from knowledge.records.monthly_counts import count_answered_gap


class Gaps:
    """Safe from several threads and replicas: whatever changes groups comes one after the other. All times are
    aware."""

    def __init__(self, engine: Engine, kept: timedelta = PrivacySection().gaps_kept) -> None:  # noqa: B008 - frozen
        """``kept`` is for how long questions that were not answered are."""
        self._engine = engine
        self._kept = kept

    def note(self, gap: Gap) -> None:
        """Once for each person, question and kind; where the answer goes is the first place that a person asked in.
        What was not answered well after its group was answered opens that group anew."""
        with self._engine.begin() as connection:
            asker = gap_rows.asker_of(connection, gap.way.person or gap.question)
            question = _noted(connection, gap)
            is_it = and_(
                gap_askings.c.question == question,
                gap_askings.c.asker == asker,
                gap_askings.c.kind == gap.kind,
            )
            if not connection.execute(update(gap_askings).where(is_it).values(name=gap.name)).rowcount:
                values = {"question": question, "asker": asker, "kind": gap.kind, "name": gap.name}
                connection.execute(insert(gap_askings).values(values))
            _keep_way(connection, question, gap)
            _reopen(connection, question, gap.at)

    def placed(self, at: datetime) -> tuple[tuple[int, Placed], ...]:
        """Every question that is kept, by its number, the oldest first."""
        query = select(gap_questions).order_by(gap_questions.c.at, gap_questions.c.id)
        with self._engine.connect() as connection:
            loose = gap_gathering.loose_groups(connection, at)
            rows = connection.execute(query).all()
            return tuple((row.id, Placed(row.words, row.group, row.group in loose)) for row in rows)

    def gather(self, bundles: Iterable[tuple[int | None, Sequence[int]]], seen: Seen) -> None:
        """Questions come into a group, or (None) make one. Whatever is no longer as it was ``seen``, or is held by now,
        stays where it is. A question that was answered and is asked again opens its group anew."""
        with self._engine.begin() as connection:
            lock(connection)
            for group, questions in bundles:
                gap_gathering.bring(connection, group, questions, seen)
            gap_rows.drop_empty(connection)

    def hold(self, id: int, until: datetime) -> None:
        """What the group holds stays together until then, or longer."""
        with self._engine.begin() as connection:
            gap_gathering.hold(connection, [id], until)

    def groups(self) -> tuple[GapGroup, ...]:
        """All of them, those that most people asked first."""
        with self._engine.connect() as connection:
            return gap_rows.read(connection, true())

    def get(self, id: int) -> GapGroup | UnknownGap:
        with self._engine.connect() as connection:
            return _read_one(connection, id)

    def answer(
        self, id: int, text: str, by: str, at: datetime, audience: str = MEMBERS
    ) -> Settled | AlreadySettled | UnknownGap:
        """Whoever is first; the answer then waits to be brought to everyone who asked and may read it."""
        settled = {"state": "answered", "answer": text, "settled_by": by, "settled_at": at, "reason": ""}
        settled["audience"] = audience
        with self._engine.begin() as connection:
            done = _settle(connection, id, settled, "answer")
            if not isinstance(done, Settled):
                return done
            places = _send(connection, [one.id for one in done.after.questions], done.after)
            count_answered_gap(connection, min(one.at for one in done.before.questions), at)
            return Settled(done.before, done.after, places)

    def dismiss(self, id: int, reason: str, by: str, at: datetime) -> Settled | AlreadySettled | UnknownGap:
        """Not to be answered; where the answer would have gone is forgotten."""
        with self._engine.begin() as connection:
            values = {"state": "dismissed", "settled_by": by, "settled_at": at, "reason": reason}
            done = _settle(connection, id, values, "dismiss")
            if isinstance(done, Settled):
                numbers = [one.id for one in done.after.questions]
                connection.execute(delete(gap_ways).where(gap_ways.c.question.in_(numbers)))
            return done

    def move(self, question: int, group: int | None, by: str, at: datetime) -> Moved | UnknownGap:
        """Into a group, or (None) into one of its own: a coordinator's word, which gathering does not change. In a
        group that is answered, the question is answered."""
        with self._engine.begin() as connection:
            lock(connection)
            source = connection.scalar(select(gap_questions.c.group).where(gap_questions.c.id == question))
            if source is None or (group is not None and not gap_gathering.is_there(connection, group)):
                return UnknownGap()
            target = gap_gathering.made(connection) if group is None else group
            # For as long as any question that is there now is kept.
            gap_gathering.hold(connection, [source, target], at + self._kept)
            values = {"group": target, "moved": True}
            connection.execute(update(gap_questions).where(gap_questions.c.id == question).values(values))
            gap_rows.drop_empty(connection)
            moved_to = {"group": target}
            entry = AuditEntry(at, by, "move", f"gap question {question}", {"group": source}, moved_to)
            note(connection, entry)
            (after,) = gap_rows.read(connection, gap_groups.c.id == target)
            if after.state == "answered":
                _send(connection, [question], after)
            (moved,) = (one for one in after.questions if one.id == question)
            return Moved(moved, source, after)

    def forget(self, person: str) -> None:
        """No answer goes to them any more, and nothing has their name; what was asked is kept without."""
        with self._engine.begin() as connection:
            asker = gap_rows.asker_of(connection, person)
            connection.execute(delete(gap_ways).where(gap_ways.c.person == person.lower()))
            connection.execute(update(gap_askings).where(gap_askings.c.asker == asker).values(name=""))


def _noted(connection: Connection, gap: Gap) -> int:
    known = connection.scalar(select(gap_questions.c.id).where(gap_questions.c.question == gap.question))
    if known is not None:
        return int(known)
    values = {"question": gap.question, "group": None, "moved": False, "at": gap.at}
    words = {"words": masked(gap.words), "language": gap.language}
    made = connection.execute(insert(gap_questions).values(values | words))
    return _key(made.inserted_primary_key)


def _keep_way(connection: Connection, question: int, gap: Gap) -> None:
    """Not where it is known, nor a second time into the same thread, nor to nobody."""
    person = gap.way.person.lower()
    if not person and not gap.way.thread:
        return
    ways = select(gap_ways.c.person, gap_ways.c.thread).where(gap_ways.c.question == question)
    known = connection.execute(ways).all()
    if any(way.person == person or (gap.way.thread and way.thread == gap.way.thread) for way in known):
        return
    place = {"person": person, "channel": gap.way.channel, "thread": gap.way.thread}
    connection.execute(insert(gap_ways).values(place | {"question": question, "answer": "", "claimed": None}))


def _reopen(connection: Connection, question: int, at: datetime) -> None:
    its_group = select(gap_questions.c.group).where(gap_questions.c.id == question).scalar_subquery()
    is_over = (gap_groups.c.state == "answered") & (gap_groups.c.settled_at < at)
    connection.execute(update(gap_groups).where(gap_groups.c.id == its_group, is_over).values(state="open"))


def _settle(
    connection: Connection, id: int, values: dict[str, Any], what: str
) -> Settled | AlreadySettled | UnknownGap:
    lock(connection)
    before = _read_one(connection, id)
    if isinstance(before, UnknownGap):
        return before
    if before.state != "open":
        return AlreadySettled(before)
    connection.execute(update(gap_groups).where(gap_groups.c.id == id).values(values))
    (after,) = gap_rows.read(connection, gap_groups.c.id == id)
    entry = (f"gap {id}", before.facts(), after.facts())
    note(connection, AuditEntry(values["settled_at"], values["settled_by"], what, *entry))
    return Settled(before, after)


def _send(connection: Connection, questions: Sequence[int], group: GapGroup) -> int:
    """The group's answer waits for every way of the questions; two of them into one thread are one."""
    lost = gap_ways.c.question.in_(questions) & gap_ways.c.undelivered
    connection.execute(delete(gap_ways).where(lost))
    mine = gap_ways.c.question.in_(questions) & (gap_ways.c.answer == "")
    ways = connection.execute(select(gap_ways).where(mine).order_by(gap_ways.c.id)).all()
    kept: dict[tuple[str, ...], int] = {}
    for way in ways:
        place = (way.channel, way.thread) if way.thread else (way.person,)
        kept.setdefault(place, way.id)
    spare = [way.id for way in ways if way.id not in kept.values()]
    connection.execute(delete(gap_ways).where(gap_ways.c.id.in_(spare)))
    told = {"answer": group.answer, "audience": group.audience}
    connection.execute(update(gap_ways).where(gap_ways.c.id.in_(kept.values())).values(told))
    return len(kept)


def _read_one(connection: Connection, id: int) -> GapGroup | UnknownGap:
    found = gap_rows.read(connection, gap_groups.c.id == id)
    return found[0] if found else UnknownGap()


def _key(inserted: Any) -> int:
    return int(inserted[0])
