"""What an operator's collector gets of a running bot: where the time went, and nothing of what anybody wrote."""

from __future__ import annotations

import json
import re
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from opentelemetry.proto.trace.v1.trace_pb2 import Span

from tests.faults.moments import kill
from tests.faults.served import STARTED, Served, served, tokens
from tests.scenarios.command_line import DOCUMENTS, OPEN_TO_MODELS, Cluster, new_cluster
from tests.standins.model import Calls, ModelStandIn, Says
from tests.standins.otlp import CollectorStandIn
from tests.standins.slack import SlackStandIn

QUESTION = "Hva koster årskontingenten for små bedrifter?"
ANSWER = "Årskontingenten for små bedrifter er 11 250 kroner [1]."


@pytest.fixture(autouse=True)
def nothing_is_left_running() -> Iterator[None]:
    yield
    while STARTED:
        kill(STARTED.pop())


def _house(folder: Path, slack: SlackStandIn, **environment: str) -> Cluster:
    made = new_cluster(folder)
    made.write("cluster.toml", OPEN_TO_MODELS)
    assert made.run("ingest").code == 0
    return replace(made, environment=environment | tokens(slack, "http"))


def _asks(bot: Served, slack: SlackStandIn, words: str) -> list[str]:
    """Asks, waits for the reply, and stops the bot; the ids that Slack named people and places by."""
    kari = slack.workspace.add_user("kari", "kari@example.org")
    place = slack.workspace.direct(kari)
    assert bot.hears(slack.events.says(kari, place, words))
    slack.wait_for(
        lambda: [
            one
            for one in slack.messages_in(place)
            if (one.get("metadata") or {}).get("event_type") == "klyngebot_reply"
        ],
        60,
    )
    bot.stops()
    return [kari.id, place.id]


def _paths(spans: list[Span]) -> set[str]:
    """Each stage of a message, from the root on."""
    known = {span.span_id: span for span in spans}

    def path(span: Span) -> str:
        within = known.get(span.parent_span_id)
        return f"{path(within)} > {span.name}" if within else span.name

    return {path(span) for span in spans}


def _facts(spans: list[Span], name: str) -> dict[str, str]:
    return {one.key: one.value.string_value for span in spans if span.name == name for one in span.attributes}


def _told(bodies: list[bytes], secret: list[str]) -> list[str]:
    """What of these texts, or of their words, stands in what was sent."""
    sent = b"\n".join(bodies).decode("utf-8", "replace").lower()
    words = {word for text in secret for word in [text.lower(), *re.findall(r"\w{5,}", text.lower())]}
    return sorted(word for word in words if word in sent)


def test_a_message_is_one_tree_of_stages_without_a_word_of_it(tmp_path: Path, slack: SlackStandIn):
    with CollectorStandIn() as collector, ModelStandIn() as model:
        model.script(Calls("search_documents", {"query": "kontingent småbedrift"}), Says(ANSWER))
        environment = {
            "OPENAI_API_KEY": "sk-hemmelig",
            "OPENAI_BASE_URL": model.base_url,
            "KLYNGEBOT_CHAT_MODEL": "openai:probe",
            "KLYNGEBOT_TRACES": collector.url,
        }
        house = _house(tmp_path, slack, **environment)
        ids = _asks(served(house, slack, "http"), slack, QUESTION)
        spans = collector.spans()
        secret = [QUESTION, ANSWER, "kontingent småbedrift", *DOCUMENTS.values(), *ids]
        secret += [path.rpartition("/")[2] for path in DOCUMENTS]
        secret += ["sk-hemmelig", slack.bot_token, slack.signing_secret, "kari@example.org"]
        assert _told(collector.bodies, secret) == []
    write = "reply > answer > write openai:probe"
    assert {
        "reply",
        "reply > wait",
        "reply > audience",
        "reply > answer",
        "reply > answer > curated",
        "reply > answer > rows",
        "reply > answer > queries",
        "reply > answer > search",
        "reply > answer > search > embed",
        "reply > answer > search > vectors",
        "reply > answer > search > keywords",
        "reply > answer > search > fuse",
        f"{write} > model",
        f"{write} > tool search_documents > search",
        f"{write} > ground",
        "reply > post",
    } <= _paths(spans)
    assert [path for path in _paths(spans) if path.startswith("reply > post > slack chat.")]
    (root,) = [span for span in spans if span.name == "reply"]
    assert {span.trace_id for span in spans if span.name == "answer"} == {root.trace_id}
    assert _facts(spans, "answer")["klyngebot.outcome"] == "answered"


def test_what_went_wrong_is_told_by_its_kind_and_the_number_that_the_person_was_told(
    tmp_path: Path, slack: SlackStandIn
):
    with CollectorStandIn() as collector:
        house = _house(tmp_path, slack, KLYNGEBOT_TRACES=collector.url)
        bot = served(house, slack, "http")
        with closing(sqlite3.connect(tmp_path / ".klyngebot" / "klyngebot.db")) as records, records:
            records.execute("UPDATE facts SET value = 'another' WHERE name IN ('embedder', 'generation')")
        slack.fail("users.info", error="zebra_er_borte")
        _asks(bot, slack, QUESTION)
        assert _told(collector.bodies, [QUESTION, "zebra_er_borte"]) == []
        assert _facts(collector.spans(), "slack users.info")["klyngebot.error"] == "SlackApiError"
        facts = _facts(collector.spans(), "reply")
    assert facts["klyngebot.reference"] in bot.log.read_text("utf-8")


def test_a_collector_out_of_reach_costs_one_line(tmp_path: Path, slack: SlackStandIn):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{closed.getsockname()[1]}"
        house = _house(tmp_path, slack, KLYNGEBOT_TRACES=address, KLYNGEBOT_LOG="json")
        bot = served(house, slack, "http")
        _asks(bot, slack, QUESTION)
    lines = [json.loads(line) for line in bot.log.read_text("utf-8").splitlines()]
    about = [one for one in lines if "collector" in one["message"] or "opentelemetry" in one["logger"]]
    assert [(one["logger"], one["level"]) for one in about] == [("bot.collector", "warning")]


def test_a_place_that_is_none_is_told_in_a_sentence(tmp_path: Path, slack: SlackStandIn):
    house = _house(tmp_path, slack, KLYNGEBOT_TRACES="collector:4318")
    result = house.run("serve")
    assert result.code == 2
    assert "KLYNGEBOT_TRACES is no address of a collector" in result.err
