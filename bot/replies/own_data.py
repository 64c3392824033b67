"""What a person does with what is kept of them: the buttons, and what they are told after a press."""

from __future__ import annotations

import json
from collections.abc import Sequence

from bot.replies.answer import whom_to_ask
from bot.replies.buttons import Button, Confirm, buttons
from bot.replies.calendar_file import Attachment
from bot.replies.catalogue import Texts
from bot.replies.limits import Block
from bot.replies.message import Message, message_of
from bot.replies.persons import person_json
from bot.use_cases.give_person import Given
from knowledge.privacy.identity import Identity

EXPORT, ERASE = "privacy.export", "privacy.erase"


def own_data_buttons(said: Texts) -> Block:
    """For a member or guest of the workspace."""
    asked = Confirm(
        said("Erase all about you?"),
        said(
            "Your profile, questions, introductions and choices go, and I no longer read what registers say of you. "
            "The cluster's own documents and registers stay as they are. It cannot be undone."
        ),
        said("Erase me"),
        said("Cancel"),
    )
    return buttons(
        [
            Button(said("Give me everything"), EXPORT, "export"),
            Button(said("Erase me"), ERASE, "erase", "danger", asked),
        ]
    )


def outsiders_way(coordinators: Sequence[str], said: Texts) -> str:
    """For somebody of another workspace, or whose address Slack does not tell."""
    contact = whom_to_ask(said, coordinators)
    return said(
        "Ask a coordinator to give you all that I keep about you, or to erase it. {contact}", contact=contact
    )


def outsiders_letter(coordinators: Sequence[str], said: Texts) -> Message:
    return message_of([outsiders_way(coordinators, said)])


def own_file(identity: Identity, given: Given, said: Texts) -> Attachment:
    told = person_json(identity, given.told, given.mentions)
    content = json.dumps(told, ensure_ascii=False, indent=2).encode()
    return Attachment("klyngebot.json", said("What I keep about you"), content)


def erased_letter(said: Texts) -> Message:
    return message_of([said("It is done: what I kept about you is erased.")])


def later_letter(said: Texts) -> Message:
    told = said(
        "Documents are being read in just now, so it is not done yet. Try again in some minutes: `/klynge privacy`"
    )
    return message_of([told])
