"""What an operator sees of a running bot: whether it lives and can answer, its numbers, and its log as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from tests.faults.moments import kill
from tests.faults.served import STARTED, Served, served, tokens
from tests.scenarios.command_line import Cluster, new_cluster
from tests.standins.slack import SlackStandIn

WATCH = {"KLYNGEBOT_WATCH": "127.0.0.1:0", "KLYNGEBOT_LOG": "json"}


@pytest.fixture(autouse=True)
def nothing_is_left_running() -> Iterator[None]:
    yield
    while STARTED:
        kill(STARTED.pop())


@pytest.fixture
def cluster(tmp_path: Path, slack: SlackStandIn) -> Cluster:
    made = new_cluster(tmp_path)
    assert made.run("ingest").code == 0
    return replace(made, environment=WATCH | tokens(slack, "http"))


def _lines(bot: Served) -> list[dict[str, str]]:
    return [json.loads(line) for line in bot.log.read_text("utf-8").splitlines()]


def _watched(bot: Served) -> str:
    (said,) = [one["message"] for one in _lines(bot) if one["message"].startswith("watched at: ")]
    return said.removeprefix("watched at: ")


def _number(page: str, name: str) -> float:
    found = re.search(rf"^{re.escape(name)} (\S+)$", page, re.MULTILINE)
    assert found, f"{name} is not in\n{page}"
    return float(found[1])


def test_an_operator_sees_numbers_and_no_words(cluster: Cluster, slack: SlackStandIn):
    bot = served(cluster, slack, "http")
    where, kari = _watched(bot), slack.workspace.add_user("kari")
    assert httpx.get(f"{where}/healthz").text == "ok"
    assert httpx.get(f"{where}/readyz").text == "ready"
    slack.fail("users.info", status=500)
    for question in ("Hva koster årskontingenten for små bedrifter?", "Hva heter hunden til kongen av Mars?"):
        event = slack.events.says(kari, slack.workspace.direct(kari), question)
        assert bot.hears(event)
    slack.wait_for(
        lambda: (
            len(
                {
                    one.get("thread_ts")
                    for one in slack.messages_in(slack.workspace.direct(kari))
                    if (one.get("metadata") or {}).get("event_type") == "klyngebot_reply"
                }
            )
            == 2
        ),
        60,
    )
    page = httpx.get(f"{where}/metrics").text
    bot.stops()
    assert _number(page, 'klyngebot_questions_total{outcome="answered"}') == 1
    assert _number(page, 'klyngebot_questions_total{outcome="abstained"}') == 1
    assert _number(page, 'klyngebot_slack_faults_total{kind="500"}') >= 1
    assert _number(page, 'klyngebot_seconds_count{stage="answer"}') == 2
    for stage in ("reply", "wait", "audience", "search", "embed", "vectors", "keywords", "slack", "post"):
        assert _number(page, f'klyngebot_seconds_count{{stage="{stage}"}}') >= 2
    assert _number(page, "klyngebot_passages") > 0
    assert _number(page, "klyngebot_last_sync_timestamp_seconds") > 0
    assert not [word for word in ("kongen", "kontingent", "kari") if word in page.lower()]
    assert not [word for word in ("kongen", "kontingenten") if word in bot.log.read_text("utf-8").lower()]


def test_slacks_address_tells_no_numbers_and_the_operators_takes_no_events(
    cluster: Cluster, slack: SlackStandIn
):
    bot = served(cluster, slack, "http")
    where = _watched(bot)
    outside = bot.url.removesuffix("/slack/events")
    answers = [
        httpx.get(f"{outside}/metrics").status_code,
        httpx.get(f"{outside}/healthz").status_code,
        httpx.post(f"{where}/slack/events", content="{}").status_code,
        httpx.post(f"{where}/metrics", content="{}").status_code,
    ]
    bot.stops()
    assert answers == [404, 200, 404, 405]


def test_a_bot_with_nothing_to_answer_from_lives_and_is_not_ready(tmp_path: Path, slack: SlackStandIn):
    empty = replace(new_cluster(tmp_path), environment=WATCH)
    bot = served(empty, slack, "http")
    where = _watched(bot)
    lives, ready = httpx.get(f"{where}/healthz"), httpx.get(f"{where}/readyz")
    bot.stops()
    assert (lives.status_code, ready.status_code, ready.text) == (200, 503, "nothing is indexed yet")


def test_a_place_that_is_none_is_told_in_a_sentence(cluster: Cluster):
    wrong = replace(cluster, environment={**cluster.environment, "KLYNGEBOT_WATCH": "9464"})
    result = wrong.run("serve")
    assert result.code == 2
    assert "KLYNGEBOT_WATCH '9464' is not HOST:PORT" in result.err
