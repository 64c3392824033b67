"""One question in a form, for who is in no conversation just now."""

from __future__ import annotations

from typing import Any

from bot.replies.catalogue import Texts

NAME, FIELD = "ask", "question"
# Slack's own limit for a text in a form; what is longer is told in a conversation.
_LONGEST = 3_000


def ask_form(said: Texts) -> dict[str, Any]:
    return {
        "type": "modal",
        "callback_id": NAME,
        "title": _plain("Klyngebot"),
        "submit": _plain(said("Ask")),
        "close": _plain(said("Cancel")),
        "blocks": [
            {
                "type": "input",
                "block_id": FIELD,
                "label": _plain(said("Your question")),
                "hint": _plain(said("The answer comes to you alone, in our conversation.")),
                "element": {
                    "type": "plain_text_input",
                    "action_id": FIELD,
                    "multiline": True,
                    "max_length": _LONGEST,
                },
            }
        ],
    }


def _plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}
