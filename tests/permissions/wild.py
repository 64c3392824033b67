"""Random worlds, and places in them."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.permissions.world import HOME_TEAM, Audience, Human, Place, World

NAMED = ("board", "staff", "jury")
GROUPS = ("S1", "S2")
ROOMS = ("C1", "C2")
USERS = tuple(f"U{number}" for number in range(1, 7))
EMAILS = tuple(f"user{number}@example.org" for number in range(1, 7))
FOLDERS = ("a", "a/b", "a/b/c", "a-b", "d", "d/e")
DOCUMENTS = ("a/1.md", "a/b/2.md", "a/b/c/3.md", "a-b/4.md", "d/5.md", "d/e/6.md", "elsewhere/7.md")

_some_users = st.frozensets(st.sampled_from(USERS), max_size=5)
# Most people are ordinary members, so that most rooms are not merely public.
_odd = st.sampled_from([False] * 7 + [True])


@st.composite
def _human(draw: st.DrawFn, id: str, email: str) -> Human:
    oddity = draw(st.sampled_from(["none"] * 9 + ["guest", "stranger", "abroad"]))
    written = draw(st.sampled_from([email, email.upper(), ""]))
    team = "T999999999" if oddity == "abroad" else HOME_TEAM
    return Human(id, written, oddity == "guest", oddity == "stranger", team)


_audience = st.builds(
    Audience,
    emails=st.frozensets(st.sampled_from(EMAILS), max_size=4),
    usergroup=st.sampled_from(["", "", *GROUPS]),
    channel=st.sampled_from(["", "", *ROOMS]),
)


@st.composite
def worlds(draw: st.DrawFn, like: World | None = None) -> World:
    """Any; or one with the people of another, in which audiences, lists and sources may have changed."""
    audiences = draw(st.dictionaries(st.sampled_from(NAMED), _audience, max_size=3))
    names = ["public", "members", "members", *audiences, *audiences]
    sources = draw(st.dictionaries(st.sampled_from(FOLDERS), st.sampled_from(names), min_size=1, max_size=6))
    lists = {one: draw(_some_users) for one in (*GROUPS, *ROOMS)}
    silent = draw(st.frozensets(st.sampled_from([*GROUPS, *ROOMS, *USERS]), max_size=2)) if draw(_odd) else ()
    humans = (
        like.humans
        if like
        else {id: draw(_human(id, email)) for id, email in zip(USERS, EMAILS, strict=True)}
    )
    return World(audiences, sources, humans, lists, frozenset(silent))


@st.composite
def places(draw: st.DrawFn) -> Place:
    kind = draw(st.sampled_from(["direct", "private", "private", "private", "open"]))
    readers = draw(st.frozensets(st.sampled_from(USERS), max_size=3))
    return Place(kind, draw(st.sampled_from(USERS)), readers, draw(_odd), draw(_odd))
