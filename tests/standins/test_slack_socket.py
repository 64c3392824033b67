"""Socket Mode with Bolt's real handlers, the built-in one and the one on websocket-client."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import websocket
from slack_bolt import Ack, App
from slack_bolt.adapter.socket_mode.builtin import SocketModeHandler as BuiltinHandler
from slack_bolt.adapter.socket_mode.websocket_client import SocketModeHandler as WebsocketClientHandler
from slack_sdk import WebClient

from .refusals import error_of
from .slack import Channel, SlackStandIn, StandInError, User


@pytest.fixture
def heard() -> list[dict[str, Any]]:
    return []


@pytest.fixture
def app(slack: SlackStandIn, client: WebClient, heard: list[dict[str, Any]]) -> App:
    app = App(client=client, signing_secret=slack.signing_secret, process_before_response=True)

    @app.event("app_mention")
    def hear(body: dict[str, Any]) -> None:
        heard.append(body)

    @app.command("/klynge")
    def command(ack: Ack) -> None:
        ack("hei fra klyngen")

    return app


@contextmanager
def _builtin(app: App, slack: SlackStandIn) -> Iterator[None]:
    handler = BuiltinHandler(app, slack.app_token, ping_interval=0.2)
    handler.connect()
    slack.wait_for_connections()
    yield
    handler.close()


@contextmanager
def _websocket_client(app: App, slack: SlackStandIn) -> Iterator[None]:
    handler = WebsocketClientHandler(app, slack.app_token, ping_interval=0.2)
    handler.connect()
    slack.wait_for_connections()
    yield
    # This client closes at once only a line that the other side has ended (else it may wait for 10 s), and then
    # leaves the socket to us.
    line = handler.client.current_session.sock
    handler.client.auto_reconnect_enabled = False
    slack.sockets.cut()
    slack.wait_for(lambda: not slack.sockets.alive)
    handler.close()
    line.shutdown()


@pytest.fixture(params=[_builtin, _websocket_client])
def handler(request: pytest.FixtureRequest, slack: SlackStandIn, app: App) -> Iterator[None]:
    with request.param(app, slack):
        yield


@pytest.mark.usefixtures("handler")
def test_an_event_over_the_socket_is_acknowledged(
    slack: SlackStandIn, heard: list[dict[str, Any]], channel: Channel, kari: User
) -> None:
    envelope = slack.send_socket(slack.events.mentions(kari, channel, "hei"))
    assert slack.wait_for_ack(envelope).payload is None
    assert [body["event"]["text"] for body in heard] == [f"<@{slack.workspace.bot.id}> hei"]


@pytest.mark.usefixtures("handler")
def test_the_answer_to_a_command_comes_with_its_acknowledgement(
    slack: SlackStandIn, channel: Channel, kari: User
) -> None:
    envelope = slack.send_socket(slack.interactions.command(kari, channel, "/klynge"))
    assert slack.wait_for_ack(envelope).payload == {"text": "hei fra klyngen"}


@pytest.mark.usefixtures("handler")
def test_the_same_event_can_be_sent_again(
    slack: SlackStandIn, heard: list[dict[str, Any]], channel: Channel, kari: User
) -> None:
    payload = slack.events.mentions(kari, channel, "hei")
    slack.wait_for_ack(slack.send_socket(payload))
    slack.wait_for_ack(slack.send_socket(payload, retry_attempt=1, retry_reason="timeout"))
    assert [body["event_id"] for body in heard] == [payload["event_id"]] * 2


def test_a_disconnect_brings_the_app_back_on_a_new_line(
    slack: SlackStandIn, app: App, channel: Channel, kari: User
) -> None:
    handler = BuiltinHandler(app, slack.app_token)
    handler.connect()
    slack.wait_for_connections()
    slack.sockets.disconnect("refresh_requested")
    slack.wait_for(lambda: [line.number > 1 for line in slack.sockets.alive] == [True])
    assert slack.wait_for_ack(slack.send_socket(slack.events.mentions(kari, channel, "hei"))).connection > 1
    handler.close()


def test_a_cut_line_is_opened_anew(slack: SlackStandIn, app: App, channel: Channel, kari: User) -> None:
    handler = BuiltinHandler(app, slack.app_token, ping_interval=0.2)
    handler.connect()
    slack.wait_for_connections()
    slack.sockets.cut()
    slack.wait_for(lambda: [line.number > 1 for line in slack.sockets.alive] == [True])
    slack.wait_for_ack(slack.send_socket(slack.events.mentions(kari, channel, "hei")))
    handler.close()


def test_several_connections_take_turns(slack: SlackStandIn, app: App, channel: Channel, kari: User) -> None:
    handlers = [BuiltinHandler(app, slack.app_token) for _ in range(2)]
    for handler in handlers:
        handler.connect()
    slack.wait_for_connections(2)
    payloads = [slack.events.mentions(kari, channel, str(number)) for number in range(4)]
    acks = [slack.wait_for_ack(slack.send_socket(payload)) for payload in payloads]
    assert sorted(ack.connection for ack in acks) == [1, 1, 2, 2]
    for handler in handlers:
        handler.close()


def test_an_address_is_good_for_one_connection_and_needs_the_app_token(
    slack: SlackStandIn, client: WebClient
) -> None:
    assert (
        error_of(lambda: client.apps_connections_open(app_token=slack.bot_token)) == "not_allowed_token_type"
    )
    url = client.apps_connections_open(app_token=slack.app_token)["url"]
    line = websocket.create_connection(url)
    assert json.loads(line.recv())["type"] == "hello"
    with pytest.raises(websocket.WebSocketBadStatusException, match="403"):
        websocket.create_connection(url)
    line.close()
    with pytest.raises(StandInError, match="connection 7 is not open"):
        slack.sockets.disconnect(number=7)
