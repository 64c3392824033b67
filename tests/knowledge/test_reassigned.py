"""Where to look for what has other readers than when it was indexed."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.reassigned import Reassigned, dump
from knowledge.settings import AudienceSection, ClusterSection, ClusterSettings
from knowledge.source_settings import SourceSection

MEMBERS, BOARD = frozenset({"public", "members"}), frozenset({"public", "members", "board"})


def _settings(**audience_of: str) -> ClusterSettings:
    return ClusterSettings(
        file=Path.cwd() / "cluster.toml",
        cluster=ClusterSection(name="Prøve"),
        audiences={"board": AudienceSection(), "team": AudienceSection()},
        sources=tuple(
            SourceSection(path=path.replace("__", "/"), audience=audience)
            for path, audience in audience_of.items()
        ),
    )


@pytest.mark.parametrize(
    ("before", "now", "also"),
    [
        ({"docs": "board"}, {"docs": "board"}, ()),
        ({"docs": "board"}, {"docs": "members"}, ("board",)),
        ({"docs": "members"}, {"docs": "board"}, ()),
        ({"docs": "board"}, {}, ()),
        ({}, {"docs": "members"}, ()),
        ({"docs": "board"}, {"docs": "board", "docs__open": "members"}, ("board",)),
        ({"docs": "members", "docs__team": "team"}, {"docs": "members"}, ("team",)),
        ({"docs": "board", "old": "team"}, {"docs": "members", "old": "public"}, ("board", "team")),
    ],
)
def test_a_member_is_looked_for_where_their_documents_stood(
    before: dict[str, str], now: dict[str, str], also: tuple[str, ...]
):
    settings, written = _settings(**now), dump(_settings(**before))
    found = Reassigned(lambda: settings, lambda: written).indexed_for(MEMBERS)
    assert found == MEMBERS | set(also)


def test_an_index_of_before_this_was_noted_is_looked_at_as_it_is():
    settings = _settings(docs="members")
    assert Reassigned(lambda: settings, str).indexed_for(BOARD) == BOARD


def test_a_sync_that_has_followed_ends_it():
    settings, written = _settings(docs="members"), [dump(_settings(docs="board"))]
    reassigned = Reassigned(lambda: settings, lambda: written[0])
    assert reassigned.indexed_for(MEMBERS) == BOARD
    written[0] = dump(settings)
    assert reassigned.indexed_for(MEMBERS) == MEMBERS
