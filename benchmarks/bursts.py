"""A seminar asks at once: how long people wait, with one, two and four replicas behind a balancer.

    python -m benchmarks.bursts [REPLICAS…] [--askers N] [--out FILE]

Default: 1 2 4, and 200 people, each with a question of their own in the conversation with the assistant. Replicas are
processes of `klyngebot serve` on one PostgreSQL and one data folder; Slack is a stand-in that keeps Slack's rates, and
the model one that streams at a model's pace. All of them share this machine's cores.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import cycle
from pathlib import Path

from benchmarks.measures import percentile
from benchmarks.results import parser_of, write
from tests.faults.served import Served, served, tokens
from tests.scenarios.command_line import OPEN_TO_MODELS, Cluster, new_cluster
from tests.scenarios.slack_side import stand_in
from tests.standins.model import ModelStandIn, Paces
from tests.standins.postgres import MISSING, Postgres, programs, running_postgres
from tests.standins.slack import Payload, SlackStandIn

RESULTS = Path(__file__).with_name("bursts.json")
_QUESTION = "Hva koster årskontingenten for små bedrifter?"
_ANSWER = "Små bedrifter betaler 11 250 kroner i året [1]. Det er årskontingenten for 2026 [1]."
# A second to the first token and fifty tokens a second after it; a token is four characters.
_PACE = Paces(_ANSWER, 1.0, 1 / 50)
_AT_ONCE = 64
_SIGNS = "assistant.threads.setStatus"
_PATIENCE_SECONDS = 900.0


@dataclass(frozen=True, slots=True)
class Asked:
    """``at`` is when Slack sent it, ``acknowledged`` so many seconds later."""

    thread: str
    at: float
    acknowledged: float


def main() -> None:
    options = _options()
    found = programs()
    if found is None:
        raise SystemExit(MISSING)
    with running_postgres(found) as postgres:
        results = {str(n): measured(postgres, n, options.askers) for n in options.replicas}
    write(results, options.out)


def _options() -> argparse.Namespace:
    parser = parser_of("bursts", __doc__, RESULTS)
    parser.add_argument("replicas", metavar="REPLICAS", nargs="*", type=int, default=(1, 2, 4))
    parser.add_argument("--askers", type=int, default=200)
    return parser.parse_args()


def measured(postgres: Postgres, replicas: int, askers: int) -> dict[str, float]:
    """Seconds from a question on, by what was seen then, and counts of calls."""
    with tempfile.TemporaryDirectory() as folder, stand_in() as slack:
        with (
            ModelStandIn(*[_PACE] * (2 * askers)) as model,
            _house(postgres, Path(folder), slack, model) as made,
        ):
            running = [served(made, slack, "http") for _ in range(replicas)]
            slack.keep_rates()
            asked = _all_ask(slack, running, askers)
            replied = _replies(slack, asked)
            for one in running:
                one.dies()
        return _figures(slack, asked, replied)


@contextmanager
def _house(postgres: Postgres, folder: Path, slack: SlackStandIn, model: ModelStandIn) -> Iterator[Cluster]:
    url = postgres.database()
    made = new_cluster(folder)
    made.write("cluster.toml", OPEN_TO_MODELS)
    speaks = {
        "OPENAI_API_KEY": "none",
        "OPENAI_BASE_URL": model.base_url,
        "KLYNGEBOT_CHAT_MODEL": "openai:paced",
    }
    environment = tokens(slack, "http") | {"KLYNGEBOT_DATABASE_URL": url} | speaks
    made = replace(made, environment=environment)
    assert made.run("ingest").code == 0
    yield made
    postgres.drop(url)


def _all_ask(slack: SlackStandIn, running: Sequence[Served], askers: int) -> list[Asked]:
    people = [slack.workspace.add_user(f"person{number}") for number in range(askers)]
    events = [slack.events.says(one, slack.workspace.direct(one), _QUESTION) for one in people]
    doors = cycle(running)
    with ThreadPoolExecutor(_AT_ONCE) as crowd:
        return list(crowd.map(_ask, events, [next(doors) for _ in events]))


def _ask(event: Payload, door: Served) -> Asked:
    begun = time.time()
    assert door.hears(event)
    return Asked(event["event"]["ts"], begun, time.time() - begun)


def _replies(slack: SlackStandIn, asked: Sequence[Asked]) -> dict[str, float]:
    """When each thread's whole reply stood there."""
    replied: dict[str, float] = {}
    until = time.monotonic() + _PATIENCE_SECONDS
    while len(replied) < len(asked):
        assert time.monotonic() < until, f"{len(replied)} of {len(asked)} were answered"
        time.sleep(0.05)
        for channel in list(slack.workspace.channels):
            for message in slack.messages_in(channel):
                if (message.get("metadata") or {}).get("event_type") == "klyngebot_reply":
                    replied.setdefault(message["thread_ts"], time.time())
    return replied


def _figures(slack: SlackStandIn, asked: Sequence[Asked], replied: dict[str, float]) -> dict[str, float]:
    signs: dict[str, float] = {}
    for call in slack.calls_to(_SIGNS):
        signs.setdefault(call.arguments["thread_ts"], call.at)
    begun = min(one.at for one in asked)
    waits = [replied[one.thread] - one.at for one in asked]
    calls = list(slack.calls)
    return {
        "acknowledged_p50": percentile([one.acknowledged for one in asked], 50),
        "acknowledged_p95": percentile([one.acknowledged for one in asked], 95),
        "sign_p50": percentile([signs[one.thread] - one.at for one in asked], 50),
        "sign_p95": percentile([signs[one.thread] - one.at for one in asked], 95),
        "reply_p50": percentile(waits, 50),
        "reply_p95": percentile(waits, 95),
        "all": max(replied.values()) - begun,
        "calls": len(calls),
        "refused": sum(call.status == 429 for call in calls),
    }


if __name__ == "__main__":
    main()
