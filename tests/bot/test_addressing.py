"""Whose a payload of Slack's is, as far as it tells."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.workspaces.addressing import Address, address_of, unmarked

BOT = {"team_id": "T1", "user_id": "UBOT", "is_bot": True}


def _event(**event: Any) -> dict[str, Any]:
    return {"type": "event_callback", "event_id": "Ev1", "authorizations": [BOT], "event": event}


@pytest.mark.parametrize(
    ("event", "kind"),
    [
        ({"type": "app_mention", "user": "U1", "channel": "C1", "ts": "1.0"}, "said"),
        ({"type": "message", "user": "U1", "channel": "D1", "ts": "1.0"}, "said"),
        ({"type": "message", "user": "U1", "channel": "C1", "ts": "1.0"}, "overheard"),
        ({"type": "message", "user": "UBOT", "channel": "D1", "ts": "1.0"}, "overheard"),
        ({"type": "message", "subtype": "message_changed", "channel": "D1", "hidden": True}, "overheard"),
        ({"type": "message", "user": "U1", "bot_id": "B1", "channel": "D1", "ts": "1.0"}, "overheard"),
        ({"type": "app_home_opened", "user": "U1", "channel": "D1", "tab": "home"}, "home"),
        ({"type": "app_home_opened", "user": "U1", "channel": "D1", "tab": "messages"}, "personal"),
        ({"type": "agent_session_stopped", "user": "U1", "channel": "D1", "thread_ts": "1.0"}, "personal"),
        ({"type": "team_join", "user": {"id": "U1"}}, "overheard"),
        ({"type": "app_uninstalled"}, "everyone's"),
    ],
)
def test_what_happens_is_told_by_what_it_asks_of_the_assistant(event: dict[str, Any], kind: str):
    assert address_of(_event(**event)).kind == kind


def test_a_reply_is_of_the_conversation_that_it_hangs_on():
    event = _event(type="message", user="U1", channel="D1", ts="2.0", thread_ts="1.0", text="Hei")
    assert address_of(event) == Address("said", "Ev1", "U1", "D1", "1.0", words="Hei")


def test_a_reaction_and_a_pin_are_of_the_channel_of_their_message():
    item = {"type": "message", "channel": "C1", "ts": "1.0"}
    assert address_of(_event(type="reaction_added", user="U1", item=item)).channel == "C1"
    assert address_of(_event(type="pin_added", user="U1", channel_id="C1", item=item)).channel == "C1"


def test_a_press_is_of_whoever_put_the_button_there():
    press = {
        "type": "block_actions",
        "user": {"id": "U1"},
        "container": {"channel_id": "D1", "message_ts": "2.0", "thread_ts": "1.0"},
        "actions": [{"block_id": "ki|3", "action_id": "feedback"}],
        "trigger_id": "t",
    }
    assert address_of(press) == Address("personal", "t", "U1", "D1", "1.0", "ki")
    assert address_of(press | {"actions": [{"block_id": "aB1+", "action_id": "feedback"}]}).mark == ""


def test_a_form_is_of_whoever_opened_it_and_its_subject_is_as_it_was():
    form = {
        "type": "view_submission",
        "user": {"id": "U1"},
        "view": {"id": "V1", "private_metadata": 'ki|{"source": "a|b"}'},
    }
    assert address_of(form).mark == "ki"
    assert unmarked(form, "ki")["view"]["private_metadata"] == '{"source": "a|b"}'
    assert unmarked(form, "energi")["view"] == form["view"]


ODD = st.sampled_from(
    [None, True, 7, "", "x", [], [None], ["x"], [[]], {}, {"id": 7}, {"user": []}, {"ts": None}]
)
NAMES = (
    "type",
    "event",
    "command",
    "user",
    "channel",
    "view",
    "container",
    "actions",
    "message",
    "authorizations",
)


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(NAMES, ODD)))
def test_whatever_comes_has_an_address(body: dict[str, Any]):
    assert address_of(body).kind
    assert address_of({"event": body}).kind
