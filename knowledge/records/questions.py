"""What was asked and how it was answered, for as long as it helps to mend the knowledge; and what people thought of it.

Whose question it was is kept so that an answer that comes later can find its way back to them; who judged an answer is
not.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from typing import Literal

from sqlalchemy import Engine, Row, func, insert, select, update

from knowledge.records.tables import asked_questions, judgements

OutcomeKind = Literal["answered", "rows", "abstained"]
Verdict = Literal["good", "bad"]
Why = Literal["", "wrong", "old", "beside", "long"]
WHYS: tuple[Why, ...] = ("wrong", "old", "beside", "long")


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """``id`` is that of the event by which it came. ``audiences`` are those that the reply could hold, ``asker`` an
    e-mail address ("" where unknown), ``sources`` the documents that were cited. ``in_private``: only its asker saw it,
    whatever channel and thread they asked it in."""

    id: str
    at: datetime
    words: str
    language: str
    outcome: OutcomeKind
    audiences: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    asker: str = ""
    channel: str = ""
    thread: str = ""
    in_private: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """What people thought of one answer."""

    good: int
    bad: int
    whys: tuple[tuple[Why, int], ...] = ()


class Questions:
    """Safe from several threads. All times are aware."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def record(self, asked: AskedQuestion) -> None:
        """Once; a question that is answered again after a restart is written anew."""
        values = asdict(asked) | {"audiences": list(asked.audiences), "sources": list(asked.sources)}
        with self._engine.begin() as connection:
            known = connection.execute(
                update(asked_questions).where(asked_questions.c.id == asked.id).values(values)
            )
            if not known.rowcount:
                connection.execute(insert(asked_questions).values(values))

    def get(self, id: str) -> AskedQuestion | None:
        """None where it was never recorded, or is no longer kept."""
        query = select(asked_questions).where(asked_questions.c.id == id)
        with self._engine.connect() as connection:
            row = connection.execute(query).one_or_none()
        return _question(row) if row else None

    def count_of(self, asker: str) -> int:
        """How many questions are kept with this person's name; none with nobody's."""
        if not asker:
            return 0
        query = select(func.count()).where(asked_questions.c.asker == asker.lower())
        with self._engine.connect() as connection:
            return connection.scalar(query) or 0

    def judge(self, id: str, person: str, verdict: Verdict, at: datetime, why: Why = "") -> bool:
        """A person's latest word on an answer is theirs; whether the question is still known. Whose it is cannot be
        told from what is kept."""
        values = {"verdict": verdict, "why": why, "at": at}
        own = (judgements.c.question == id) & (judgements.c.judge == _nameless(id, person))
        with self._engine.begin() as connection:
            known = connection.scalar(select(asked_questions.c.id).where(asked_questions.c.id == id))
            if known is None:
                return False
            if not connection.execute(update(judgements).where(own).values(values)).rowcount:
                connection.execute(
                    insert(judgements).values(question=id, judge=_nameless(id, person), **values)
                )
        return True

    def judged(self, id: str) -> Judged:
        query = select(judgements.c.verdict, judgements.c.why).where(judgements.c.question == id)
        with self._engine.connect() as connection:
            found = connection.execute(query).all()
        verdicts = Counter(row.verdict for row in found)
        whys: Counter[Why] = Counter(row.why for row in found if row.why)
        return Judged(verdicts["good"], verdicts["bad"], tuple(sorted(whys.items())))

    def forget(self, asker: str) -> None:
        """Whose questions these were; what was asked is kept without a name."""
        with self._engine.begin() as connection:
            theirs = asked_questions.c.asker == asker
            nameless = {"asker": "", "channel": "", "thread": ""}
            connection.execute(update(asked_questions).where(theirs).values(nameless))


def _nameless(id: str, person: str) -> str:
    """The same for a person and an answer, and different for their next one."""
    return sha256(f"{id} {person}".encode()).hexdigest()[:32]


def _question(row: Row[tuple[object, ...]]) -> AskedQuestion:
    values = dict(row._mapping)
    lists = {name: tuple(values[name]) for name in ("audiences", "sources")}
    return AskedQuestion(**values | lists)
