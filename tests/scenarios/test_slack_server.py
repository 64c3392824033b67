"""The running bot: Socket Mode with Slack's own handler, and signed HTTP, from opening to a graceful stop."""

import json
import signal
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from queue import Queue

import pytest

from bot.http_door import LARGEST_BODY
from bot.server import Http, SocketMode, serve
from knowledge.errors import ConfigurationError
from tests.scenarios.slack_side import Bot, Kept, board_and_member, posts, running
from tests.standins.slack import sign


@contextmanager
def serving(bot: Bot, way: SocketMode | Http) -> Iterator[str]:
    """The bot served in a thread of its own; where it is reached."""
    stop, opened = threading.Event(), Queue[str]()
    thread = threading.Thread(target=serve, args=(bot.app, bot.services, way, stop, opened.put))
    thread.start()
    try:
        yield opened.get(timeout=10)
    finally:
        stop.set()
        thread.join(20)
        assert not thread.is_alive()


def request(url: str, body: bytes | None = None, headers: dict[str, str] | None = None) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(urllib.request.Request(url, body, headers or {}), timeout=10) as response:
            return response.status, response.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def test_a_question_over_socket_mode_is_acknowledged_and_answered(slack):
    with running(slack) as bot, serving(bot, SocketMode(slack.app_token)):
        slack.wait_for_connections()
        _, kari, channel = board_and_member(slack)
        event = slack.events.mentions(kari, channel, "Når møtes energigruppen?")
        for attempt in (0, 1):
            slack.wait_for_ack(slack.send_socket(event, retry_attempt=attempt))
        assert "tirsdag" in bot.replies()[0]["text"]
    assert len(posts(slack)) == 1


def test_a_socket_that_slack_does_not_open_is_one_clear_sentence(slack):
    with running(slack) as bot, pytest.raises(ConfigurationError, match="SLACK_APP_TOKEN"):
        serve(bot.app, bot.services, SocketMode("xapp-wrong"), threading.Event())


def test_a_signed_request_is_answered_and_a_forged_or_old_one_is_not(slack):
    with running(slack) as bot, serving(bot, Http("127.0.0.1", 0)) as url:
        _, kari, channel = board_and_member(slack)
        event = slack.events.mentions(kari, channel, "Når møtes energigruppen?")
        body, now = json.dumps(event), int(time.time())
        json_type = {"Content-Type": "application/json"}
        refused = [
            sign(body, "another secret", now),
            sign(body, slack.signing_secret, now - 600),
            sign(body, slack.signing_secret, "soon"),
            sign(body + " ", slack.signing_secret, now),
            {},
        ]
        for headers in refused:
            assert request(url, body.encode(), {**json_type, **headers})[0] == 401
        bot.settle()
        assert posts(slack) == []
    with running(slack) as bot, serving(bot, Http("127.0.0.1", 0)) as url:
        good = {**json_type, **sign(body, slack.signing_secret, int(time.time()))}
        assert request(url, body.encode(), good)[0] == 200
        assert "tirsdag" in bot.replies()[0]["text"]


def test_the_door_tells_its_health_and_refuses_what_is_not_slack(slack):
    with running(slack) as bot, serving(bot, Http("127.0.0.1", 0)) as url:
        root = url.removesuffix("/slack/events")
        assert request(f"{root}/healthz") == (200, "ok")
        assert request(f"{root}/elsewhere")[0] == 404
        assert request(url)[0] == 405
        assert request(url, b"x" * (LARGEST_BODY + 1), {"X-Slack-Request-Timestamp": "1"})[0] == 413
        assert request(url, b"\xff\xfe", {"X-Slack-Request-Timestamp": "1"})[0] == 400


def test_slack_verifies_the_address_by_a_challenge(slack):
    with running(slack) as bot, serving(bot, Http("127.0.0.1", 0)) as url:
        body = json.dumps({"type": "url_verification", "challenge": "abc"})
        headers = {"Content-Type": "application/json", **sign(body, slack.signing_secret, int(time.time()))}
        status, answer = request(url, body.encode(), headers)
        assert (status, json.loads(answer)) == (200, {"challenge": "abc"})


def test_slacks_look_at_the_certificate_needs_no_signature(slack):
    with running(slack) as bot, serving(bot, Http("127.0.0.1", 0)) as url:
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        assert request(url, b"ssl_check=1&token=abc", form)[0] == 200


@pytest.mark.parametrize("body", ["{oops", "[1]", "null", '"x"', ""])
def test_what_is_no_event_is_refused_in_one_word_and_leaves_no_trace(slack, caplog, body):
    with running(slack) as bot, serving(bot, Http("127.0.0.1", 0)) as url:
        headers = {"Content-Type": "application/json", **sign(body, slack.signing_secret, int(time.time()))}
        assert request(url, body.encode(), headers)[0] in (400, 404)
    assert "Traceback" not in caplog.text
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


def test_an_event_that_nobody_takes_is_acknowledged_all_the_same(slack, caplog):
    with running(slack) as bot:
        kari = slack.workspace.add_user("kari")
        reaction = {"type": "reaction_added", "user": kari.id, "reaction": "tada"}
        assert bot.hears(slack.events.callback(reaction)).status == 200
        home = {"type": "message", "user": kari.id, "text": "hei", "ts": "1.2", "channel": "X1"}
        assert bot.hears(slack.events.callback(home)).status == 200
    assert posts(slack) == []
    assert "Unhandled" not in caplog.text


def test_an_address_in_use_is_one_clear_sentence(slack):
    with running(slack) as bot, serving(bot, Http("127.0.0.1", 0)) as url:
        port = int(url.split(":")[2].split("/")[0])
        with pytest.raises(ConfigurationError, match=f"cannot listen on 127.0.0.1:{port}"):
            serve(bot.app, bot.services, Http("127.0.0.1", port), threading.Event())


@pytest.mark.parametrize("name", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_the_bot_after_what_is_under_way(slack, name):
    kept = Kept()
    hold = slack.hold("users.info")
    with running(slack, kept) as bot:

        def stopped_in_the_middle(place: str) -> None:
            _, kari, _ = board_and_member(slack)
            bot.hears(slack.events.says(kari, slack.workspace.direct(kari), "Når møtes energigruppen?"))
            slack.wait_for(lambda: hold.arrived)
            signal.raise_signal(name)
            hold.release()

        serve(bot.app, bot.services, Http("127.0.0.1", 0), opened=stopped_in_the_middle)
        assert "tirsdag" in posts(slack)[0].arguments["text"]
    assert kept.inbox.pending() == ()
