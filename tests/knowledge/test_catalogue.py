"""Reading passages: the right ones, and without walking through all that there are."""

from __future__ import annotations

import pytest
from sqlalchemy import event, text

from knowledge.keys import Key
from knowledge.records.catalogue import Catalogue
from knowledge.records.journal import Journal
from knowledge.records.rows import Held
from tests.knowledge.stores import entry, record
from tests.records import Records

MEMBERS = frozenset({"members", "public"})


@pytest.fixture
def database(records: Records):
    engine = records.open()
    journal = Journal(engine)
    made = [
        entry("a.md", "null", "en", "to", "tre"),
        entry("board/b.md", "hemmelig", audience="board"),
    ]
    journal.begin_texts([one.text for one in made])
    journal.commit([(record(one.source.source), [Held(one.source, one.text.id)]) for one in made])
    return engine


def test_passages_are_found_by_key_for_those_who_may_read_them(database):
    keys = [Key("text of a.md", 2), Key("text of a.md", 9), Key("text of board/b.md", 0), Key("unknown", 0)]
    assert [found.passage.text for found in Catalogue(database).find(keys, MEMBERS).values()] == ["to"]
    assert Catalogue(database).find([], MEMBERS) == {}


def test_the_languages_of_a_source_are_counted_for_those_who_may_read_it(database):
    named = ["a.md", "board/b.md", "unknown.md"]
    assert {name: dict(counts) for name, counts in Catalogue(database).languages(named, MEMBERS).items()} == {
        "a.md": {"nb": 4}
    }
    assert set(Catalogue(database).languages(named, MEMBERS | {"board"})) == {"a.md", "board/b.md"}


def test_neighbours_come_in_order_and_only_within_reach(database):
    near = Catalogue(database).neighbours([Key("text of a.md", 0), Key("text of a.md", 3)], 1)
    assert [passage.text for passage in near["text of a.md"]] == ["null", "en", "to", "tre"]
    near = Catalogue(database).neighbours([Key("text of a.md", 0)], 1)
    assert [passage.text for passage in near["text of a.md"]] == ["null", "en"]


def test_no_question_walks_through_the_table_of_passages(database):
    if database.dialect.name != "sqlite":
        pytest.skip("PostgreSQL walks through a table of five rows, and is right to")
    asked: list[tuple[str, tuple[object, ...]]] = []

    @event.listens_for(database, "before_cursor_execute")
    def note(connection, cursor, statement, parameters, context, many):
        asked.append((statement, parameters))

    catalogue = Catalogue(database)
    catalogue.find([Key("text of a.md", 1), Key("text of board/b.md", 0)], MEMBERS)
    catalogue.neighbours([Key("text of a.md", 1)], 2)
    event.remove(database, "before_cursor_execute", note)
    with database.connect() as connection:
        plans = [
            row.detail
            for statement, parameters in asked
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        ]
        assert connection.execute(text("SELECT count(*) FROM passages")).scalar() == 5
    assert any("passages" in plan for plan in plans)
    assert not [plan for plan in plans if plan.startswith("SCAN passages")]
