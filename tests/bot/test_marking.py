"""What one of several clusters in a workspace sends bears its name, and it sees no other's letters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.replies.limits import VIEW_BLOCKS, Block
from bot.workspaces.addressing import address_of
from bot.workspaces.marking import Marking


class _Sharing:
    """Ola talks with the energy cluster; everybody may change."""

    def __init__(self) -> None:
        self.begun: list[tuple[str, str, str]] = []

    def is_elsewhere(self, name: str, user: str) -> bool:
        return user == "UOLA" and name != "energi"

    def foot(self, name: str, user: str) -> Sequence[Block]:
        return ({"type": "context", "elements": []}, {"type": "actions", "elements": []})

    def began(self, name: str, channel: str, ts: str) -> None:
        self.begun.append((name, channel, ts))


def _marking(sharing: _Sharing | None = None) -> Marking:
    there = sharing or _Sharing()
    return Marking("ki", lambda: there)


BUTTONS: Block = {"type": "actions", "elements": [{"type": "button", "action_id": "a"}]}


def test_what_can_be_pressed_is_marked_and_each_block_by_itself():
    sent = _marking().sent(
        "chat.postMessage", {"channel": "D1", "blocks": [BUTTONS, {"type": "divider"}, BUTTONS]}
    )
    assert sent is not None
    marks = [block.get("block_id") for block in sent["blocks"]]
    assert marks == ["ki|0", None, "ki|2"]
    assert address_of({"type": "block_actions", "actions": [{"block_id": marks[0]}]}).mark == "ki"


def test_a_block_that_has_a_name_keeps_it():
    block = BUTTONS | {"block_id": "=choose"}
    sent = _marking().sent("chat.update", {"blocks": [block]})
    assert sent is not None
    assert sent["blocks"] == [block]


def test_a_call_without_blocks_goes_as_it_is():
    body = {"channel": "C1", "blocks": None, "limit": 3}
    assert _marking().sent("conversations.members", body) == body


def test_a_form_says_whose_it_is_and_keeps_its_subject():
    sent = _marking().sent("views.open", {"trigger_id": "t", "view": {"private_metadata": "7"}})
    assert sent is not None
    assert sent["view"]["private_metadata"] == "ki|7"


def test_a_home_is_published_with_a_foot_that_always_has_room():
    view: dict[str, Any] = {"type": "home", "blocks": [{"type": "divider"}] * VIEW_BLOCKS}
    sent = _marking().sent("views.publish", {"user_id": "UKARI", "view": view})
    assert sent is not None
    assert len(sent["view"]["blocks"]) == VIEW_BLOCKS
    assert sent["view"]["blocks"][-1]["type"] == "actions"


def test_a_home_of_somebody_who_talks_with_another_cluster_is_not_published():
    view = {"type": "home", "blocks": []}
    assert _marking().sent("views.publish", {"user_id": "UOLA", "view": view}) is None


def test_letters_of_another_cluster_are_not_seen_and_people_always_are():
    def letter(cluster: str) -> dict[str, Any]:
        return {"metadata": {"event_type": "klyngebot_letter", "event_payload": {"cluster": cluster}}}

    messages = [letter("ki"), letter("energi"), {"user": "U1", "text": "Hei"}, letter("")]
    seen = _marking().received("conversations.history", {"channel": "D1"}, {"ok": True, "messages": messages})
    assert seen["messages"] == [messages[0], *messages[2:]]


def test_a_conversation_that_it_begins_is_its_own_and_a_reply_begins_none():
    sharing = _Sharing()
    answer = {"ok": True, "channel": "D1", "ts": "1.0"}
    marking = _marking(sharing)
    assert marking.received("chat.postMessage", {"channel": "U1"}, answer) == answer
    marking.received("chat.postMessage", {"channel": "D1", "thread_ts": "0.5"}, answer)
    assert sharing.begun == [("ki", "D1", "1.0")]


def test_a_letter_is_signed_beside_what_marks_it():
    metadata = {"event_type": "klyngebot_letter", "event_payload": {"mark": "welcome:U1"}}
    sent = _marking().sent("chat.postMessage", {"metadata": metadata})
    assert sent is not None
    assert sent["metadata"]["event_payload"] == {"mark": "welcome:U1", "cluster": "ki"}
