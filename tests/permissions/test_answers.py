"""Random clusters and rooms before the real index, records and answers: nothing that is found, told, named or counted
comes from what the reference forbids."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.replies.answer import text_of
from bot.settings import Environment
from bot.wiring import Parts, build_parts
from knowledge.answers.rows.search import RowSearch
from knowledge.answers.rows.topics import Topics
from knowledge.answers.tools import Gathered, Toolbox
from knowledge.models import Asker, Question
from knowledge.outcomes import RowsAnswered
from tests.permissions.canaries import (
    COUNTED,
    HOW_MANY,
    KINDS,
    QUESTIONS,
    WORDS,
    leaks,
    write_files,
    write_settings,
)
from tests.permissions.cases import ANSWERS, cases
from tests.permissions.judged import audiences_in
from tests.permissions.wild import places, worlds
from tests.permissions.world import Place, World, audience_of, may_be_shown
from tests.scenarios.command_line import Cluster

EVERYTHING = World(sources=dict.fromkeys(KINDS, "public"))
NOW = datetime.fromisoformat("2026-11-26T09:00:00+01:00")


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Parts]:
    """Indexed once; what is told of it follows cluster.toml."""
    folder = tmp_path_factory.mktemp("cluster")
    write_files(folder)
    write_settings(folder, EVERYTHING)
    assert Cluster(folder).run("ingest").code == 0
    built = build_parts(Environment(), folder / "cluster.toml")
    yield built
    built.database.dispose()


def readable(world: World, place: Place) -> frozenset[str]:
    """The files that the reference lets be told there."""
    known = ((file, audience_of(world, file)) for file in WORDS)
    return frozenset(file for file, name in known if name and may_be_shown(world, place, name))


def everything_said(parts: Parts, asker: Asker, text: str, word: str) -> str:
    """The answer with all that is kept of it, what is found, and what a model's tools would tell it."""
    question = Question(text, asker, NOW)
    outcomes = list(parts.assistant.answer(question))
    hits = parts.retrieval.search(text, asker.audiences, 20)
    gathered = Gathered([])
    rows = RowSearch(parts.view, Topics(parts.retrieval))
    tools = {tool.name: tool for tool in Toolbox(parts.finder, rows).tools(question, gathered)}
    told = [
        tools["search_documents"].invoke({"query": word}),
        tools["find_members"].invoke({}),
        tools["find_members"].invoke({"topic": word}),
        tools["find_people"].invoke({"language": "norsk"}),
        tools["find_people"].invoke({"topic": word}),
        tools["find_events"].invoke({}),
    ]
    return "\n".join([repr(outcomes), text_of(outcomes[-1]), repr(hits), *told, repr(gathered)])


@st.composite
def clusters(draw: st.DrawFn) -> World:
    """Any world, in which each source has readers or is not named."""
    world = draw(worlds())
    names = st.sampled_from(["public", "members", *world.audiences, *world.audiences])
    sources = draw(st.dictionaries(st.sampled_from(sorted(KINDS)), names, min_size=3))
    return World(world.audiences, sources, world.humans, world.lists, world.silent)


@cases(ANSWERS)
@given(
    clusters(),
    places(),
    st.sampled_from(QUESTIONS),
    st.sampled_from(sorted(word for words in WORDS.values() for word in words)),
)
def test_nothing_is_found_told_named_or_counted_that_the_room_may_not_know(
    parts: Parts, world: World, place: Place, text: str, word: str
):
    write_settings(parts.settings.folder, world)
    email = world.humans[place.asker].email
    asker = Asker(audiences_in(world, place), email.lower())
    said = everything_said(parts, asker, text, word)
    assert leaks(said, readable(world, place), f"{text} {word}") == []


@cases(ANSWERS // 4)
@given(clusters(), places())
def test_members_are_counted_as_far_as_the_room_may_know_them(parts: Parts, world: World, place: Place):
    write_settings(parts.settings.folder, world)
    *_, outcome = parts.assistant.answer(Question(HOW_MANY, Asker(audiences_in(world, place)), NOW))
    allowed = readable(world, place)
    known = frozenset().union(*(names for file, names in COUNTED.items() if file in allowed))
    told = {one.name for one in outcome.organisations} if isinstance(outcome, RowsAnswered) else set()
    assert told <= known
    figures = {int(number) for number in re.findall(r"\*\*(\d+)\*\*", text_of(outcome))}
    assert figures <= {len(told)}


@pytest.mark.parametrize("register", ["members.csv", "people.csv", "open.ics"])
def test_rows_have_the_readers_that_the_file_names_now_without_a_sync(parts: Parts, register: str):
    hidden = World(sources={**EVERYTHING.sources, register: "members"})
    for world, sees in ((EVERYTHING, True), (hidden, False), (EVERYTHING, True)):
        write_settings(parts.settings.folder, world)
        rows = parts.view.rows(frozenset({"public"}))
        named = repr((rows.members, rows.people, rows.events))
        assert (WORDS[register][0] in named) is sees


def test_rows_that_get_more_readers_are_found_by_them_without_a_sync(tmp_path: Path):
    write_files(tmp_path)
    write_settings(tmp_path, World(sources=dict.fromkeys(KINDS, "members")))
    assert Cluster(tmp_path).run("ingest").code == 0
    running = build_parts(Environment(), tmp_path / "cluster.toml")
    everyone = frozenset({"public"})
    assert running.view.rows(everyone).are_none
    write_settings(tmp_path, EVERYTHING)
    assert {one.row.name for one in running.view.rows(everyone).members} == set().union(*COUNTED.values())
    running.database.dispose()


def test_where_all_is_public_every_file_is_told_of(parts: Parts):
    write_settings(parts.settings.folder, EVERYTHING)
    asker = Asker(frozenset({"public"}))
    said = "\n".join(
        everything_said(parts, asker, text, word)
        for text, word in zip(QUESTIONS, [words[1] for words in WORDS.values()] * 2, strict=False)
    )
    assert {leak.file for leak in leaks(said, ())} == WORDS.keys()
