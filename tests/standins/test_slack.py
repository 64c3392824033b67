"""The stand-in's Web API keeps Slack's rules towards the real client."""

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler
from slack_sdk.webhook import WebhookClient

from .refusals import error_of, refusal
from .slack import Channel, ManualClock, SlackStandIn, User


def test_a_posted_message_is_stored_and_its_call_is_recorded(
    slack: SlackStandIn, client: WebClient, channel: Channel
) -> None:
    blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": "*hei*"}}]
    answer = client.chat_postMessage(channel=channel.id, text="hei", blocks=blocks, unfurl_links=False)
    stored = slack.messages_in(channel)[-1]
    assert (stored["ts"], stored["text"], stored["blocks"]) == (answer["ts"], "hei", blocks)
    call = slack.calls_to("chat.postMessage")[0]
    assert call.ok
    assert call.encoding == "json"
    assert call.arguments["unfurl_links"] is False
    assert call.token == slack.bot_token
    assert call.response is not None
    assert call.response["ts"] == answer["ts"]


@pytest.mark.parametrize(
    ("token", "error"),
    [("xoxb-wrong", "invalid_auth"), ("", "not_authed"), ("xapp-stand-in", "not_allowed_token_type")],
)
def test_a_wrong_token_is_refused(slack: SlackStandIn, token: str, error: str) -> None:
    assert error_of(WebClient(token, base_url=slack.base_url).auth_test) == error


def test_a_revoked_token_is_refused_and_a_new_installation_works(
    slack: SlackStandIn, client: WebClient
) -> None:
    slack.events.uninstalls()
    assert error_of(client.auth_test) == "token_revoked"
    keys = {"client_id": slack.installation.client_id, "client_secret": slack.installation.client_secret}
    code = slack.installation.new_code()
    assert client.oauth_v2_access(code=code, **keys)["access_token"] == slack.bot_token
    assert client.auth_test()["user_id"] == slack.workspace.bot.id
    assert error_of(lambda: client.oauth_v2_access(code=code, **keys)) == "invalid_code"


def test_an_unknown_method_is_told_so(client: WebClient) -> None:
    assert error_of(lambda: client.api_call("chat.shout")) == "unknown_method"


def test_a_missing_scope_names_what_is_needed_and_what_is_there() -> None:
    with SlackStandIn(scopes=["users:read", "channels:read"]) as slack:
        client = WebClient(slack.bot_token, base_url=slack.base_url)
        channel = slack.workspace.add_channel("general")
        answer = refusal(lambda: client.chat_postMessage(channel=channel.id, text="hei"))
        assert (answer["error"], answer["needed"]) == ("missing_scope", "chat:write")
        assert answer["provided"] == "channels:read,users:read"
        assert client.auth_test().headers["x-oauth-scopes"] == "channels:read,users:read"


def test_reading_a_private_channel_needs_its_own_scope() -> None:
    with SlackStandIn(scopes=["channels:history", "channels:read"]) as slack:
        client = WebClient(slack.bot_token, base_url=slack.base_url)
        board = slack.workspace.add_channel("board", kind="private")
        assert refusal(lambda: client.conversations_history(channel=board.id))["needed"] == "groups:history"
        assert refusal(lambda: client.conversations_info(channel=board.id))["needed"] == "groups:read"


def test_an_address_is_shown_only_to_apps_that_may_read_addresses(kari: User, client: WebClient) -> None:
    assert client.users_info(user=kari.id)["user"]["profile"]["email"] == "kari@example.org"
    assert client.users_lookupByEmail(email="KARI@example.org")["user"]["id"] == kari.id
    with SlackStandIn(scopes=["users:read"]) as slack:
        other = slack.workspace.add_user("ola")
        user = WebClient(slack.bot_token, base_url=slack.base_url).users_info(user=other.id)["user"]
        assert "email" not in user["profile"]


def test_json_is_refused_where_slack_takes_forms_only(client: WebClient, kari: User) -> None:
    answer = refusal(lambda: client.api_call("users.info", json={"user": kari.id}))
    assert answer["error"] == "invalid_arguments"
    assert "application/json" in answer["response_metadata"]["messages"][0]


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ({"text": "hei"}, "missing required field: channel"),
        ({"channel": "C1", "text": "hei", "blocksy": []}, "no argument `blocksy`"),
        ({"channel": "C1", "text": ["hei"]}, "must be a string [json-pointer:/text]"),
        ({"channel": "C1", "text": "hei", "mrkdwn": "perhaps"}, "must be a boolean [json-pointer:/mrkdwn]"),
    ],
)
def test_wrong_arguments_are_named(client: WebClient, arguments: dict[str, object], reason: str) -> None:
    answer = refusal(lambda: client.api_call("chat.postMessage", json=arguments))
    assert answer["error"] == "invalid_arguments"
    assert reason in answer["response_metadata"]["messages"][0]


def test_channels_that_the_bot_may_not_write_to_are_refused(
    slack: SlackStandIn, client: WebClient, kari: User
) -> None:
    elsewhere = slack.workspace.add_channel("elsewhere", [kari], with_bot=False)
    secret = slack.workspace.add_channel("secret", [kari], kind="private", with_bot=False)
    old = slack.workspace.add_channel("old", [kari])
    old.is_archived = True
    assert error_of(lambda: client.chat_postMessage(channel=elsewhere.id, text="hei")) == "not_in_channel"
    assert error_of(lambda: client.chat_postMessage(channel=secret.id, text="hei")) == "channel_not_found"
    assert error_of(lambda: client.chat_postMessage(channel=old.id, text="hei")) == "is_archived"
    client.conversations_join(channel=elsewhere.id)
    assert client.chat_postMessage(channel=elsewhere.id, text="hei")["ok"]


def test_a_thread_is_the_root_and_its_replies_in_pages(
    slack: SlackStandIn, client: WebClient, channel: Channel, kari: User
) -> None:
    root = slack.workspace.post(kari, channel, "spørsmål")
    for number in range(4):
        client.chat_postMessage(channel=channel.id, text=f"svar {number}", thread_ts=root["ts"])
    slack.workspace.post(kari, channel, "noe annet")
    first = client.conversations_replies(channel=channel.id, ts=root["ts"], limit=2)
    assert first["has_more"]
    assert first["messages"][0]["reply_count"] == 4
    pages = [
        page["messages"] for page in client.conversations_replies(channel=channel.id, ts=root["ts"], limit=2)
    ]
    texts = [message["text"] for page in pages for message in page]
    assert texts == ["spørsmål", "svar 0", "svar 1", "svar 2", "svar 3"]
    top = [message["text"] for message in client.conversations_history(channel=channel.id)["messages"]]
    assert top == ["noe annet", "spørsmål"]


def test_a_reply_hangs_on_a_root_that_exists(
    slack: SlackStandIn, client: WebClient, channel: Channel, kari: User
) -> None:
    root = slack.workspace.post(kari, channel, "spørsmål")
    reply = slack.workspace.post(kari, channel, "mer", thread_ts=root["ts"])

    def answer_to(ts: str) -> str:
        return error_of(lambda: client.chat_postMessage(channel=channel.id, text="svar", thread_ts=ts))

    assert answer_to("1.000000") == "thread_not_found"
    assert answer_to(reply["ts"]) == "cannot_reply_to_message"


def test_an_update_changes_only_the_apps_own_message_and_keeps_blocks_that_it_does_not_name(
    slack: SlackStandIn, client: WebClient, channel: Channel, kari: User
) -> None:
    blocks = [{"type": "divider"}]
    ts = client.chat_postMessage(channel=channel.id, text="arbeider", blocks=blocks)["ts"]
    client.chat_update(channel=channel.id, ts=ts, text="ferdig")
    assert slack.messages_in(channel)[-1]["text"] == "ferdig"
    assert slack.messages_in(channel)[-1]["blocks"] == blocks
    client.chat_update(channel=channel.id, ts=ts, text="ferdig", blocks=[])
    assert "blocks" not in slack.messages_in(channel)[-1]
    hers = slack.workspace.post(kari, channel, "mitt")["ts"]
    assert (
        error_of(lambda: client.chat_update(channel=channel.id, ts=hers, text="x")) == "cant_update_message"
    )
    assert error_of(lambda: client.chat_update(channel=channel.id, ts="1.0", text="x")) == "message_not_found"
    client.chat_delete(channel=channel.id, ts=ts)
    assert [message["ts"] for message in slack.messages_in(channel)] == [hers]


def test_an_ephemeral_message_is_seen_by_one_member_only(
    slack: SlackStandIn, client: WebClient, channel: Channel, kari: User
) -> None:
    ola = slack.workspace.add_user("ola")
    client.chat_postEphemeral(channel=channel.id, user=kari.id, text="bare du")
    assert [message["text"] for message in slack.ephemeral_to(kari)] == ["bare du"]
    assert slack.messages_in(channel) == []
    assert (
        error_of(lambda: client.chat_postEphemeral(channel=channel.id, user=ola.id, text="hei"))
        == "user_not_in_channel"
    )


def test_there_is_one_group_conversation_for_each_set_of_people(
    slack: SlackStandIn, client: WebClient, kari: User
) -> None:
    ola, per = slack.workspace.add_user("ola"), slack.workspace.add_user("per")
    first = client.conversations_open(users=[kari.id, ola.id])
    again = client.conversations_open(users=[ola.id, kari.id])
    other = client.conversations_open(users=[kari.id, ola.id, per.id])
    assert first["channel"]["id"] == again["channel"]["id"] != other["channel"]["id"]
    assert (first["already_open"], again["already_open"]) == (False, True)
    many = [slack.workspace.add_user(f"person{number}").id for number in range(9)]
    assert error_of(lambda: client.conversations_open(users=many)) == "too_many_users"
    per.deleted = True
    assert error_of(lambda: client.conversations_open(users=[per.id])) == "user_disabled"


def test_a_trigger_opens_one_modal_within_three_seconds(
    slack: SlackStandIn, client: WebClient, clock: ManualClock, kari: User
) -> None:
    view = {
        "type": "modal",
        "title": {"type": "plain_text", "text": "Profil"},
        "blocks": [{"type": "divider"}],
    }
    trigger = slack.workspace.new_trigger(kari)
    opened = client.views_open(trigger_id=trigger, view=view)["view"]
    assert error_of(lambda: client.views_open(trigger_id=trigger, view=view)) == "exchanged_trigger_id"
    late = slack.workspace.new_trigger(kari)
    clock.advance(3.1)
    assert error_of(lambda: client.views_open(trigger_id=late, view=view)) == "expired_trigger_id"
    assert error_of(lambda: client.views_open(trigger_id="1.2", view=view)) == "invalid_trigger_id"
    client.views_update(view_id=opened["id"], view=view, hash=opened["hash"])
    stale = refusal(lambda: client.views_update(view_id=opened["id"], view=view, hash=opened["hash"]))
    assert stale["error"] == "hash_conflict"


def test_the_home_view_of_a_person_is_kept(slack: SlackStandIn, client: WebClient, kari: User) -> None:
    client.views_publish(user_id=kari.id, view={"type": "home", "blocks": [{"type": "divider"}]})
    assert slack.workspace.homes[kari.id].payload["blocks"] == [{"type": "divider"}]
    opened = slack.events.opens_home(kari)
    assert opened["event"]["view"]["id"] == slack.workspace.homes[kari.id].id


def test_a_reaction_is_added_once_and_removed_once(
    slack: SlackStandIn, client: WebClient, channel: Channel, kari: User
) -> None:
    ts = slack.workspace.post(kari, channel, "hei")["ts"]
    client.reactions_add(channel=channel.id, timestamp=ts, name="eyes")
    assert slack.messages_in(channel)[0]["reactions"][0]["name"] == "eyes"
    add, remove = client.reactions_add, client.reactions_remove
    assert error_of(lambda: add(channel=channel.id, timestamp=ts, name="eyes")) == "already_reacted"
    remove(channel=channel.id, timestamp=ts, name="eyes")
    assert error_of(lambda: remove(channel=channel.id, timestamp=ts, name="eyes")) == "no_reaction"


def test_user_groups_list_their_members(slack: SlackStandIn, client: WebClient, kari: User) -> None:
    board = slack.workspace.add_usergroup("board", [kari])
    assert client.usergroups_users_list(usergroup=board.id)["users"] == [kari.id]
    listed = client.usergroups_list(include_users=True)["usergroups"]
    assert [(group["handle"], group["users"]) for group in listed] == [("board", [kari.id])]


def test_a_response_url_answers_five_times_within_half_an_hour(
    slack: SlackStandIn, clock: ManualClock, channel: Channel, kari: User
) -> None:
    url = slack.workspace.new_response_url(kari, channel)
    hook = WebhookClient(url)
    assert hook.send(text="bare du").status_code == 200
    assert hook.send(text="til alle", response_type="in_channel").status_code == 200
    assert [message["text"] for message in slack.ephemeral_to(kari)] == ["bare du"]
    assert [message["text"] for message in slack.messages_in(channel)] == ["til alle"]
    codes = [hook.send(text="mer").status_code for _ in range(4)]
    assert codes == [200, 200, 200, 404]
    late = WebhookClient(slack.workspace.new_response_url(kari, channel))
    clock.advance(1801)
    assert late.send(text="for sent").status_code == 404


def test_the_rates_of_slack_can_be_kept(
    slack: SlackStandIn, client: WebClient, clock: ManualClock, channel: Channel
) -> None:
    slack.keep_rates()
    for _ in range(20):
        client.conversations_list()
    clock.advance(10)
    with pytest.raises(SlackApiError) as caught:
        client.conversations_list()
    assert caught.value.response.status_code == 429
    assert caught.value.response.headers["Retry-After"] == "50"
    clock.advance(50)
    assert client.conversations_list()["channels"][0]["id"] == channel.id


def test_a_channel_takes_sixty_messages_a_minute_and_each_channel_by_itself(
    slack: SlackStandIn, client: WebClient, clock: ManualClock, channel: Channel, kari: User
) -> None:
    slack.keep_rates()
    for number in range(60):
        client.chat_postMessage(channel=channel.id, text=f"{number}")
    with pytest.raises(SlackApiError, match="ratelimited"):
        client.chat_postMessage(channel=channel.id, text="for mye")
    client.chat_postMessage(channel=slack.workspace.direct(kari).id, text="her er det plass")
    clock.advance(60)
    client.chat_postMessage(channel=channel.id, text="nå går det")


def test_a_client_that_honours_retry_after_gets_through(slack: SlackStandIn, channel: Channel) -> None:
    slack.fail("chat.postMessage", status=429, retry_after=0, times=2)
    handler = RateLimitErrorRetryHandler(max_retry_count=2)
    client = WebClient(slack.bot_token, base_url=slack.base_url, retry_handlers=[handler])
    client.chat_postMessage(channel=channel.id, text="hei")
    assert [call.status for call in slack.calls_to("chat.postMessage")] == [429, 429, 200]
    assert len(slack.messages_in(channel)) == 1
