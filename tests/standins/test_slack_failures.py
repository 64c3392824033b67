"""Failures by script, files, and waiting without sleeping."""

import http.client
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from urllib.error import URLError

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from .refusals import error_of, refusal
from .slack import Channel, SlackStandIn, StandInError, User


def test_a_rate_limit_is_answered_as_often_as_ordered(
    slack: SlackStandIn, client: WebClient, channel: Channel
) -> None:
    slack.fail("chat.postMessage", status=429, retry_after=7, times=2)
    for _ in range(2):
        answer = refusal(lambda: client.chat_postMessage(channel=channel.id, text="hei"))
        assert (answer.status_code, answer["error"]) == (429, "ratelimited")
        assert answer.headers["Retry-After"] == "7"
    assert client.chat_postMessage(channel=channel.id, text="hei")["ok"]
    assert len(slack.messages_in(channel)) == 1


def test_each_nth_call_can_fail(slack: SlackStandIn, client: WebClient) -> None:
    slack.fail("*", error="internal_error", every=3, times=None)
    for _ in range(2):
        assert client.auth_test()["ok"]
        assert client.team_info()["ok"]
        assert error_of(client.auth_test) == "internal_error"


def test_an_api_error_and_a_server_error_come_as_slack_sends_them(
    slack: SlackStandIn, client: WebClient, channel: Channel
) -> None:
    slack.fail("chat.postMessage", error="channel_not_found")
    assert error_of(lambda: client.chat_postMessage(channel=channel.id, text="hei")) == "channel_not_found"
    slack.fail("chat.postMessage", status=500)
    with pytest.raises(SlackApiError) as caught:
        client.chat_postMessage(channel=channel.id, text="hei")
    assert caught.value.response.status_code == 500
    assert slack.messages_in(channel) == []
    with pytest.raises(StandInError, match="say how it fails"):
        slack.fail("chat.postMessage")


def test_a_held_call_waits_for_the_test_and_others_pass(
    slack: SlackStandIn, client: WebClient, channel: Channel
) -> None:
    hold = slack.hold("chat.postMessage")
    with ThreadPoolExecutor(1) as pool:
        posted = pool.submit(client.chat_postMessage, channel=channel.id, text="hei")
        slack.wait_for(lambda: hold.arrived)
        assert client.auth_test()["ok"]
        assert slack.messages_in(channel) == []
        assert slack.calls_to("chat.postMessage")[0].status is None
        hold.release()
        assert posted.result(10)["ok"]
    assert len(slack.messages_in(channel)) == 1


def test_a_held_call_is_let_go_when_the_stand_in_stops() -> None:
    with ThreadPoolExecutor(1) as pool:
        with SlackStandIn() as slack:
            client = WebClient(slack.bot_token, base_url=slack.base_url, retry_handlers=[])
            hold = slack.hold("auth.test")
            call = pool.submit(client.auth_test)
            slack.wait_for(lambda: hold.arrived)
        assert call.exception(10) is None or isinstance(
            call.exception(10), (OSError, http.client.HTTPException)
        )


def test_a_dropped_line_may_lose_the_call_or_only_its_answer(
    slack: SlackStandIn, client: WebClient, channel: Channel
) -> None:
    slack.drop("chat.postMessage")
    with pytest.raises((URLError, ConnectionError, http.client.HTTPException)):
        client.chat_postMessage(channel=channel.id, text="borte")
    slack.drop("chat.postMessage", after_work=True)
    with pytest.raises((URLError, ConnectionError, http.client.HTTPException)):
        client.chat_postMessage(channel=channel.id, text="kom frem")
    assert [message["text"] for message in slack.messages_in(channel)] == ["kom frem"]
    assert [call.status for call in slack.calls_to("chat.postMessage")] == [0, 0]


def test_waiting_in_vain_tells_what_was_called(slack: SlackStandIn, client: WebClient) -> None:
    client.auth_test()
    with pytest.raises(AssertionError, match=r"1 calls so far\n  #1 auth\.test \{\} → ok"):
        slack.wait_for(lambda: slack.calls_to("chat.postMessage"), timeout=0.01)


def test_two_hundred_calls_at_once_are_each_recorded_once(slack: SlackStandIn, channel: Channel) -> None:
    client = WebClient(slack.bot_token, base_url=slack.base_url)
    with ThreadPoolExecutor(16) as pool:
        sent = [pool.submit(client.chat_postMessage, channel=channel.id, text=str(n)) for n in range(200)]
        stamps = {future.result(30)["ts"] for future in sent}
    assert len(stamps) == len(slack.messages_in(channel)) == len(slack.calls) == 200


def test_a_file_goes_up_in_three_steps_and_comes_down_with_the_token(
    slack: SlackStandIn, client: WebClient, channel: Channel
) -> None:
    shared = client.files_upload_v2(channel=channel.id, filename="møte.txt", content="hei", title="Møte")
    file = slack.workspace.files[shared["file"]["id"]]
    assert (file.content, file.title, file.channels) == (b"hei", "Møte", [channel.id])
    assert slack.messages_in(channel)[-1]["files"][0]["id"] == file.id
    url = client.files_info(file=file.id)["file"]["url_private_download"]
    with_token = urllib.request.Request(url, headers={"Authorization": f"Bearer {slack.bot_token}"})
    assert urllib.request.urlopen(with_token).read() == b"hei"
    assert b"Sign in" in urllib.request.urlopen(url).read()


def test_a_file_that_was_not_uploaded_cannot_be_shared(
    slack: SlackStandIn, client: WebClient, channel: Channel, kari: User
) -> None:
    ticket = client.files_getUploadURLExternal(filename="a.txt", length=3)
    complete = client.files_completeUploadExternal
    assert error_of(lambda: complete(files=[{"id": ticket["file_id"]}])) == "file_not_found"
    hers = slack.workspace.add_file(kari, "notat.txt", b"hei")
    assert error_of(lambda: complete(files=[{"id": hers.id}], channel_id=channel.id)) == "access_denied"
