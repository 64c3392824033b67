"""A reply may hold what everyone who can read it may know."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from bot.audience import CHECKED_MEMBERS, Room, readable_by_all
from knowledge.audiences import AudienceRule, Person
from knowledge.settings import AudienceSection, ClusterSection, ClusterSettings

SETTINGS = ClusterSettings(
    file=Path("cluster.toml"),
    cluster=ClusterSection(name="Eksempelklyngen"),
    audiences={
        "board": AudienceSection(members=("styret@example.org",), slack_usergroup="S1"),
        "team": AudienceSection(slack_channel="C1"),
    },
)
RULE = AudienceRule(lambda: SETTINGS)
CHAIR = Person("styret@example.org", is_guest=False, is_stranger=False)
MEMBER = Person("kari@example.org", is_guest=False, is_stranger=False)
GUEST = Person("styret@example.org", is_guest=True, is_stranger=False)
PUBLIC, MEMBERS = {"public"}, {"public", "members"}

PEOPLE = st.builds(
    Person,
    st.sampled_from(["", "styret@example.org", "kari@example.org"]),
    st.booleans(),
    st.booleans(),
    st.frozensets(st.sampled_from(["S1", "S2"])),
    st.frozensets(st.sampled_from(["C1", "C2"])),
)
ROOMS = st.builds(
    Room, st.booleans(), st.booleans(), st.booleans(), st.lists(PEOPLE, max_size=4).map(tuple), st.booleans()
)


def channel(*members: Person, private: bool = False) -> Room:
    return Room(is_private=private, is_shared=False, members=members, all_known=True)


def test_an_unknown_room_shows_what_is_public():
    assert readable_by_all(Room(), CHAIR, RULE) == PUBLIC


def test_a_direct_conversation_shows_what_the_person_may_read():
    assert readable_by_all(Room(is_direct=True), CHAIR, RULE) == MEMBERS | {"board"}
    assert readable_by_all(Room(is_direct=True), GUEST, RULE) == PUBLIC


def test_an_open_channel_never_shows_more_than_members_may_read():
    assert readable_by_all(channel(CHAIR), CHAIR, RULE) == MEMBERS
    assert readable_by_all(channel(CHAIR, GUEST), CHAIR, RULE) == PUBLIC


def test_who_asks_counts_as_a_reader_even_where_the_list_of_readers_leaves_them_out():
    assert readable_by_all(channel(CHAIR, private=True), GUEST, RULE) == PUBLIC
    assert readable_by_all(channel(CHAIR, private=True), MEMBER, RULE) == MEMBERS


def test_a_private_channel_shows_what_its_members_share():
    assert readable_by_all(channel(CHAIR, private=True), CHAIR, RULE) == MEMBERS | {"board"}
    assert readable_by_all(channel(CHAIR, MEMBER, private=True), CHAIR, RULE) == MEMBERS


def test_a_large_private_channel_counts_as_an_open_one_and_its_guests_still_count():
    crowd = (CHAIR,) * (CHECKED_MEMBERS + 1)
    assert readable_by_all(channel(*crowd, private=True), CHAIR, RULE) == MEMBERS
    assert readable_by_all(channel(*crowd, GUEST, private=True), CHAIR, RULE) == PUBLIC


@given(ROOMS, PEOPLE)
def test_nobody_in_a_room_is_shown_what_they_may_not_read(room, asker):
    shown = readable_by_all(room, asker, RULE)
    readers = (asker,) if room.is_direct else (*room.members, asker)
    assert "public" in shown
    assert all(shown <= RULE.for_person(reader) for reader in readers)
    if not room.is_direct and (room.is_shared or not room.all_known):
        assert shown == PUBLIC
    if not room.is_direct and not room.is_private:
        assert shown <= MEMBERS


def test_a_shared_channel_shows_what_is_public_whoever_is_in_it():
    room = Room(is_private=True, is_shared=True, members=(CHAIR,), all_known=True)
    assert readable_by_all(room, CHAIR, RULE) == PUBLIC


def test_an_open_channel_shows_what_is_public_where_not_all_of_the_workspace_are_members():
    some = SETTINGS.model_copy(update={"audiences": {"members": AudienceSection(slack_channel="C2")}})
    rule = AudienceRule(lambda: some)
    there = Person("kari@example.org", is_guest=False, is_stranger=False, channels=frozenset({"C2"}))
    assert readable_by_all(channel(there), there, rule) == PUBLIC
    assert readable_by_all(channel(there, private=True), there, rule) == MEMBERS
    assert readable_by_all(channel(there, MEMBER, private=True), there, rule) == PUBLIC
