"""One workspace of Slack, and the clusters that are served in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from slack_sdk import WebClient

from bot.client import SLACK_ERRORS, fleeting_client, patient_client
from bot.replies.catalogue import Texts, texts
from bot.replies.limits import Block
from bot.workspaces.addressing import Address
from bot.workspaces.choosing import Called, foot
from bot.workspaces.ledger import Ledger
from bot.workspaces.running import Running
from bot.workspaces.tenants import Tenant

# Where no cluster runs that knows the person.
_SPOKEN_TO_ALL = "en"


class Workspace:
    """Safe from several threads. ``token`` and ``tenants`` are those of now; of the tenants, those that could be opened
    are ``running``."""

    def __init__(self, id: str, token: str, api_url: str, ledger: Ledger) -> None:
        self.id = id
        self.token = token
        self.tenants: Mapping[str, Tenant] = {}
        self.running: dict[str, Running] = {}
        self._ledger = ledger
        self._client = fleeting_client(patient_client(lambda: self.token, api_url))

    @property
    def client(self) -> WebClient:
        """For what the program says of itself, and of no cluster."""
        return self._client

    @property
    def only(self) -> Running | None:
        """The cluster that has the whole workspace; None where it is shared."""
        running, tenants = {**self.running}, self.tenants
        whole = (one for name, one in running.items() if name in tenants and not tenants[name].rooms)
        return next(whole, None)

    @property
    def is_left(self) -> bool:
        """Whether the app was removed from the workspace."""
        return any(one.is_left for one in [*self.running.values()])

    def whose(self, address: Address) -> str:
        """The name of the cluster that is to take it, running or not: by what it was put on, by the channel, by its
        conversation, and then by the person. "" where nothing tells. Raises what Slack raises."""
        named = (
            self._tenant(address.mark)
            or self._by_room(address.channel)
            or self._tenant(self._by_conversation(address))
        )
        if named or address.kind == "overheard" or not address.user:
            return named
        return self._by_person(address.user)

    def note(self, address: Address, name: str) -> None:
        """What somebody said is this cluster's, with all that follows it."""
        if address.kind == "said":
            self.began(name, address.channel, address.thread)

    def open_to(self, user: str) -> Called:
        """The clusters that this person may choose from: those that they are a member of, or all of them where there is
        none. Raises what Slack raises."""
        running = {**self.running}
        if not running:
            return {}
        profile = next(iter(running.values())).known(user)
        theirs = [name for name, one in running.items() if one.has_member(profile, self.id)]
        return {name: self.called(name) for name in sorted(theirs or running)}

    def said_to(self, user: str) -> Texts:
        return next((one.said_to(user) for one in [*self.running.values()]), texts(_SPOKEN_TO_ALL))

    def called(self, name: str) -> str:
        """As people know the cluster of that name."""
        tenant = self.tenants.get(name)
        return tenant.called if tenant else name

    def is_elsewhere(self, name: str, user: str) -> bool:
        return self._ledger.chosen(self.id, user) in self.running.keys() - {name}

    def foot(self, name: str, user: str) -> Sequence[Block]:
        try:
            has_others = self.open_to(user).keys() - {name}
        except SLACK_ERRORS:
            return ()
        return foot(self.called(name), self.said_to(user)) if has_others else ()

    def began(self, name: str, channel: str, ts: str) -> None:
        if not self._by_room(channel):
            self._ledger.began(self.id, channel, ts, name)

    def _tenant(self, name: str) -> str:
        """The same; "" where that is no cluster of this workspace any more."""
        return name if name in self.tenants else ""

    def _by_room(self, channel: str) -> str:
        return next((name for name, one in self.tenants.items() if channel in one.rooms), "")

    def _by_conversation(self, address: Address) -> str:
        if not (address.channel and address.thread):
            return ""
        return self._ledger.whose(self.id, address.channel, address.thread)

    def _by_person(self, user: str) -> str:
        chosen = self._ledger.chosen(self.id, user)
        if chosen in self.running:
            return chosen
        several = self.open_to(user)
        return next(iter(several)) if len(several) == 1 else ""
