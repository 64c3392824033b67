"""The stand-in refuses the payloads that Slack refuses, and says why."""

from typing import Any

import pytest
from slack_sdk import WebClient

from .refusals import error_of, refusal
from .slack import Channel, Payload, SlackStandIn, User


def _section(text: str) -> Payload:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def _button(label: str = "Del", action_id: str = "share") -> Payload:
    return {"type": "button", "action_id": action_id, "text": {"type": "plain_text", "text": label}}


_PICTURE = {"type": "image", "image_url": "https://example.org/kari.png", "alt_text": "Kari"}


def _cell(text: str) -> Payload:
    return {"type": "raw_text", "text": text}


def _card(title: str = "Kari") -> Payload:
    return {"type": "card", "title": _plain(title)}


def _thumbs() -> Payload:
    return {
        "type": "context_actions",
        "elements": [
            {
                "type": "feedback_buttons",
                "action_id": "rate",
                "positive_button": {"text": _plain("Bra"), "value": "up"},
                "negative_button": {"text": _plain("Dårlig"), "value": "down"},
            }
        ],
    }


def _modal(**fields: Any) -> Payload:
    title = {"type": "plain_text", "text": "Profil"}
    return {"type": "modal", "title": title, "blocks": [{"type": "divider"}], **fields}


def _plain(text: str) -> Payload:
    return {"type": "plain_text", "text": text}


@pytest.mark.parametrize(
    ("block", "reason"),
    [
        (_section("x" * 3001), "3000"),
        (_section(""), "more than 0 characters [json-pointer:/blocks/0/text/text]"),
        ({"type": "section", "text": "bare"}, "must be a text object [json-pointer:/blocks/0/text]"),
        ({"type": "section"}, "text or fields"),
        ({**_section("hei"), "colour": "red"}, "invalid additional property: colour"),
        (
            {"type": "section", "fields": [{"type": "mrkdwn", "text": "x" * 2001}]},
            "less than 2001 characters [json-pointer:/blocks/0/fields/0/text]",
        ),
        ({"type": "header", "text": _plain("x" * 151)}, "150"),
        ({"type": "header", "text": {"type": "mrkdwn", "text": "hei"}}, "must be a plain_text object"),
        ({"type": "markdown", "text": "x" * 12_001}, "12000"),
        ({"type": "actions", "elements": [_button("x" * 76)]}, "75"),
        ({"type": "actions", "elements": [_button(), _button()]}, "`action_id` 'share' occurs twice"),
        ({"type": "actions", "elements": [_button(action_id=str(n)) for n in range(26)]}, "25"),
        ({"type": "actions", "elements": [{**_button(), "type": "knob"}]}, "unsupported type: knob"),
        ({"type": "poem"}, "unsupported type: poem in a message [json-pointer:/blocks/0/type]"),
        ({"type": "data_table", "rows": []}, "missing required field: rows"),
        ({"type": "table", "rows": [[_cell("a")]] * 101}, "no more than 100 items allowed"),
        ({"type": "table", "rows": [[_cell("a")] * 21]}, "must have 1 to 20 cells"),
        (
            {"type": "table", "rows": [[_cell("")]]},
            "more than 0 characters [json-pointer:/blocks/0/rows/0/0/text]",
        ),
        ({"type": "table", "rows": [[_cell("x" * 2001)] * 5]}, "no more than 10000 characters"),
        ({"type": "table", "rows": [[_plain("a")]]}, "unsupported type: plain_text in a table"),
        ({"type": "card", "subtitle": _plain("alene")}, "hero_image, title, actions, or body"),
        ({"type": "card", "title": _plain("x" * 151)}, "title attribute cannot exceed 150"),
        ({"type": "card", "body": _plain("x" * 201)}, "body attribute cannot exceed 200"),
        ({"type": "card", "title": _plain("Kari"), "actions": [_PICTURE]}, "image in a card"),
        ({"type": "carousel", "elements": []}, "at least 1 card"),
        ({"type": "carousel", "elements": [_card()] * 11}, "cannot exceed 10 cards"),
        ({"type": "carousel", "elements": [_section("hei")]}, "unsupported type: section in a carousel"),
        ({"type": "carousel", "elements": [_card("x" * 151)]}, "title attribute cannot exceed 150"),
        ({"type": "context_actions", "elements": [_button()]}, "unsupported type: button"),
    ],
)
def test_a_block_that_slack_refuses_is_refused_with_its_reason(
    client: WebClient, channel: Channel, block: Payload, reason: str
) -> None:
    answer = refusal(lambda: client.chat_postMessage(channel=channel.id, text="hei", blocks=[block]))
    assert answer["error"] == "invalid_blocks"
    assert any(reason in message for message in answer["response_metadata"]["messages"])


@pytest.mark.parametrize(
    "block",
    [
        _section("x" * 3000),
        {"type": "markdown", "text": "x" * 12_000},
        {"type": "actions", "elements": [_button("x" * 75)]},
        {"type": "table", "rows": [[{"type": "raw_text", "text": "a"}]]},
        {"type": "card", "title": _plain("Kari"), "body": _plain("Forsker")},
        {"type": "card", "title": _plain("x" * 150), "body": _plain("x" * 200), "actions": [_button()]},
        {"type": "carousel", "elements": [_card()] * 10},
        {"type": "table", "rows": [[_cell("a")] * 20] * 15},
        {"type": "context", "elements": [{"type": "mrkdwn", "text": "kilde"}]},
        _thumbs(),
        {
            "type": "rich_text",
            "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "hei"}]}],
        },
    ],
)
def test_a_block_at_its_limit_is_taken(client: WebClient, channel: Channel, block: Payload) -> None:
    assert client.chat_postMessage(channel=channel.id, text="hei", blocks=[block])["ok"]


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"text": "x" * 40_001}, "msg_too_long"),
        ({"markdown_text": "x" * 12_001}, "msg_too_long"),
        ({}, "no_text"),
        ({"text": "hei", "markdown_text": "hei"}, "markdown_text_conflict"),
        ({"text": "hei", "blocks": [{"type": "divider"}] * 51}, "invalid_blocks"),
        ({"text": "hei", "blocks": "not json"}, "invalid_blocks_format"),
        ({"text": "hei", "blocks": [_section("x" * 2900)] * 5}, "msg_blocks_too_long"),
        ({"text": "hei", "blocks": [{"type": "markdown", "text": "x" * 6001}] * 2}, "invalid_blocks"),
        ({"text": "hei", "blocks": [{"type": "divider", "block_id": "a"}] * 2}, "invalid_blocks"),
        ({"text": "hei", "blocks": [{"type": "table", "rows": [[_cell("a")]]}] * 2}, "invalid_attachments"),
        ({"text": "hei", "metadata": {"event_type": "answered"}}, "invalid_metadata_schema"),
        ({"text": "hei", "attachments": [{"text": "a"}] * 101}, "too_many_attachments"),
        ({"text": "hei", "attachments": [{"blocks": [{"type": "poem"}]}]}, "invalid_blocks"),
    ],
)
def test_a_message_over_a_limit_is_refused_and_not_stored(
    slack: SlackStandIn, client: WebClient, channel: Channel, arguments: Payload, error: str
) -> None:
    call = {"channel": channel.id, **arguments}
    assert error_of(lambda: client.api_call("chat.postMessage", json=call)) == error
    assert slack.messages_in(channel) == []


@pytest.mark.parametrize(
    ("view", "reason"),
    [
        (_modal(title=_plain("x" * 25)), "1 to 24 characters [json-pointer:/view/title/text]"),
        (_modal(submit={"type": "mrkdwn", "text": "Lagre"}), "plain_text object [json-pointer:/view/submit]"),
        (_modal(blocks=[{"type": "divider"}] * 101), "no more than 100 items"),
        (_modal(blocks=[{"type": "markdown", "text": "hei"}]), "unsupported type: markdown in a modal"),
        (_modal(private_metadata="x" * 3001), "private_metadata"),
        ({"type": "modal", "blocks": []}, "missing required field: title"),
        (
            _modal(
                blocks=[
                    {
                        "type": "input",
                        "label": _plain("Navn"),
                        "element": {"type": "plain_text_input", "action_id": "name"},
                    }
                ]
            ),
            "`submit` is required",
        ),
        ({"type": "home", "blocks": []}, "must be a modal view"),
    ],
)
def test_a_modal_that_slack_refuses_is_refused_with_its_reason(
    slack: SlackStandIn, client: WebClient, kari: User, view: Payload, reason: str
) -> None:
    trigger = slack.workspace.new_trigger(kari)
    answer = refusal(lambda: client.views_open(trigger_id=trigger, view=view))
    assert answer["error"] == "invalid_arguments"
    assert reason in " ".join(answer["response_metadata"]["messages"])


def test_loading_messages_and_prompts_keep_to_their_number_and_length(
    slack: SlackStandIn, client: WebClient, kari: User
) -> None:
    direct = slack.workspace.direct(kari)
    root = slack.workspace.post(kari, direct, "hei")["ts"]

    def status(loading: list[str]) -> str:
        return error_of(
            lambda: client.assistant_threads_setStatus(
                channel_id=direct.id, thread_ts=root, status="leser", loading_messages=loading
            )
        )

    assert status(["x"] * 11) == "invalid_arguments"
    assert status(["x" * 51]) == "invalid_arguments"
    prompts = [{"title": "Hva skjer?", "message": "Hva skjer i november?"}] * 5
    assert (
        error_of(lambda: client.assistant_threads_setSuggestedPrompts(channel_id=direct.id, prompts=prompts))
        == "invalid_arguments"
    )


@pytest.mark.parametrize("kind", ["card", "carousel", "table", "context_actions"])
def test_a_workspace_may_not_know_a_block_yet(
    slack: SlackStandIn, client: WebClient, channel: Channel, kind: str
) -> None:
    blocks = {"card": _card(), "carousel": {"type": "carousel", "elements": [_card()]}}
    blocks |= {"table": {"type": "table", "rows": [[_cell("a")]]}, "context_actions": _thumbs()}
    slack.workspace.unknown_blocks = {kind}
    told = refusal(
        lambda: client.chat_postMessage(
            channel=channel.id, text="hei", blocks=[_section("hei"), blocks[kind]]
        )
    )
    assert told["error"] == "invalid_blocks"
    [message] = told["response_metadata"]["messages"]
    assert message == f"[ERROR] unsupported type: {kind} in a message [json-pointer:/blocks/1/type]"
