"""Random clusters, memberships and rooms: what may be told there is what the reference allows."""

from __future__ import annotations

import pytest
from hypothesis import Phase, given, settings

from bot.audience import Room, readable_by_all
from knowledge.audiences import AudienceRule, Person
from tests.permissions.cases import ROOMS, cases
from tests.permissions.judged import Rule, allowed, shown
from tests.permissions.wild import places, worlds
from tests.permissions.world import Place, World


@cases(ROOMS)
@given(worlds(), places())
def test_a_room_is_told_what_all_its_readers_may_know_and_no_more(world: World, place: Place):
    told, may = shown(world, place), allowed(world, place)
    assert told <= may
    if not (place.unknown or place.readers & world.silent):
        # Slack told all of the room, so nothing is held back either.
        assert told == may


def _by_the_asker(room: Room, asker: Person, rule: AudienceRule) -> frozenset[str]:
    return rule.for_person(asker)


def _without_the_asker(room: Room, asker: Person, rule: AudienceRule) -> frozenset[str]:
    return readable_by_all(room, room.members[0] if room.members else asker, rule)


def _shared_as_any(room: Room, asker: Person, rule: AudienceRule) -> frozenset[str]:
    return readable_by_all(Room(room.is_direct, room.is_private, False, room.members, True), asker, rule)


@pytest.mark.parametrize("too_wide", [_by_the_asker, _without_the_asker, _shared_as_any])
def test_a_rule_that_is_too_wide_is_found_out(too_wide: Rule):
    @settings(cases(ROOMS), phases=[Phase.generate])
    @given(worlds(), places())
    def fuzz(world: World, place: Place) -> None:
        assert shown(world, place, too_wide) <= allowed(world, place)

    with pytest.raises(AssertionError):
        fuzz()
