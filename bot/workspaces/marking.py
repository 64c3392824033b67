"""One cluster's side of a workspace that it shares: what it posts bears its name, and it sees no other's letters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Protocol

from bot.edge import Body
from bot.replies.limits import VIEW_BLOCKS, Block
from bot.workspaces.addressing import MARK

# What can hold something that is pressed.
_PRESSED = {"actions", "section", "context_actions", "carousel", "card"}
_READ = {"conversations.history", "conversations.replies"}


class Sharing(Protocol):
    """What the clusters of one workspace have in common. Safe from several threads."""

    def is_elsewhere(self, name: str, user: str) -> bool:
        """Whether this person talks with another cluster than this one."""
        ...

    def foot(self, name: str, user: str) -> Sequence[Block]:
        """What stands below this person's Home: with which cluster they talk, and how to change that."""
        ...

    def began(self, name: str, channel: str, ts: str) -> None:
        """A cluster has begun a conversation."""
        ...


class Marking:
    """An `Edge`. A block or form that is marked says whose it is when somebody uses it, wherever that is."""

    def __init__(self, name: str, sharing: Callable[[], Sharing]) -> None:
        self._name = name
        self._sharing = sharing

    def sent(self, method: str, body: Body) -> Body | None:
        going = dict(body)
        if isinstance(body.get("blocks"), Sequence):
            going["blocks"] = self._marked(body["blocks"])
        if isinstance(body.get("metadata"), Mapping):
            going["metadata"] = self._signed(body["metadata"])
        if isinstance(body.get("view"), Mapping):
            going["view"] = self._own(body["view"])
        if method == "views.publish":
            return self._home(going, str(body.get("user_id") or ""))
        return going

    def received(self, method: str, body: Body, answer: Body) -> Body:
        if method in _READ:
            return {**answer, "messages": [*filter(self._may_see, answer.get("messages") or ())]}
        if method == "chat.postMessage" and not body.get("thread_ts"):
            self._sharing().began(self._name, str(answer.get("channel")), str(answer.get("ts")))
        return answer

    def _marked(self, blocks: Iterable[Block]) -> list[Block]:
        return [
            block
            if block.get("type") not in _PRESSED or "block_id" in block
            else {**block, "block_id": f"{self._name}{MARK}{place}"}
            for place, block in enumerate(blocks)
        ]

    def _own(self, view: Mapping[str, Any]) -> dict[str, Any]:
        return {**view, "private_metadata": f"{self._name}{MARK}{view.get('private_metadata') or ''}"}

    def _home(self, going: dict[str, Any], user: str) -> Body | None:
        sharing = self._sharing()
        if sharing.is_elsewhere(self._name, user):
            return None
        foot = sharing.foot(self._name, user)
        blocks = [*going["view"]["blocks"][: VIEW_BLOCKS - len(foot)], *foot]
        return going | {"view": {**going["view"], "blocks": blocks}}

    def _signed(self, metadata: Mapping[str, Any]) -> dict[str, Any]:
        return {**metadata, "event_payload": {**(metadata.get("event_payload") or {}), "cluster": self._name}}

    def _may_see(self, message: Mapping[str, Any]) -> bool:
        payload = (message.get("metadata") or {}).get("event_payload") or {}
        return str(payload.get("cluster") or self._name) == self._name
