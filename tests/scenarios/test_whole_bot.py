"""`klyngebot serve` as an operator runs it: the real index, assistant and memory, before a Slack on localhost."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from tests.scenarios.command_line import OPEN_TO_MODELS, Cluster, new_cluster, own_environment
from tests.scenarios.slack_side import CHAIR, all_text, posts
from tests.standins.model import Breaks, Garbles, ModelStandIn, Refuses, Reply, Says, Stalls, Waits
from tests.standins.slack import Payload, SlackStandIn

BOARD_WORDS = ("1 437 000", "Zacharias", "board-only", "Styresak")


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Cluster:
    made = new_cluster(tmp_path_factory.mktemp("cluster"))
    made.write(
        "cluster.toml",
        OPEN_TO_MODELS.replace("chair@example.org", CHAIR),
    )
    assert made.run("ingest").code == 0
    return made


@pytest.fixture
def cluster(indexed: Cluster, tmp_path: Path) -> Cluster:
    """Each bot with a memory of its own."""
    shutil.copytree(indexed.folder, tmp_path, dirs_exist_ok=True)
    return Cluster(tmp_path)


@pytest.mark.parametrize(
    ("variables", "arguments", "named"),
    [
        ({}, (), "SLACK_BOT_TOKEN is not set"),
        (
            {"SLACK_BOT_TOKEN": "xoxb-stand-in"},
            (),
            "set SLACK_APP_TOKEN for Socket Mode, or SLACK_SIGNING_SECRET",
        ),
        (
            {"SLACK_BOT_TOKEN": "xoxb-wrong", "SLACK_APP_TOKEN": "xapp-stand-in"},
            (),
            "SLACK_BOT_TOKEN (invalid_auth)",
        ),
        ({"SLACK_BOT_TOKEN": "xoxb-stand-in", "SLACK_APP_TOKEN": "xapp-wrong"}, (), "check SLACK_APP_TOKEN"),
        (
            {"SLACK_BOT_TOKEN": "xoxb-x", "SLACK_APP_TOKEN": "xapp-x", "SLACK_API_URL": "http://127.0.0.1:9"},
            (),
            "cannot be reached",
        ),
        ({"SLACK_BOT_TOKEN": "xoxb-x", "SLACK_APP_TOKEN": "xapp-x", "SLACK_API_URL": "slack"}, (), "'slack'"),
        (
            {"SLACK_BOT_TOKEN": "xoxb-stand-in", "SLACK_SIGNING_SECRET": "s"},
            ("--listen", "127.0.0.1:65536"),
            "127.0.0.1:65536",
        ),
        ({"SLACK_BOT_TOKEN": "xoxb-stand-in", "SLACK_SIGNING_SECRET": "s"}, ("--listen", "3000"), "'3000'"),
    ],
)
def test_a_bot_that_cannot_start_says_so_in_one_sentence(indexed, slack, variables, arguments, named):
    elsewhere = replace(indexed, environment={"SLACK_API_URL": slack.base_url, **variables})
    done = elsewhere.run("serve", *arguments)
    assert done.code == 2
    assert named in done.err
    assert len(done.err.strip().splitlines()) == 1


@contextmanager
def _serving(cluster: Cluster, slack: SlackStandIn, **more: str) -> Iterator[Path]:
    """The bot, connected, and where it logs to; it is asked to stop at the end, and must."""
    tokens = {
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_APP_TOKEN": slack.app_token,
        "SLACK_API_URL": slack.base_url,
    }
    log = cluster.folder / "log.txt"
    with log.open("a", encoding="utf-8") as stream:
        process = subprocess.Popen(
            [sys.executable, "-m", "bot", "serve"],
            cwd=cluster.folder,
            env=own_environment() | tokens | more,
            stderr=stream,
        )
        try:
            slack.wait_for_connections()
            yield log
        finally:
            process.send_signal(signal.SIGTERM)
            assert process.wait(30) == 0


def _said(slack: SlackStandIn, count: int) -> list[str]:
    """The finished replies, at least ``count``, as they stand in Slack now."""
    slack.wait_for(lambda: len(_replies(slack)) >= count)
    return [all_text(message) for message in _replies(slack)]


def _replies(slack: SlackStandIn) -> list[Payload]:
    all_messages = [m for channel in [*slack.workspace.channels] for m in slack.messages_in(channel)]
    return [m for m in all_messages if (m.get("metadata") or {}).get("event_type") == "klyngebot_reply"]


def test_a_question_in_a_thread_and_its_follow_up_are_answered_with_sources(cluster, slack):
    kari = slack.workspace.add_user("kari")
    channel = slack.workspace.add_channel("generelt", [kari])
    with _serving(cluster, slack):
        first = slack.events.mentions(kari, channel, "Hva koster årskontingenten for små bedrifter?")
        slack.wait_for_ack(slack.send_socket(first))
        answer = _said(slack, 1)[0]
        assert "11 250 kroner" in answer
        assert "Medlemskontingent 2026" in answer
        thread = first["event"]["ts"]
        again = slack.events.says(kari, channel, "And how do I book the drone lab?", thread_ts=thread)
        slack.wait_for_ack(slack.send_socket(again))
        assert "Tuva Lien" in _said(slack, 2)[1]


def test_an_event_is_not_answered_again_after_a_restart(cluster, slack):
    kari = slack.workspace.add_user("kari")
    event = slack.events.says(kari, slack.workspace.direct(kari), "Hva er besøksadressen?")
    for attempt in (0, 1):
        with _serving(cluster, slack):
            slack.wait_for_ack(slack.send_socket(event, retry_attempt=attempt))
            assert "Fyrveien 12" in _said(slack, 1)[0]
    assert len([one for one in posts(slack) if "klyngebot_reply" in str(one.arguments["metadata"])]) == 1


def test_the_board_hears_of_board_papers_in_private_and_members_nowhere(cluster, slack):
    chair = slack.workspace.add_user("styreleder", CHAIR)
    kari = slack.workspace.add_user("kari")
    channel = slack.workspace.add_channel("generelt", [chair, kari])
    question = "Hva er lønnen til daglig leder Zacharias?"
    with _serving(cluster, slack) as log:
        for count, event in enumerate(
            (
                slack.events.mentions(chair, channel, question),
                slack.events.says(kari, slack.workspace.direct(kari), question),
                slack.events.says(chair, slack.workspace.direct(chair), question),
            ),
            1,
        ):
            slack.wait_for_ack(slack.send_socket(event))
            said = _said(slack, count)
    assert "1 437 000" in said[2]
    for text in said[:2]:
        # The question itself may be repeated; nothing else of the board's.
        assert not [word for word in BOARD_WORDS if word in text.replace(question, "")]
    logged = log.read_text("utf-8")
    assert "listening" in logged
    assert not [word for word in BOARD_WORDS if word in logged]


def test_a_running_bot_goes_by_who_may_read_what_in_cluster_toml_now(cluster, slack):
    kari = slack.workspace.add_user("kari")
    here = slack.workspace.direct(kari)
    file = cluster.folder / "cluster.toml"
    written = file.read_text("utf-8")
    with _serving(cluster, slack) as log:

        def told(count: int, question: str) -> str:
            slack.wait_for_ack(slack.send_socket(slack.events.says(kari, here, question)))
            return _said(slack, count)[-1].replace(question, "")

        assert "Fyrveien 12" in told(1, "Hva er besøksadressen?")
        assert "1 437 000" not in told(2, "Hva er lønnen til daglig leder Zacharias?")
        swapped = written.replace('audience = "public"', 'audience = "board!"')
        swapped = swapped.replace('audience = "board"', 'audience = "members"').replace("board!", "board")
        file.write_text(swapped, "utf-8")
        assert "Fyrveien 12" not in told(3, "Hva er besøksadressen?")
        assert "1 437 000" in told(4, "Hva er lønnen til daglig leder Zacharias?")
        file.write_text("[cluster", "utf-8")
        assert "Fyrveien 12" not in told(5, "Hva er besøksadressen?")
        assert "1 437 000" in told(6, "Hva er lønnen til daglig leder Zacharias?")
    logged = log.read_text("utf-8")
    assert logged.count("is not valid TOML") == 1
    assert not [word for word in BOARD_WORDS if word in logged]


def test_a_command_finds_in_the_real_index_and_the_boards_papers_stay_with_the_board(cluster, slack):
    chair = slack.workspace.add_user("styreleder", CHAIR)
    kari = slack.workspace.add_user("kari")
    channel = slack.workspace.add_channel("generelt", [chair, kari])
    question = "finn lønnen til daglig leder Zacharias"
    with _serving(cluster, slack) as log:
        for user, words in ((kari, question), (chair, question), (kari, "Hva er besøksadressen?")):
            typed = slack.interactions.command(user, channel, "/klynge", words)
            before = len(slack.ephemeral_to(user))
            slack.wait_for_ack(slack.send_socket(typed))
            slack.wait_for(lambda user=user, before=before: len(slack.ephemeral_to(user)) > before)
        seen = all_text(slack.ephemeral_to(chair)[-1])
        assert "1 437 000" in seen
        seen = [all_text(message) for message in slack.ephemeral_to(kari)]
        assert not [word for word in BOARD_WORDS if word in seen[0].replace("Zacharias", "", 2)]
        assert "Fyrveien 12" in seen[1]
    logged = log.read_text("utf-8")
    assert not [word for word in BOARD_WORDS if word in logged]


def test_a_bot_that_cannot_answer_yet_opens_and_says_why_in_the_log(tmp_path_factory, cluster, slack):
    another = {
        "KLYNGEBOT_EMBEDDINGS": "openai:x",
        "OPENAI_API_KEY": "x",
        "OPENAI_BASE_URL": "http://127.0.0.1:9",
    }
    with _serving(new_cluster(tmp_path_factory.mktemp("fresh")), slack) as log:
        pass
    assert "nothing is indexed yet; run: klyngebot ingest" in log.read_text("utf-8")
    with _serving(cluster, slack, KLYNGEBOT_CHAT_MODEL="none", **another) as log:
        pass
    assert "the index was made with the embedder" in log.read_text("utf-8")


def test_whatever_a_model_does_the_member_gets_a_good_answer(cluster, slack):
    expected: list[tuple[Reply, tuple[str, ...]]] = [
        (
            Says("Små bedrifter betaler **11 250 kroner** [1]. <!channel> [her](https://evil.example) [1]."),
            ("betaler *11 250 kroner* [1]", "Kilder"),
        ),
        (Says("Små bedrifter betaler 5 kroner [77]."), ("11 250 kroner. [1]", "Kilder")),
        (Says("Det koster lite."), ("11 250 kroner. [1]", "Kilder")),
        (Says(""), ("11 250 kroner. [1]", "Kilder")),
        (Says("UNKNOWN"), ("fant jeg ikke svar", "coordinator@example.org")),
        (Refuses(429), ("11 250 kroner. [1]", "språkmodellen")),
        (Refuses(500), ("11 250 kroner. [1]", "språkmodellen")),
        (Breaks("Små bedrifter betaler 5 kroner [1]. Og"), ("11 250 kroner. [1]", "språkmodellen")),
        (Garbles("data: {oops\n\n"), ("11 250 kroner. [1]", "språkmodellen")),
        (Stalls("Små bedrifter betaler 5 "), ("11 250 kroner. [1]", "språkmodellen")),
    ]
    kari = slack.workspace.add_user("kari")
    direct = slack.workspace.direct(kari)
    with ModelStandIn(*(reply for reply, _ in expected)) as model:
        settings = {
            "OPENAI_API_KEY": "sk-test",
            "OPENAI_BASE_URL": model.base_url,
            "KLYNGEBOT_CHAT_MODEL": "openai:stand-in",
            "KLYNGEBOT_CHAT_TIMEOUT": "2",
        }
        with _serving(cluster, slack, **settings) as log:
            for count, words in enumerate((words for _, words in expected), 1):
                event = slack.events.says(kari, direct, "Hva koster årskontingenten for små bedrifter?")
                slack.wait_for_ack(slack.send_socket(event))
                said = _said(slack, count)[-1]
                assert [word for word in words if word not in said] == []
                assert not [
                    word for word in ("5 kroner", "<!channel>", "https://evil", "UNKNOWN") if word in said
                ]
    assert "årskontingent" not in log.read_text("utf-8").lower()


def test_a_follow_up_in_a_thread_is_searched_for_as_the_model_writes_it(cluster, slack):
    kari = slack.workspace.add_user("kari")
    channel = slack.workspace.add_channel("generelt", [kari])
    with ModelStandIn(
        Says("Små bedrifter betaler 11 250 kroner [1]."),
        Says("nb: Hvordan bestiller jeg dronelaben?\nen: How do I book the drone lab in Hangar 4?"),
        Says("Dronelaben bestilles hos Tuva Lien [1]."),
    ) as model:
        settings = {
            "OPENAI_API_KEY": "sk-test",
            "OPENAI_BASE_URL": model.base_url,
            "KLYNGEBOT_CHAT_MODEL": "openai:stand-in",
        }
        with _serving(cluster, slack, **settings):
            first = slack.events.mentions(kari, channel, "Hva koster årskontingenten for små bedrifter?")
            slack.wait_for_ack(slack.send_socket(first))
            assert "11 250 kroner" in _said(slack, 1)[0]
            thread = first["event"]["ts"]
            again = slack.events.says(kari, channel, "og det der andre?", thread_ts=thread)
            slack.wait_for_ack(slack.send_socket(again))
            assert "Tuva Lien" in _said(slack, 2)[1]
        assert len(model.requests) == 3
        assert "årskontingenten" in model.requests[1]["messages"][1]["content"]


def test_what_a_model_writes_is_read_while_it_writes_and_the_stop_button_hangs_up_on_it(cluster, slack):
    kari = slack.workspace.add_user("kari")
    direct = slack.workspace.direct(kari)
    written = "Små bedrifter betaler **11 250 kroner** [1]. Store bedrifter"
    with ModelStandIn(Waits(written, " betaler mer [1]. " * 2_000)) as model:
        settings = {
            "OPENAI_API_KEY": "sk-test",
            "OPENAI_BASE_URL": model.base_url,
            "KLYNGEBOT_CHAT_MODEL": "openai:stand-in",
        }
        with _serving(cluster, slack, **settings):
            event = slack.events.says(kari, direct, "Hva koster årskontingenten for små bedrifter?")
            slack.wait_for_ack(slack.send_socket(event))
            slack.wait_for(lambda: slack.calls_to("chat.startStream"))
            stop = slack.events.presses_stop(kari, direct, event["event"]["ts"])
            slack.wait_for_ack(slack.send_socket(stop))
            [said] = _said(slack, 1)
            model.go.set()
            assert model.hung_up.wait(10)
    assert said.startswith("Små bedrifter betaler **11 250 kroner** [1].")
    assert "Store" not in said
    assert "Jeg stoppet her" in said
    assert "Medlemskontingent 2026" in said
    statuses = [call.arguments["status"] for call in slack.calls_to("assistant.threads.setStatus")]
    assert statuses[0] == "leter i dokumentene …"
    assert statuses[1].startswith("leser ")


def test_a_person_is_erased_from_every_file_while_the_bot_runs_and_it_goes_on_answering(cluster, slack):
    kari, ola = slack.workspace.add_user("kari", "kari.rimfrost@example.org"), slack.workspace.add_user("ola")
    asked, traces = "Hvem låner ut en rimfrysteboks?", ("rimfrysteboks", kari.id, "kari.rimfrost")
    with _serving(cluster, slack):
        question = slack.events.says(kari, slack.workspace.direct(kari), asked)
        slack.wait_for_ack(slack.send_socket(question))
        _said(slack, 1)
    assert all(_holding(cluster, trace) for trace in traces)
    with _serving(cluster, slack):
        done = cluster.run("privacy", "erase", "kari.rimfrost@example.org", "--slack-user", kari.id, "--yes")
        assert done.code == 0, done.err
        assert [_holding(cluster, trace) for trace in traces] == [[], [], []]
        after = slack.events.says(ola, slack.workspace.direct(ola), "Hva er besøksadressen?")
        slack.wait_for_ack(slack.send_socket(after))
        assert "Fyrveien 12" in _said(slack, 2)[1]


def _holding(cluster: Cluster, trace: str) -> list[str]:
    """The files of the data folder in which it stands."""
    files = [one for one in (cluster.folder / ".klyngebot").rglob("*") if one.is_file()]
    return [one.name for one in files if trace.encode() in one.read_bytes()]
