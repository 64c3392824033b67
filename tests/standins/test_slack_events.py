"""What people do reaches a real Bolt app, signed, and leaves its trace in the workspace."""

from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from slack_bolt import App, BoltRequest
from slack_sdk import WebClient

from .slack import Channel, ManualClock, NotDeliveredError, SlackStandIn, StandInError, User, sign


@pytest.fixture
def app(slack: SlackStandIn, client: WebClient) -> App:
    return App(client=client, signing_secret=slack.signing_secret, process_before_response=True)


@pytest.fixture
def heard(app: App) -> list[dict[str, Any]]:
    bodies: list[dict[str, Any]] = []

    @app.event("message")
    @app.event("app_mention")
    @app.event("app_home_opened")
    def hear(body: dict[str, Any]) -> None:
        bodies.append(body)

    return bodies


def test_a_mention_reaches_the_app_and_its_answer_hangs_in_the_thread(
    slack: SlackStandIn, app: App, channel: Channel, kari: User
) -> None:
    @app.event("app_mention")
    def answer(event: dict[str, Any], client: WebClient) -> None:
        thread = client.conversations_replies(channel=event["channel"], ts=event["ts"])["messages"]
        client.chat_postMessage(
            channel=event["channel"], thread_ts=event["ts"], text=f"{len(thread)} melding"
        )

    payload = slack.events.mentions(kari, channel, "hva skjer?")
    assert app.dispatch(slack.bolt_request(payload)).status == 200
    question, reply = slack.messages_in(channel)
    assert question["text"] == f"<@{slack.workspace.bot.id}> hva skjer?"
    assert (reply["thread_ts"], reply["text"]) == (question["ts"], "1 melding")


def test_streaming_and_status_work_from_a_listener_in_a_direct_message(
    slack: SlackStandIn, app: App, kari: User
) -> None:
    @app.event("message")
    def answer(set_status: Any, say_stream: Any) -> None:
        set_status("leser", loading_messages=["leser …"])
        stream = say_stream(buffer_size=1)
        stream.append(markdown_text="hei")
        stream.stop()

    direct = slack.workspace.direct(kari)
    assert app.dispatch(slack.bolt_request(slack.events.says(kari, direct, "hei"))).status == 200
    assert [message["text"] for message in slack.messages_in(direct)] == ["hei", "hei"]


def test_the_outer_body_has_what_slack_sends(slack: SlackStandIn, channel: Channel, kari: User) -> None:
    channel.is_ext_shared = True
    payload = slack.events.says(kari, channel, "hei")
    assert payload["type"] == "event_callback"
    assert payload["event"]["channel_type"] == "channel"
    assert payload["authorizations"][0]["user_id"] == slack.workspace.bot.id
    assert payload["is_ext_shared_channel"] is True
    assert payload["event_id"] != slack.events.says(kari, channel, "hei")["event_id"]
    assert payload["event_time"] == int(slack.clock())


@pytest.mark.parametrize(
    ("kind", "channel_type"),
    [("public", "channel"), ("private", "group"), ("im", "im"), ("mpim", "mpim")],
)
def test_each_kind_of_conversation_has_its_message_event(
    slack: SlackStandIn, kari: User, kind: Any, channel_type: str
) -> None:
    ola = slack.workspace.add_user("ola")
    conversation = {
        "public": lambda: slack.workspace.add_channel("general", [kari]),
        "private": lambda: slack.workspace.add_channel("board", [kari], kind="private"),
        "im": lambda: slack.workspace.direct(kari),
        "mpim": lambda: slack.workspace.direct(kari, ola),
    }[kind]()
    event = slack.events.says(kari, conversation, "hei")["event"]
    assert (event["type"], event["channel_type"]) == ("message", channel_type)


def test_a_mention_comes_as_two_events_to_an_app_that_asked_for_both(
    slack: SlackStandIn, channel: Channel, kari: User
) -> None:
    message = slack.workspace.post(kari, channel, f"<@{slack.workspace.bot.id}> hei")
    both = slack.events.all_of(message)
    assert [payload["event"]["type"] for payload in both] == ["app_mention", "message"]
    assert {payload["event"]["ts"] for payload in both} == {message["ts"]}


def test_edits_deletions_and_other_bots_have_their_subtypes(
    slack: SlackStandIn, channel: Channel, kari: User
) -> None:
    message = slack.workspace.post(kari, channel, "hie")
    edited = slack.events.edits(message, "hei")["event"]
    assert (edited["subtype"], edited["message"]["text"]) == ("message_changed", "hei")
    assert edited["previous_message"]["text"] == "hie"
    assert slack.messages_in(channel)[0]["text"] == "hei"
    assert slack.events.deletes(message)["event"]["subtype"] == "message_deleted"
    assert slack.messages_in(channel) == []
    assert slack.events.bot_says(channel, "pip")["event"]["subtype"] == "bot_message"


def test_a_file_comes_with_its_message(slack: SlackStandIn, channel: Channel, kari: User) -> None:
    file = slack.workspace.add_file(kari, "notat.txt", b"hei")
    event = slack.events.says(kari, channel, "se her", files=[file])["event"]
    assert event["subtype"] == "file_share"
    assert event["files"][0]["id"] == file.id


def test_an_event_that_the_app_would_not_get_is_an_error_in_the_test() -> None:
    with SlackStandIn(scopes=["im:history"], events=["message.im", "app_mention"]) as slack:
        kari = slack.workspace.add_user("kari")
        channel = slack.workspace.add_channel("general", [kari])
        with pytest.raises(NotDeliveredError, match="app_mention needs the scope app_mentions:read"):
            slack.events.mentions(kari, channel, "hei")
        with pytest.raises(NotDeliveredError, match=r"did not subscribe to message\.channels"):
            slack.events.says(kari, channel, "hei")
        with pytest.raises(NotDeliveredError, match="needs the scope commands"):
            slack.interactions.command(kari, channel, "/klynge")
        assert slack.events.says(kari, slack.workspace.direct(kari), "hei")["event"]["channel_type"] == "im"


def test_people_write_only_where_they_are_members(slack: SlackStandIn, channel: Channel) -> None:
    with pytest.raises(StandInError, match="ola is not in general"):
        slack.events.says(slack.workspace.add_user("ola"), channel, "hei")


def test_a_wrong_signature_does_not_pass(
    slack: SlackStandIn, app: App, heard: list[dict[str, Any]], channel: Channel, kari: User
) -> None:
    signed = slack.delivery.signed(slack.events.mentions(kari, channel, "hei"))
    forged = {**signed.headers, **sign(signed.body, "wrong", signed.headers["X-Slack-Request-Timestamp"])}
    old = {**signed.headers, **sign(signed.body, slack.signing_secret, 1_500_000_000)}
    for headers in (forged, old):
        assert app.dispatch(BoltRequest(body=signed.body, headers=dict(headers))).status == 401
    assert heard == []


def test_a_retry_carries_the_same_event_and_its_number(
    slack: SlackStandIn, app: App, heard: list[dict[str, Any]], channel: Channel, kari: User
) -> None:
    payload = slack.events.mentions(kari, channel, "hei")
    again = slack.bolt_request(payload, retry=1)
    assert again.headers["x-slack-retry-num"] == ["1"]
    app.dispatch(slack.bolt_request(payload))
    app.dispatch(again)
    assert [body["event_id"] for body in heard] == [payload["event_id"]] * 2


def test_opening_the_app_tells_where_the_person_came_from(
    slack: SlackStandIn, app: App, heard: list[dict[str, Any]], channel: Channel, kari: User
) -> None:
    app.dispatch(slack.bolt_request(slack.events.opens_home(kari, tab="messages", viewing=[channel])))
    event = heard[0]["event"]
    assert event["tab"] == "messages"
    assert event["context"]["entities"][0]["value"] == channel.id


def test_joining_a_channel_makes_a_member(slack: SlackStandIn, channel: Channel) -> None:
    ola = slack.workspace.add_user("ola")
    event = slack.events.joins_channel(ola, channel)["event"]
    assert (event["type"], event["user"], event["channel"]) == ("member_joined_channel", ola.id, channel.id)
    assert ola.id in channel.members
    assert slack.events.joins_team(ola)["event"]["user"]["profile"]["email"] == "ola@example.org"


def test_the_clock_of_the_stand_in_stamps_messages(
    slack: SlackStandIn, clock: ManualClock, channel: Channel, kari: User
) -> None:
    first = slack.workspace.post(kari, channel, "en")["ts"]
    second = slack.workspace.post(kari, channel, "to")["ts"]
    clock.advance(60)
    third = slack.workspace.post(kari, channel, "tre")["ts"]
    assert first < second < third
    assert float(third) - float(first) == pytest.approx(60, abs=0.01)


def test_other_happenings_have_the_fields_that_slack_gives_them(
    slack: SlackStandIn, channel: Channel, kari: User
) -> None:
    message = slack.workspace.post(kari, channel, "hei")
    reaction = slack.events.reacts(kari, message, "tada")["event"]
    assert (reaction["reaction"], reaction["item"]["ts"]) == ("tada", message["ts"])
    file = slack.workspace.add_file(kari, "notat.txt", b"hei")
    assert slack.events.shares_file(kari, channel, file)["event"]["file_id"] == file.id
    assert slack.events.changes_profile(kari)["event"]["user"]["id"] == kari.id
    assert slack.events.looks_at(kari)["event"]["context"] == {}
    assert slack.events.leaves_channel(kari, channel)["event"]["type"] == "member_left_channel"
    assert kari.id not in channel.members
    with pytest.raises(NotDeliveredError, match="Slack has no event 'birthday'"):
        slack.events.happens("birthday", {})


def test_an_app_that_listens_on_http_gets_signed_requests(
    slack: SlackStandIn, app: App, heard: list[dict[str, Any]], channel: Channel, kari: User
) -> None:
    class Listener(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            answer = app.dispatch(BoltRequest(body=body, headers=dict(self.headers.items())))
            self.send_response(answer.status)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Tests stay quiet."""

    with HTTPServer(("127.0.0.1", 0), Listener) as server, ThreadPoolExecutor(1) as pool:
        served = pool.submit(server.handle_request)
        payload = slack.events.mentions(kari, channel, "hei")
        address = f"http://127.0.0.1:{server.server_port}/slack/events"
        assert slack.delivery.post(address, payload, retry=1) == (200, "")
        served.result(10)
    assert [body["event_id"] for body in heard] == [payload["event_id"]]
