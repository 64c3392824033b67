"""Commands, buttons and modals through a real Bolt app."""

import json
from typing import Any

import pytest
from slack_bolt import Ack, App
from slack_sdk import WebClient

from .refusals import error_of
from .slack import Channel, Payload, SlackStandIn, StandInError, User

_BUTTONS = [
    {
        "type": "actions",
        "block_id": "choices",
        "elements": [
            {
                "type": "button",
                "action_id": "share",
                "text": {"type": "plain_text", "text": "Del"},
                "value": "a1",
            }
        ],
    }
]
_PROFILE: Payload = {
    "type": "modal",
    "callback_id": "profile",
    "title": {"type": "plain_text", "text": "Profil"},
    "submit": {"type": "plain_text", "text": "Lagre"},
    "blocks": [
        {
            "type": "input",
            "block_id": "name",
            "label": {"type": "plain_text", "text": "Navn"},
            "element": {"type": "plain_text_input", "action_id": "name_input"},
        },
        {
            "type": "input",
            "block_id": "theme",
            "optional": True,
            "label": {"type": "plain_text", "text": "Tema"},
            "element": {
                "type": "static_select",
                "action_id": "theme_select",
                "options": [{"text": {"type": "plain_text", "text": "KI"}, "value": "ai"}],
            },
        },
    ],
}


@pytest.fixture
def app(slack: SlackStandIn, client: WebClient) -> App:
    app = App(client=client, signing_secret=slack.signing_secret, process_before_response=True)

    @app.command("/klynge")
    def command(ack: Ack, client: WebClient, body: dict[str, Any], respond: Any) -> None:
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=_PROFILE)
        respond(f"åpner for {body['text']}")

    return app


def test_a_command_opens_a_modal_and_answers_privately(
    slack: SlackStandIn, app: App, channel: Channel, kari: User
) -> None:
    payload = slack.interactions.command(kari, channel, "/klynge", "profile")
    assert app.dispatch(slack.bolt_request(payload)).status == 200
    assert slack.workspace.modal_of(kari).payload["callback_id"] == "profile"
    assert [message["text"] for message in slack.ephemeral_to(kari)] == ["åpner for profile"]


def test_a_press_brings_the_buttons_own_value_and_its_message(
    slack: SlackStandIn, app: App, channel: Channel, kari: User
) -> None:
    pressed: list[dict[str, Any]] = []

    @app.action("share")
    def share(ack: Ack, body: dict[str, Any], respond: Any) -> None:
        ack()
        pressed.append(body)
        respond(text="delt", replace_original=True)

    WebClient(slack.bot_token, base_url=slack.base_url).chat_postMessage(
        channel=channel.id, text="svar", blocks=_BUTTONS
    )
    message = slack.messages_in(channel)[-1]
    assert app.dispatch(slack.bolt_request(slack.interactions.press(kari, message, "share"))).status == 200
    action = pressed[0]["actions"][0]
    assert (action["block_id"], action["value"]) == ("choices", "a1")
    assert pressed[0]["message"]["ts"] == message["ts"]
    assert slack.messages_in(channel)[-1]["text"] == "delt"


def test_what_is_not_shown_cannot_be_pressed(slack: SlackStandIn, channel: Channel, kari: User) -> None:
    message = slack.workspace.post(kari, channel, "hei")
    with pytest.raises(StandInError, match="nothing to press by 'share'"):
        slack.interactions.press(kari, message, "share")


def test_a_submitted_modal_brings_its_values_and_closes(
    slack: SlackStandIn, app: App, channel: Channel, kari: User
) -> None:
    seen: list[dict[str, Any]] = []

    @app.view("profile")
    def save(ack: Ack, view: dict[str, Any]) -> None:
        values = view["state"]["values"]
        seen.append(values)
        if values["name"]["name_input"]["value"] == "?":
            ack(response_action="errors", errors={"name": "Skriv et navn."})
        else:
            ack()

    app.dispatch(slack.bolt_request(slack.interactions.command(kari, channel, "/klynge", "profile")))
    view = slack.workspace.modal_of(kari)
    refused = slack.interactions.submit(kari, view, {"name_input": "?"})
    answer = json.loads(app.dispatch(slack.bolt_request(refused)).body)
    assert slack.interactions.answered(refused, answer) is view
    accepted = slack.interactions.submit(kari, view, {"name_input": "Kari", "theme_select": "ai"})
    assert app.dispatch(slack.bolt_request(accepted)).body == ""
    assert slack.interactions.answered(accepted, None) is None
    assert seen[-1]["theme"]["theme_select"]["selected_option"]["value"] == "ai"
    with pytest.raises(StandInError, match="no modal open"):
        slack.workspace.modal_of(kari)


def test_a_form_is_filled_as_slack_lets_people_fill_it(
    slack: SlackStandIn, app: App, channel: Channel, kari: User
) -> None:
    app.dispatch(slack.bolt_request(slack.interactions.command(kari, channel, "/klynge", "profile")))
    view = slack.workspace.modal_of(kari)
    with pytest.raises(StandInError, match="'name_input' is required and empty"):
        slack.interactions.submit(kari, view)
    with pytest.raises(StandInError, match=r"the form has no \['nickname'\]"):
        slack.interactions.submit(kari, view, {"name_input": "Kari", "nickname": "K"})
    with pytest.raises(StandInError, match="has no option 'music'"):
        slack.interactions.submit(kari, view, {"name_input": "Kari", "theme_select": "music"})
    with pytest.raises(StandInError, match="notify_on_close"):
        slack.interactions.close(kari, view)


def test_an_answer_to_a_modal_that_slack_would_refuse_is_an_error_in_the_test(
    slack: SlackStandIn, app: App, channel: Channel, kari: User
) -> None:
    app.dispatch(slack.bolt_request(slack.interactions.command(kari, channel, "/klynge", "profile")))
    submission = slack.interactions.submit(kari, slack.workspace.modal_of(kari), {"name_input": "Kari"})
    wrong = {"response_action": "errors", "errors": {"nowhere": "x"}}
    with pytest.raises(StandInError, match="block_id of input blocks"):
        slack.interactions.answered(submission, wrong)
    with pytest.raises(StandInError, match="Slack would refuse this view"):
        slack.interactions.answered(submission, {"response_action": "update", "view": {"type": "modal"}})
    pushed = slack.interactions.answered(submission, {"response_action": "push", "view": _PROFILE})
    assert pushed is not None
    assert pushed.previous == submission["view"]["id"]
    assert slack.interactions.answered(submission, {"response_action": "clear"}) is None


def test_shortcuts_reach_their_listeners(slack: SlackStandIn, app: App, channel: Channel, kari: User) -> None:
    seen: list[str] = []

    @app.shortcut("ask")
    @app.shortcut("save")
    def hear(ack: Ack, shortcut: dict[str, Any]) -> None:
        ack()
        seen.append(shortcut.get("message", {}).get("text", "global"))

    message = slack.workspace.post(kari, channel, "møtet er flyttet")
    app.dispatch(slack.bolt_request(slack.interactions.shortcut(kari, "ask")))
    app.dispatch(slack.bolt_request(slack.interactions.message_shortcut(kari, message, "save")))
    assert seen == ["global", "møtet er flyttet"]


def test_feedback_buttons_say_which_one_was_pressed(
    slack: SlackStandIn, client: WebClient, channel: Channel, kari: User
) -> None:
    choices = {
        "positive_button": {"text": {"type": "plain_text", "text": "Bra"}, "value": "up"},
        "negative_button": {"text": {"type": "plain_text", "text": "Dårlig"}, "value": "down"},
    }
    element = {"type": "feedback_buttons", "action_id": "rate", **choices}
    blocks = [{"type": "context_actions", "elements": [element]}]
    client.chat_postMessage(channel=channel.id, text="svar", blocks=blocks)
    message = slack.messages_in(channel)[-1]
    action = slack.interactions.press(kari, message, "rate", "down")["actions"][0]
    assert (action["value"], action["text"]["text"]) == ("down", "Dårlig")
    with pytest.raises(StandInError, match="no value 'sideways'"):
        slack.interactions.press(kari, message, "rate", "sideways")


def test_an_element_in_a_modal_may_push_another_at_most_three_deep(
    slack: SlackStandIn, client: WebClient, kari: User
) -> None:
    element = {"type": "external_select", "action_id": "theme"}
    section = {"type": "section", "text": {"type": "mrkdwn", "text": "Tema"}, "accessory": element}
    view = {"type": "modal", "title": {"type": "plain_text", "text": "Tema"}, "blocks": [section]}
    client.views_open(trigger_id=slack.workspace.new_trigger(kari), view=view)
    for _ in range(2):
        top = slack.workspace.modal_of(kari)
        pressed = slack.interactions.press_in_view(kari, top, "theme", "ai")
        assert pressed["actions"][0]["selected_option"]["value"] == "ai"
        client.views_push(trigger_id=pressed["trigger_id"], view=view)
        assert slack.workspace.modal_of(kari).previous == top.id
    trigger = slack.workspace.new_trigger(kari, slack.workspace.modal_of(kari))
    assert error_of(lambda: client.views_push(trigger_id=trigger, view=view)) == "push_limit_reached"
    typed = slack.interactions.suggest(kari, slack.workspace.modal_of(kari), "theme", "kunst")
    assert (typed["type"], typed["value"]) == ("block_suggestion", "kunst")
