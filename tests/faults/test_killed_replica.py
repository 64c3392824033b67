"""Three replicas on one PostgreSQL, of which one is killed while many ask: each question is answered once, in order.

On one machine they share a data folder; on three, each has its own, and a Chroma server holds the passages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from tests.faults.balancer import Balancer
from tests.faults.served import served, tokens
from tests.records import on
from tests.scenarios.command_line import PATIENCE, Cluster, new_cluster
from tests.standins.postgres import Postgres
from tests.standins.slack import Payload, SlackStandIn

ASKED = (
    "hva koster årskontingenten for små bedrifter?",
    "hva er besøksadressen til klyngen?",
    "how is the drone lab in Hangar 4 booked?",
)
THREADS = 8


@pytest.fixture(params=["one machine", "three machines"])
def machines(
    request: pytest.FixtureRequest, postgres: Postgres, slack: SlackStandIn, tmp_path: Path
) -> Iterator[list[Cluster]]:
    """The cluster as each replica has it."""
    records = on(postgres)
    settings = {"KLYNGEBOT_DATABASE_URL": records.url()} | tokens(slack, "http")
    if request.param == "three machines":
        settings["KLYNGEBOT_CHROMA_URL"] = request.getfixturevalue("chroma")
    made = replace(new_cluster(tmp_path), environment=settings)
    assert made.run("ingest").code == 0
    if request.param == "one machine":
        yield [made] * 3
    else:
        folders = ({"KLYNGEBOT_DATA": str(tmp_path / f"machine-{number}")} for number in range(3))
        yield [replace(made, environment=settings | folder) for folder in folders]
    records.close()


@dataclass(frozen=True)
class Conversation:
    """Several questions of one person in one thread, and what Slack tells of each."""

    events: tuple[tuple[Payload, ...], ...]

    @property
    def ids(self) -> tuple[frozenset[str], ...]:
        return tuple(frozenset(str(one["event_id"]) for one in told) for told in self.events)


def _conversations(slack: SlackStandIn) -> list[Conversation]:
    people = [slack.workspace.add_user(f"person{number}") for number in range(THREADS)]
    channel = slack.workspace.add_channel("generelt", people)
    return [
        Conversation(
            tuple(
                tuple(slack.events.all_of(message))
                for message in _thread(
                    slack, lambda text, ts, who=who: slack.workspace.post(who, channel, text, ts)
                )
            )
        )
        for who in people
    ]


def _thread(slack: SlackStandIn, post: Callable[[str, str | None], Payload]) -> list[Payload]:
    first = post(f"<@{slack.workspace.bot.id}> {ASKED[0]}", None)
    return [first, *(post(f"<@{slack.workspace.bot.id}> {text}", first["ts"]) for text in ASKED[1:])]


def _answered(slack: SlackStandIn) -> list[str]:
    """The ids of events that have a whole reply, in the order in which replies stand there."""
    posted = [one for channel in list(slack.workspace.channels) for one in slack.messages_in(channel)]
    replies = [one for one in posted if (one.get("metadata") or {}).get("event_type") == "klyngebot_reply"]
    by_time = sorted(replies, key=lambda one: one["ts"])
    return [one["metadata"]["event_payload"]["event_id"] for one in by_time]


@pytest.mark.parametrize("comes_back", [True, False])
def test_of_three_replicas_one_is_killed_and_each_question_is_answered_once_and_in_its_threads_order(
    machines: list[Cluster], slack: SlackStandIn, comes_back: bool
):
    replicas = [served(one, slack, "http") for one in machines]
    conversations = _conversations(slack)
    balancer = Balancer(replicas)
    balancer.deliver(one.events[0] for one in conversations)
    replicas[0].dies()
    if comes_back:
        replicas[0] = served(machines[0], slack, "http")
    balancer.deliver([event for told in one.events[1:] for event in told] for one in conversations)
    total = THREADS * len(ASKED)
    slack.wait_for(lambda: len(set(_answered(slack))) >= total, 3 * PATIENCE)
    for one in replicas[0 if comes_back else 1 :]:
        one.stops()
    answered = _answered(slack)
    for conversation in conversations:
        counted = Counter(n for id in answered for n, ids in enumerate(conversation.ids) if id in ids)
        assert counted == dict.fromkeys(range(len(ASKED)), 1)
        order = [n for id in answered for n, ids in enumerate(conversation.ids) if id in ids]
        assert order == sorted(order)
    assert len(answered) == total
    assert [one.run("doctor").code for one in machines] == [0, 0, 0]
