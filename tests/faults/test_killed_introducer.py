"""Three replicas introduce many at once, and one after the other is killed: each step of each introduction is taken
once, whichever replica hears of it."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from knowledge.records.inbox import Inbox
from tests.faults.balancer import Balancer
from tests.faults.moments import KILLS, drawn
from tests.faults.served import Served, served, tokens
from tests.records import Records, on
from tests.scenarios.command_line import PATIENCE, Cluster
from tests.scenarios.introduction_side import CLUSTER, MORNING, Town
from tests.scenarios.slack_side import all_text
from tests.standins.postgres import Postgres
from tests.standins.slack import Payload, SlackStandIn

TOPICS = ("dronefoto", "solcelledrift", "fiskehelse", "bokbinding", "sveiseroboter", "kirkeorgler")
_RANDOM = drawn("introducer")
# After how many calls of what was pressed a replica is killed, at each of two steps.
MOMENTS = [(_RANDOM.randint(1, 30), _RANDOM.randint(1, 40)) for _ in range(KILLS)]
# A letter that was in hand when its replica was killed is left to that one for ten minutes.
_LATER = 11 * 60.0


@dataclass(frozen=True)
class Pair:
    """Who asks to be introduced, to whom, and for what."""

    asker: str
    helper: str
    topic: str

    @property
    def name(self) -> str:
        return f"Hjelper {self.topic.title()}"


PAIRS = [Pair(f"spor{n}@a{n}.example", f"hjelp{n}@b{n}.example", topic) for n, topic in enumerate(TOPICS)]


def _written(folder: Path) -> Path:
    members = [f"{side} {n};SMB;Moss" for n, _ in enumerate(PAIRS) for side in ("Arken", "Bruket")]
    people = ["navn;e-post;organisasjon;rolle;språk;kan hjelpe med;ser etter;villig per måned;samtykke;sted"]
    for n, pair in enumerate(PAIRS):
        people += [
            f"Spør {pair.topic.title()};{pair.asker};Arken {n};leder;norsk;;{pair.topic};9;ja;Moss",
            f"{pair.name};{pair.helper};Bruket {n};leder;norsk;{pair.topic};;9;ja;Moss",
        ]
    (folder / "cluster.toml").write_text(CLUSTER, encoding="utf-8")
    (folder / "members.csv").write_text("\n".join(["navn;type;sted", *members]) + "\n", encoding="utf-8")
    (folder / "people.csv").write_text("\n".join(people) + "\n", encoding="utf-8")
    return folder


@pytest.fixture
def records(postgres: Postgres) -> Iterator[Records]:
    made = on(postgres)
    yield made
    made.close()


@dataclass
class House:
    """Three replicas, which are opened again later in the day."""

    cluster: Cluster
    town: Town
    records: Records
    replicas: list[Served]
    shift: float

    def opens(self) -> None:
        program = ("-m", "tests.faults.shifted_clock", str(self.shift))
        self.replicas[:] = [served(self.cluster, self.town.slack, "http", program) for _ in range(3)]

    def closes(self) -> None:
        """Once all that was pressed is dealt with, also what one that was killed had in hand."""
        inbox, pause = Inbox(self.records.open(), "an onlooker"), threading.Event()
        until = time.monotonic() + 3 * PATIENCE
        while inbox.unfinished():
            assert time.monotonic() < until, "something stays in hand"
            pause.wait(0.1)
        for one in self.replicas:
            if one.process.poll() is None:
                one.stops()
        self.shift += _LATER

    def kills_first(self, calls: int) -> threading.Thread:
        """After so many calls more."""
        slack = self.town.slack
        at = len(slack.calls) + calls

        def kill() -> None:
            slack.wait_for(lambda: len(slack.calls) >= at, 2 * PATIENCE)
            self.replicas[0].dies()

        killer = threading.Thread(target=kill)
        killer.start()
        return killer

    def all_press(self, people: Sequence[str], action: str, calls: int) -> None:
        """Each twice, as Slack sends what it takes for lost; one replica is killed meanwhile."""
        slack, letters = self.town.slack, self._letters(people, action)
        pressed = [
            slack.interactions.press(self.town.users[email], letters[email], action) for email in people
        ]
        killer = self.kills_first(calls)
        Balancer(self.replicas).deliver([press, press] for press in pressed)
        killer.join()
        assert self.replicas[0].process.poll() is not None
        self.closes()

    def _letters(self, people: Sequence[str], action: str) -> dict[str, Payload]:
        """The one that shows the button, of each of them."""

        def found() -> dict[str, Payload]:
            return {
                email: one
                for email in people
                for one in self.town.letters(email)
                if f"'{action}'" in str(one.get("blocks"))
            }

        self.town.slack.wait_for(lambda: len(found()) == len(people), PATIENCE)
        return found()


@pytest.fixture
def house(records: Records, slack: SlackStandIn, tmp_path: Path) -> House:
    folder = _written(tmp_path)
    settings = tokens(slack, "http") | {"KLYNGEBOT_DATABASE_URL": records.url()}
    cluster = Cluster(folder, settings)
    assert cluster.run("ingest").code == 0
    town = Town(slack, folder)
    for pair in PAIRS:
        town.arrives(pair.asker)
        town.arrives(pair.helper)
    return House(cluster, town, records, [], MORNING.timestamp() - time.time())


def _posted(slack: SlackStandIn, words: str, to: str) -> int:
    """How often somebody was told so in a message of its own."""
    return sum(
        words in str(one.arguments) and one.arguments["channel"] == to
        for one in slack.calls_to("chat.postMessage")
        if one.ok
    )


@pytest.mark.parametrize(("asking", "agreeing"), MOMENTS)
def test_replicas_are_killed_while_many_are_introduced_and_each_step_is_taken_once(
    house: House, asking: int, agreeing: int
):
    town, slack = house.town, house.town.slack
    house.opens()
    for pair in PAIRS:
        who = town.users[pair.asker]
        words = f"Kan du introdusere meg for noen som kan {pair.topic}?"
        Balancer(house.replicas).deliver([list(slack.events.all_of(_said(slack, who, words)))])
    house.all_press([pair.asker for pair in PAIRS], "introduction.ask.1", asking)
    house.opens()
    house.all_press([pair.helper for pair in PAIRS], "introduction.yes", agreeing)
    house.opens()
    slack.wait_for(lambda: len(_rooms(slack)) == len(PAIRS), PATIENCE)
    house.closes()
    for pair in PAIRS:
        direct = {one: slack.workspace.direct(town.users[one]).id for one in (pair.asker, pair.helper)}
        assert _posted(slack, f"Jeg spør {pair.name}", direct[pair.asker]) == 1, pair
        assert _posted(slack, "vil gjerne møte deg", direct[pair.helper]) == 1, pair
        assert ["Takk! Du har sagt ja" in all_text(one) for one in town.letters(pair.helper)] == [True]
    assert [len(room) for room in _rooms(slack)] == [1] * len(PAIRS)
    assert house.cluster.run("doctor").code == 0


def _said(slack: SlackStandIn, who: object, words: str) -> Payload:
    return slack.workspace.post(who, slack.workspace.direct(who), words)


def _rooms(slack: SlackStandIn) -> list[list[Payload]]:
    """What stands in each that somebody was greeted in."""
    channels = [one for one in list(slack.workspace.channels.values()) if one.kind in ("mpim", "private")]
    return [messages for one in channels if (messages := slack.messages_in(one))]
