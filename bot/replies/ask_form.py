"""One question in a form, for who is in no conversation just now."""

from __future__ import annotations

from typing import Any

from bot.replies.catalogue import Texts
from bot.replies.fields import Field, paragraph
from bot.replies.limits import INPUT_CHARACTERS
from bot.replies.surfaces import Labels, modal

NAME, FIELD = "ask", "question"
# Opens the form: as a shortcut from anywhere, and as a button.
ASK_KLYNGEBOT = "ask_klyngebot"


def ask_form(said: Texts) -> dict[str, Any]:
    """What is longer than Slack's own limit for a text in a form is told in a conversation."""
    hint = said("The answer comes to you alone, in our conversation.")
    question = Field(FIELD, said("Your question"), hint, required=True)
    labels = Labels("Klyngebot", said("Cancel"), said("Ask"))
    return modal(NAME, labels, [paragraph(question, INPUT_CHARACTERS)])
