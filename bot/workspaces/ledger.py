"""What is noted of a workspace with several clusters: whom each person talks with, whose each conversation is, and what
waits until somebody has chosen. Ids of Slack alone, but for what waits."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import (
    Column,
    DateTime,
    Engine,
    Insert,
    MetaData,
    String,
    Table,
    Text,
    delete,
    insert,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError

from bot.edge import Body
from knowledge.records.database import make_tables

_metadata = MetaData()
_chosen = Table(
    "chosen_clusters",
    _metadata,
    Column("workspace", String, primary_key=True),
    Column("user", String, primary_key=True),
    Column("cluster", String, nullable=False),
    Column("at", DateTime, nullable=False),
)
_conversations = Table(
    "conversations_of_clusters",
    _metadata,
    Column("workspace", String, primary_key=True),
    Column("channel", String, primary_key=True),
    Column("ts", String, primary_key=True),
    Column("cluster", String, nullable=False),
    Column("at", DateTime, nullable=False),
)
_waiting = Table(
    "waiting_payloads",
    _metadata,
    Column("workspace", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("user", String, nullable=False),
    Column("payload", Text, nullable=False),
    Column("at", DateTime, nullable=False),
)
# A reply to yesterday's question would only puzzle people; and who has not been here for a year is asked again.
_KEPT = {
    _waiting: timedelta(hours=12),
    _conversations: timedelta(days=180),
    _chosen: timedelta(days=365),
}

_TIDIED_EVERY = timedelta(hours=1)


class Ledger:
    """Safe from several threads and replicas. Raises DataFolderError where its database cannot be used."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._engine = engine
        self._clock = clock
        self._tidied: datetime | None = None
        make_tables(engine, _metadata)

    def choose(self, workspace: str, user: str, cluster: str) -> None:
        mine = (_chosen.c.workspace == workspace, _chosen.c.user == user)
        change = update(_chosen).where(*mine).values(cluster=cluster, at=self._now())
        with self._engine.begin() as connection:
            if connection.execute(change).rowcount:
                return
        if not self._added(
            insert(_chosen).values(workspace=workspace, user=user, cluster=cluster, at=self._now())
        ):
            with self._engine.begin() as connection:
                connection.execute(change)

    def chosen(self, workspace: str, user: str) -> str:
        """The name of the cluster; "" where they have chosen none."""
        query = select(_chosen.c.cluster).where(_chosen.c.workspace == workspace, _chosen.c.user == user)
        with self._engine.connect() as connection:
            return connection.scalar(query) or ""

    def began(self, workspace: str, channel: str, ts: str, cluster: str) -> None:
        """A conversation is this cluster's from its first message on. Whoever notes it first is right."""
        self._added(
            insert(_conversations).values(
                workspace=workspace, channel=channel, ts=ts, cluster=cluster, at=self._now()
            )
        )

    def whose(self, workspace: str, channel: str, ts: str) -> str:
        """The name of the cluster whose conversation begins with this message; "" where that is not known."""
        table = _conversations.c
        query = select(table.cluster).where(
            table.workspace == workspace, table.channel == channel, table.ts == ts
        )
        with self._engine.connect() as connection:
            return connection.scalar(query) or ""

    def hold(self, workspace: str, id: str, user: str, payload: Body) -> None:
        """Keeps what ``user`` sent until they have chosen. Harmless when said twice."""
        written = json.dumps(payload, ensure_ascii=False)
        self._added(
            insert(_waiting).values(workspace=workspace, id=id, user=user, payload=written, at=self._now())
        )

    def held(self, workspace: str, user: str) -> Sequence[tuple[str, Body]]:
        """With the id of each, as they came."""
        table = _waiting.c
        query = (
            select(table.id, table.payload)
            .where(table.workspace == workspace, table.user == user)
            .order_by(table.at, table.id)
        )
        with self._engine.connect() as connection:
            return [(id, json.loads(payload)) for id, payload in connection.execute(query)]

    def let_go(self, workspace: str, id: str) -> None:
        with self._engine.begin() as connection:
            connection.execute(delete(_waiting).where(_waiting.c.workspace == workspace, _waiting.c.id == id))

    def tidy(self) -> None:
        """Forgets what is older than it is kept; looks for it once an hour."""
        if self._tidied and self._now() - self._tidied < _TIDIED_EVERY:
            return
        self._tidied = self._now()
        with self._engine.begin() as connection:
            for table, kept in _KEPT.items():
                connection.execute(delete(table).where(table.c.at < self._now() - kept))

    def _added(self, row: Insert) -> bool:
        """Whether nothing stood in its place."""
        try:
            with self._engine.begin() as connection:
                connection.execute(row)
        except IntegrityError:
            return False
        return True

    def _now(self) -> datetime:
        """In UTC, as SQLite keeps no zones."""
        return self._clock().astimezone(UTC).replace(tzinfo=None)
