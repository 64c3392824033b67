"""Channels, their members, and the rest of the directory, through the real client."""

from slack_sdk import WebClient

from .refusals import error_of, refusal
from .slack import Channel, SlackStandIn, User


def test_a_channel_is_made_filled_and_listed_in_pages(
    slack: SlackStandIn, client: WebClient, channel: Channel, kari: User
) -> None:
    made = client.conversations_create(name="kunstig-intelligens", is_private=True)["channel"]["id"]
    client.conversations_invite(channel=made, users=[kari.id])
    assert client.conversations_members(channel=made)["members"] == [slack.workspace.bot.id, kari.id]
    again = refusal(lambda: client.conversations_invite(channel=made, users=[kari.id]))
    assert again["error"] == "already_in_channel"
    kinds = "public_channel,private_channel"
    pages = [page["channels"][0]["id"] for page in client.conversations_list(types=kinds, limit=1)]
    assert pages == [channel.id, made]
    assert error_of(lambda: client.conversations_create(name="kunstig-intelligens")) == "name_taken"
    assert error_of(lambda: client.conversations_create(name="Store Bokstaver")) == "invalid_name_specials"
    assert error_of(lambda: client.conversations_list(types="secret")) == "invalid_types"
    assert error_of(lambda: client.conversations_list(cursor="nonsense")) == "invalid_cursor"


def test_private_channels_without_the_bot_are_not_seen(
    slack: SlackStandIn, client: WebClient, kari: User
) -> None:
    secret = slack.workspace.add_channel("board", [kari], kind="private", with_bot=False)
    listed = client.conversations_list(types="public_channel,private_channel")["channels"]
    assert secret.id not in [channel["id"] for channel in listed]
    assert error_of(lambda: client.conversations_info(channel=secret.id)) == "channel_not_found"
    mine = client.users_conversations(user=kari.id, types="private_channel")["channels"]
    assert mine == []


def test_a_shared_channel_and_its_size_are_told(client: WebClient, channel: Channel) -> None:
    channel.is_ext_shared = True
    shown = client.conversations_info(channel=channel.id, include_num_members=True)["channel"]
    assert (shown["is_ext_shared"], shown["num_members"]) == (True, 2)


def test_people_are_shown_as_they_are(slack: SlackStandIn, client: WebClient, kari: User) -> None:
    kari.deleted, kari.is_restricted, kari.locale = True, True, "en-GB"
    shown = client.users_info(user=kari.id, include_locale=True)["user"]
    assert (shown["deleted"], shown["is_restricted"], shown["locale"]) == (True, True, "en-GB")
    assert error_of(lambda: client.users_lookupByEmail(email="kari@example.org")) == "users_not_found"
    assert [user["name"] for user in client.users_list()["members"]] == ["klyngebot", "kari"]
    assert client.bots_info(bot=slack.workspace.bot_id)["bot"]["user_id"] == slack.workspace.bot.id
    assert client.team_info()["team"]["id"] == slack.workspace.team_id


def test_a_permalink_leads_into_the_thread(
    slack: SlackStandIn, client: WebClient, channel: Channel, kari: User
) -> None:
    root = slack.workspace.post(kari, channel, "spørsmål")["ts"]
    reply = slack.workspace.post(kari, channel, "mer", thread_ts=root)["ts"]
    link = client.chat_getPermalink(channel=channel.id, message_ts=reply)["permalink"]
    assert link.endswith(f"/p{reply.replace('.', '')}?thread_ts={root}&cid={channel.id}")
    missing = refusal(lambda: client.chat_getPermalink(channel=channel.id, message_ts="1.0"))
    assert missing["error"] == "message_not_found"


def test_a_message_to_a_person_goes_to_their_direct_conversation(
    slack: SlackStandIn, client: WebClient, kari: User
) -> None:
    answer = client.chat_postMessage(channel=kari.id, text="velkommen")
    assert answer["channel"] == slack.workspace.direct(kari).id
