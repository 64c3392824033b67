"""What a reply may contain: only what everyone who can read it may know. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.audiences import AudienceRule, Person, shared_by
from knowledge.models import MEMBERS, PUBLIC

# Larger private channels are treated as open ones: nobody keeps track of who reads there.
CHECKED_MEMBERS = 100


@dataclass(frozen=True, slots=True)
class Room:
    """Who can read a reply. Everything unknown keeps its narrowest value; ``members`` are people, not bots."""

    is_direct: bool = False
    is_private: bool = False
    is_shared: bool = True
    members: tuple[Person, ...] = ()
    all_known: bool = False


def readable_by_all(room: Room, asker: Person, rule: AudienceRule) -> frozenset[str]:
    """The audiences that everyone in the room may read."""
    if room.is_direct:
        return rule.for_person(asker)
    if room.is_shared or not room.all_known:
        return frozenset({PUBLIC})
    in_common = shared_by(rule.for_person(reader) for reader in (*room.members, asker))
    if room.is_private and len(room.members) <= CHECKED_MEMBERS:
        return in_common
    # An open channel is read by anyone of the workspace, whoever is in it today.
    everyone = {PUBLIC, MEMBERS} if room.is_private or rule.takes_all_for_members else {PUBLIC}
    return in_common & everyone
