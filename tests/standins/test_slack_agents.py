"""Streams, statuses and sessions of the agent view, through the real client."""

from typing import Any

import pytest
from slack_sdk import WebClient

from .refusals import error_of
from .slack import Channel, SlackStandIn, User


@pytest.fixture
def root(slack: SlackStandIn, channel: Channel, kari: User) -> str:
    return str(slack.workspace.post(kari, channel, "spørsmål")["ts"])


@pytest.fixture
def stream(client: WebClient, channel: Channel, kari: User, root: str) -> Any:
    return client.chat_stream(
        channel=channel.id,
        thread_ts=root,
        recipient_team_id=kari.team_id,
        recipient_user_id=kari.id,
        buffer_size=1,
    )


def test_a_stream_grows_and_stops_with_its_blocks(
    slack: SlackStandIn, channel: Channel, root: str, stream: Any
) -> None:
    stream.append(markdown_text="**Hei** ")
    assert slack.messages_in(channel)[-1]["text"] == "**Hei** "
    stream.append(markdown_text="verden")
    stream.append(chunks=[{"type": "task_update", "id": "1", "title": "Leser", "status": "complete"}])
    stream.stop(blocks=[{"type": "divider"}])
    message = slack.messages_in(channel)[-1]
    assert (message["text"], message["blocks"]) == ("**Hei** verden", [{"type": "divider"}])
    assert message["thread_ts"] == root
    kept = slack.workspace.messages.streams[channel.id, message["ts"]]
    assert kept.state == "stopped"
    assert [chunk["type"] for chunk in kept.chunks] == ["markdown_text", "markdown_text", "task_update"]


def test_a_stopped_stream_takes_nothing_more(client: WebClient, channel: Channel, stream: Any) -> None:
    stream.append(markdown_text="hei")
    stream.stop()
    call = {"channel": channel.id, "ts": stream.ts}
    assert (
        error_of(lambda: client.chat_appendStream(markdown_text="x", **call))
        == "message_not_in_streaming_state"
    )
    assert error_of(lambda: client.chat_stopStream(**call)) == "message_not_in_streaming_state"


def test_the_stop_button_ends_the_running_streams_of_its_thread(
    slack: SlackStandIn, client: WebClient, channel: Channel, kari: User, root: str, stream: Any
) -> None:
    client.agents_sessions_setStatus(channel_id=channel.id, thread_ts=root, status="processing")
    stream.append(markdown_text="hei")
    event = slack.events.presses_stop(kari, channel, root)["event"]
    assert event["streaming_message_ts"] == [stream.ts]
    assert error_of(lambda: stream.append(markdown_text="mer")) == "stopped_by_user"
    client.chat_stopStream(channel=channel.id, ts=stream.ts, session_status="active")
    assert slack.workspace.sessions[channel.id, root].status == "active"


def test_an_expired_stream_is_refused(slack: SlackStandIn, channel: Channel, stream: Any) -> None:
    stream.append(markdown_text="hei")
    slack.workspace.end_stream(channel, stream.ts, "expired")
    assert error_of(lambda: stream.append(markdown_text="mer")) == "message_not_in_streaming_state"


def test_a_running_stream_cannot_be_updated(client: WebClient, channel: Channel, stream: Any) -> None:
    stream.append(markdown_text="hei")
    assert (
        error_of(lambda: client.chat_update(channel=channel.id, ts=stream.ts, text="x"))
        == "streaming_state_conflict"
    )


def test_a_stream_in_a_channel_names_its_reader_and_in_a_direct_message_need_not(
    slack: SlackStandIn, client: WebClient, channel: Channel, kari: User, root: str
) -> None:
    start = client.chat_startStream
    assert error_of(lambda: start(channel=channel.id, thread_ts=root)) == "missing_recipient_user_id"
    assert (
        error_of(lambda: start(channel=channel.id, thread_ts=root, recipient_user_id=kari.id))
        == "missing_recipient_team_id"
    )
    direct = slack.workspace.direct(kari)
    question = slack.workspace.post(kari, direct, "hei")["ts"]
    assert start(channel=direct.id, thread_ts=question)["ok"]


def test_streamed_text_is_at_most_twelve_thousand_characters(stream: Any) -> None:
    stream.append(markdown_text="x" * 11_999)
    assert error_of(lambda: stream.append(markdown_text="xx")) == "msg_too_long"


@pytest.mark.parametrize(
    "chunk",
    [
        {"type": "song", "text": "la"},
        {"type": "markdown_text"},
        {"type": "task_update", "id": "1", "title": "Leser", "status": "dreaming"},
    ],
)
def test_an_invalid_chunk_is_refused(stream: Any, chunk: dict[str, str]) -> None:
    assert error_of(lambda: stream.append(chunks=[chunk])) == "invalid_chunks"


def test_a_status_lasts_until_the_answer(
    slack: SlackStandIn, client: WebClient, channel: Channel, root: str
) -> None:
    client.assistant_threads_setStatus(
        channel_id=channel.id, thread_ts=root, status="leser", loading_messages=["leser 4 dokumenter …"]
    )
    status = slack.workspace.statuses[channel.id, root]
    assert status == {"status": "leser", "loading_messages": ["leser 4 dokumenter …"]}
    client.chat_postMessage(channel=channel.id, thread_ts=root, text="svar")
    assert (channel.id, root) not in slack.workspace.statuses


def test_prompts_are_shown_only_when_set_without_a_thread(
    slack: SlackStandIn, client: WebClient, kari: User
) -> None:
    direct = slack.workspace.direct(kari)
    root = slack.workspace.post(kari, direct, "hei")["ts"]
    prompts = [{"title": "Hva skjer?", "message": "Hva skjer i november?"}]
    client.assistant_threads_setSuggestedPrompts(channel_id=direct.id, thread_ts=root, prompts=prompts)
    assert direct.id not in slack.workspace.prompts
    client.assistant_threads_setSuggestedPrompts(channel_id=direct.id, prompts=prompts)
    assert slack.workspace.prompts[direct.id]["prompts"] == prompts


def test_a_session_is_made_by_its_status_and_renamed(
    slack: SlackStandIn, client: WebClient, channel: Channel, root: str
) -> None:
    place = {"channel_id": channel.id, "thread_ts": root}
    assert error_of(lambda: client.agents_sessions_rename(title="Møter", **place)) == "session_not_found"
    client.agents_sessions_setStatus(status="processing", title="Spørsmål", **place)
    client.agents_sessions_rename(title="Møter", **place)
    session = slack.workspace.sessions[channel.id, root]
    assert (session.status, session.title) == ("processing", "Møter")
    wrong = {"status": "sleeping", **place}
    assert error_of(lambda: client.agents_sessions_setStatus(**wrong)) == "invalid_arguments"
    without = {"status": "active", "channel_id": channel.id}
    assert error_of(lambda: client.agents_sessions_setStatus(**without)) == "thread_ts_required"


def test_an_app_that_does_not_hear_the_stop_button_is_warned() -> None:
    with SlackStandIn(events=["message.im"]) as slack:
        client = WebClient(slack.bot_token, base_url=slack.base_url)
        direct = slack.workspace.direct(slack.workspace.add_user("kari"))
        root = client.chat_postMessage(channel=direct.id, text="hei")["ts"]
        answer = client.agents_sessions_setStatus(channel_id=direct.id, thread_ts=root, status="active")
        assert answer["warning"] == "missing_agent_session_stopped_event_subscription"
