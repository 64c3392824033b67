"""Which sources an audience may read, as cluster.toml has it now."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.audiences import AudienceRule, Person
from knowledge.settings import AudienceSection, ClusterSection, ClusterSettings
from knowledge.source_settings import SourceSection

MEMBERS = frozenset({"members", "public"})


def _rule(**audience_of: str) -> AudienceRule:
    settings = ClusterSettings(
        file=Path.cwd() / "cluster.toml",
        cluster=ClusterSection(name="Prøve"),
        audiences={"board": AudienceSection()},
        sources=tuple(
            SourceSection(path=path.replace("__", "/"), audience=audience)
            for path, audience in audience_of.items()
        ),
    )
    return AudienceRule(lambda: settings)


@pytest.mark.parametrize(
    ("source", "allowed"),
    [
        ("documents/a.md", True),
        ("documents/board/a.md", False),
        ("documents/board/deep/a.md", False),
        ("documents/boardroom.md", True),
        ("documents-old/a.md", False),
        ("members#Havblikk AS/Moss", True),
        ("https://example.org/a", False),
    ],
)
def test_the_most_specific_source_decides(source: str, allowed: bool):
    rule = _rule(documents="members", documents__board="board", members="members")
    assert rule.allows(source, MEMBERS) is allowed


def test_the_folder_of_the_cluster_itself_holds_everything():
    rule = _rule(**{".": "members", "./styre/": "board"})
    assert rule.allows("a.md", MEMBERS)
    assert not rule.allows("styre/a.md", MEMBERS)


def test_a_source_elsewhere_on_the_machine_is_named_relative_to_the_cluster():
    rule = _rule(**{"/srv/styre": "board", "/srv": "members"})
    up = "../" * len(Path.cwd().parents)
    assert rule.allows(f"{up}srv/a.md", MEMBERS)
    assert not rule.allows(f"{up}srv/styre/a.md", MEMBERS)


def test_what_no_source_names_any_more_is_hidden_from_all():
    assert not _rule(documents="members").allows("archive/a.md", frozenset({"members", "public", "board"}))


def _rule_of_some(**members: object) -> AudienceRule:
    settings = ClusterSettings(
        file=Path.cwd() / "cluster.toml",
        cluster=ClusterSection(name="Prøve", coordinators=("koordinator@example.org",)),
        audiences={
            "members": AudienceSection(slack_channel="C0ALLE", **members),
            "board": AudienceSection(members=("leder@example.org",)),
            "public": AudienceSection(members=("gjest@example.org",)),
        },
    )
    return AudienceRule(lambda: settings)


@pytest.mark.parametrize(
    ("email", "channels", "audiences"),
    [
        ("kari@example.org", set(), {"public"}),
        ("kari@example.org", {"C0ALLE"}, {"public", "members"}),
        ("ola@example.org", set(), {"public", "members"}),
        ("leder@example.org", set(), {"public", "members", "board"}),
        ("koordinator@example.org", set(), {"public", "members"}),
        ("gjest@example.org", set(), {"public"}),
        ("", set(), {"public"}),
    ],
)
def test_where_a_cluster_says_who_its_members_are_nobody_else_of_the_workspace_is(
    email: str, channels: set[str], audiences: set[str]
):
    person = Person(email, is_guest=False, is_stranger=False, channels=frozenset(channels))
    assert _rule_of_some(members=("ola@example.org",)).for_person(person) == audiences


def test_whoever_runs_the_command_line_says_who_is_a_member():
    assert "members" in _rule_of_some().asker_with_email("kari@example.org").audiences
