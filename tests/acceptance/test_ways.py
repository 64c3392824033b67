"""Slash command, thumbs, Home and forms, in the same window.

local-slack tells no language of its people, so notices come in the cluster's first one, Norwegian.
"""

from __future__ import annotations

import pytest

from examples.slack_window.window import Message
from examples.slack_window.workspace import Channel, Person
from tests.acceptance.side import Side, button, is_public, until

pytestmark = pytest.mark.acceptance

ASKER = "tuva.ellingsen@havblikk.example"
QUESTION, WORDS = "How long is a slot in the pitch corner?", "seven minutes"


def test_a_command_is_answered_to_one_person_and_shared_by_a_press(side: Side):
    asker, channel = side.workspace.person(ASKER), side.workspace.channel("generelt")
    private = commanded(side, asker, channel, QUESTION, WORDS)
    assert private["ephemeral_to"] == asker.id
    side.window.presses(asker, private, button(private, "answer.share"))
    public = until(lambda: [one for one in side.written(channel) if is_public(one) and WORDS in one["text"]])
    assert len(public) == 1
    assert "Tuva Ellingsen" in public[0]["text"]


def test_the_command_tells_its_ways_and_what_is_kept(side: Side):
    asker, channel = side.workspace.person(ASKER), side.workspace.channel("velkommen")
    assert commanded(side, asker, channel, "help", "/klynge personvern")["ephemeral_to"] == asker.id
    assert commanded(side, asker, channel, "privacy", "/klynge profil")["ephemeral_to"] == asker.id
    assert not any(is_public(one) for one in side.written(channel))


def test_a_poor_answer_is_asked_about_in_one_press(side: Side):
    asker, channel = side.workspace.person(ASKER), side.workspace.channel("generelt")
    asked = side.asks(asker, channel, QUESTION)
    (reply,) = side.replies(channel, asked["ts"])
    thumbs = reply["blocks"][-1]["elements"][0]
    pressed = {
        "type": "feedback_buttons",
        "action_id": "feedback",
        "value": thumbs["negative_button"]["value"],
    }
    side.window.presses(asker, reply, pressed)
    why = whispered(side, channel, "feedback.why")
    assert why["ephemeral_to"] == asker.id
    side.window.presses(asker, why, button(why, "feedback.why.0"))
    assert whispered(side, channel, "notert")


def test_home_shows_the_profile_and_a_form_changes_it(side: Side):
    window, member = side.window, side.workspace.person(ASKER)
    window.opens_home(member)
    home = until(lambda: window.home(member))
    assert "dataansvarlig" in str(home)
    edit = button(home, "profile.edit")
    window.presses(member, {"channel": window.direct(member), "ts": home["id"], **home}, edit)
    form = until(window.form)
    given = {
        block["block_id"]: filled(block["element"]) for block in form["blocks"] if block["type"] == "input"
    }
    given["role"] = {"role": {"type": "plain_text_input", "value": "leder for data og deling"}}
    assert window.submits(member, given) == {}
    assert until(lambda: "leder for data og deling" in str(window.home(member)))
    assert window.form() == {}


def test_a_form_says_what_is_wrong_with_it_and_stays_open(side: Side):
    window, member = side.window, side.workspace.person("marco.bellini@havblikk.example")
    window.commands(member, side.workspace.channel("velkommen"), "/klynge", "profile")
    form = until(window.form)
    given = {
        block["block_id"]: filled(block["element"]) for block in form["blocks"] if block["type"] == "input"
    }
    given["paused_until"] = {"paused_until": {"type": "datepicker", "selected_date": "2001-01-01"}}
    assert set(window.submits(member, given)) == {"paused_until"}
    assert window.form()["id"] == form["id"]


def commanded(side: Side, person: Person, channel: Channel, said: str, words: str) -> Message:
    """What ``/klynge`` says to ``said``, as far as it has these words."""
    side.window.commands(person, channel, "/klynge", said)
    return whispered(side, channel, words)


def whispered(side: Side, channel: Channel, words: str) -> Message:
    """The latest message for one person's eyes with these words in it. local-slack puts it into the channel where Slack
    would put it into the thread."""

    def found() -> list[Message]:
        return [one for one in side.written(channel) if not is_public(one) and words in str(one)]

    return until(found)[-1]


def filled(element: dict[str, object]) -> dict[str, dict[str, object]]:
    """What a form holds when nobody touches this element."""
    kind, name = str(element["type"]), str(element["action_id"])
    shown = {
        "plain_text_input": ("value", "initial_value"),
        "checkboxes": ("selected_options", "initial_options"),
        "static_select": ("selected_option", "initial_option"),
        "datepicker": ("selected_date", "initial_date"),
        "multi_users_select": ("selected_users", "initial_users"),
    }
    held, initial = shown[kind]
    nothing = [] if held in ("selected_options", "selected_users") else None
    return {name: {"type": kind, held: element.get(initial, nothing)}}
