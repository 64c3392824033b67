"""What was not answered well: counted without names, settled by whoever is first, and brought back once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import select

from knowledge.gaps.desk import GapDesk
from knowledge.gaps.gap import (
    AlreadySettled,
    Gap,
    GapGroup,
    Moved,
    Placed,
    Seen,
    Settled,
    UnknownGap,
    WayBack,
)
from knowledge.records.audit import Audit
from knowledge.records.gap_deliveries import LEASE, Claimed, GapDeliveries, Taken
from knowledge.records.gap_tables import gap_askings, gap_ways
from knowledge.records.gaps import Gaps
from tests.knowledge.introductions.made import ADA, BO, DAY, NOW
from tests.records import Records

JONAS, INGRID = "jonas@fjordklyngen.example", "ingrid@fjordklyngen.example"
COST = Gap("Ev1", NOW, "Hva koster en pult?", "nb", "abstained", WayBack("C1", "1.0", ADA))
PRICE = Gap("Ev2", NOW + DAY, "What is the price of a desk?", "en", "wrong", WayBack("C2", "", BO))


class ByFirstWord:
    """Those that begin alike ask the same; a group keeps what it has."""

    def of(self, questions: list[Placed]) -> tuple[int, ...]:
        return tuple(one.group or ord(one.words[0]) + 1_000 for one in questions)


@pytest.fixture
def reopened(records: Records) -> Callable[[], Gaps]:
    return lambda: Gaps(records.open())


@pytest.fixture
def gaps(reopened: Callable[[], Gaps]) -> Gaps:
    return reopened()


@pytest.fixture
def deliveries(gaps: Gaps) -> GapDeliveries:
    return GapDeliveries(gaps._engine)


def gather(gaps: Gaps, bundles: list[tuple[int | None, list[int]]]) -> None:
    gaps.gather(bundles, Seen({}, NOW))


def together(gaps: Gaps, *noted: Gap) -> GapGroup:
    """One open group of these."""
    for one in noted:
        gaps.note(one)
    gather(gaps, [(None, [number for number, _ in gaps.placed(NOW)])])
    (group,) = gaps.groups()
    return group


def test_different_people_are_counted_once_each_however_often_they_ask(gaps: Gaps):
    again = replace(COST, question="Ev3", at=NOW + DAY / 2)
    group = together(gaps, COST, COST, replace(COST, kind="handed"), again, PRICE)
    assert (group.people, len(group.questions)) == (2, 3)
    assert group.kinds == (("abstained", 2), ("handed", 1), ("wrong", 1))
    assert group.questions[0].words == PRICE.words


def test_nobody_is_named_who_did_not_choose_it(gaps: Gaps):
    group = together(gaps, COST, replace(PRICE, name="Bo Berg"))
    assert [one.names for one in group.questions] == [("Bo Berg",), ()]
    with gaps._engine.connect() as connection:
        askers = connection.scalars(select(gap_askings.c.asker)).all()
    assert not [one for one in askers if ADA in one or BO in one]


def test_the_same_person_is_not_told_by_the_same_digest_in_another_cluster(records: Records):
    digests = set()
    for name in ("one", "other"):
        gaps = Gaps(records.open(name))
        gaps.note(COST)
        with gaps._engine.connect() as connection:
            digests.add(connection.scalar(select(gap_askings.c.asker)))
    assert len(digests) == 2


def test_what_is_personal_in_a_question_is_not_kept(gaps: Gaps):
    words = "Kan Kari (kari@bolt.example, +47 912 34 567) komme 2026-12-24?"
    group = together(gaps, replace(COST, words=words))
    assert group.questions[0].words == "Kan Kari (…, …) komme 2026-12-24?"


def test_the_most_asked_comes_first(gaps: Gaps):
    for one in (COST, PRICE, replace(PRICE, question="Ev3", way=WayBack("C2", "", ADA))):
        gaps.note(one)
    (first, _), (second, _), (third, _) = gaps.placed(NOW)
    gather(gaps, [(None, [first]), (None, [second, third])])
    assert [group.people for group in gaps.groups()] == [2, 1]


def test_an_answer_goes_to_every_place_once_and_the_place_is_then_forgotten(gaps, deliveries):
    beside = replace(PRICE, question="Ev3", way=WayBack("C1", "1.0", BO))
    group = together(gaps, COST, PRICE, beside)
    done = gaps.answer(group.id, "3 900 kroner", JONAS, NOW)
    assert isinstance(done, Settled)
    assert (done.places, done.after.state, done.after.settled_by) == (2, "answered", JONAS)
    due = deliveries.due(NOW)
    assert [(one.way, one.words, one.language) for one in due] == [
        (COST.way, COST.words, "nb"),
        (PRICE.way, PRICE.words, "en"),
    ]
    assert {one.answer for one in due} == {"3 900 kroner"}
    for one in due:
        assert isinstance(deliveries.claim(one, NOW), Claimed)
        deliveries.sent(one)
    assert deliveries.due(NOW + DAY) == ()
    with gaps._engine.connect() as connection:
        assert connection.execute(select(gap_ways)).all() == []


def test_a_delivery_that_was_claimed_by_who_was_killed_passes_to_others_after_a_while(gaps, deliveries):
    gaps.answer(together(gaps, COST).id, "Ja", JONAS, NOW)
    (one,) = deliveries.due(NOW)
    assert isinstance(deliveries.claim(one, NOW), Claimed)
    assert isinstance(deliveries.claim(one, NOW), Taken)
    assert deliveries.due(NOW) == ()
    (again,) = deliveries.due(NOW + LEASE)
    assert again == replace(one, tries=1)
    assert isinstance(deliveries.claim(again, NOW + LEASE), Claimed)
    assert deliveries.due(NOW + 2 * LEASE) == ()
    assert deliveries.due(NOW + 3 * LEASE) == (replace(one, tries=2),)


def test_what_is_given_up_is_counted_and_where_it_would_have_gone_is_forgotten(gaps, deliveries):
    group = together(gaps, COST)
    gaps.answer(group.id, "500 kroner", JONAS, NOW)
    (one,) = deliveries.due(NOW)
    deliveries.give_up(one)
    assert deliveries.due(NOW + 30 * DAY) == ()
    assert isinstance(deliveries.claim(one, NOW), Taken)
    (settled,) = gaps.groups()
    assert settled.undelivered == 1
    with gaps._engine.connect() as connection:
        (way,) = connection.execute(select(gap_ways)).all()
    assert (way.person, way.channel, way.thread) == ("", "", "")


def test_who_finds_an_answer_poor_opens_its_group_anew_and_gets_the_next(gaps, deliveries):
    group = together(gaps, COST)
    gaps.answer(group.id, "500 kroner", JONAS, NOW)
    for one in deliveries.due(NOW):
        deliveries.sent(one)
    gaps.note(replace(COST, kind="old", at=NOW + DAY))
    (opened,) = gaps.groups()
    assert (opened.state, opened.answer) == ("open", "500 kroner")
    assert isinstance(gaps.answer(group.id, "600 kroner", INGRID, NOW + 2 * DAY), Settled)
    assert [one.answer for one in deliveries.due(NOW + 2 * DAY)] == ["600 kroner"]


def test_what_was_noted_before_an_answer_leaves_it_answered(gaps: Gaps):
    group = together(gaps, COST)
    gaps.answer(group.id, "500 kroner", JONAS, NOW + DAY)
    gaps.note(COST)
    (settled,) = gaps.groups()
    assert settled.state == "answered"


def test_the_second_coordinator_is_told_who_was_first(reopened: Callable[[], Gaps]):
    id, start, told = together(reopened(), COST).id, threading.Barrier(2), []

    def answer(by: str) -> None:
        records = reopened()
        start.wait()
        told.append(records.answer(id, f"from {by}", by, NOW))

    threads = [threading.Thread(target=answer, args=(by,)) for by in (JONAS, INGRID)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (first,) = (one for one in told if isinstance(one, Settled))
    (second,) = (one for one in told if isinstance(one, AlreadySettled))
    assert second.group == first.after
    assert reopened().get(id) == first.after


def test_what_is_dismissed_is_brought_to_nobody(gaps, deliveries):
    group = together(gaps, COST)
    assert isinstance(gaps.dismiss(group.id, "Ikke for oss", JONAS, NOW), Settled)
    assert isinstance(gaps.answer(group.id, "Ja", INGRID, NOW), AlreadySettled)
    assert deliveries.due(NOW) == ()
    assert gaps.groups()[0].reason == "Ikke for oss"


def test_a_question_that_is_asked_again_opens_what_was_answered_and_not_what_was_dismissed(gaps: Gaps):
    answered = together(gaps, COST)
    gaps.answer(answered.id, "Ja", JONAS, NOW)
    gaps.note(PRICE)
    gather(gaps, [(answered.id, [number for number, placed in gaps.placed(NOW) if placed.group is None])])
    (group,) = gaps.groups()
    assert (group.state, group.answer, group.people) == ("open", "Ja", 2)
    gaps.dismiss(group.id, "", JONAS, NOW)
    gaps.note(replace(PRICE, question="Ev4"))
    gather(gaps, [(group.id, [number for number, placed in gaps.placed(NOW) if placed.group is None])])
    assert gaps.groups()[0].state == "dismissed"


def test_a_coordinators_word_outranks_the_gathering(gaps: Gaps):
    desk = GapDesk(gaps, ByFirstWord())
    for one in (COST, replace(COST, question="Ev3", words="Hvor er dere?"), PRICE):
        gaps.note(one)
    (both, single) = sorted(desk.groups(NOW), key=lambda one: -len(one.questions))
    moved = desk.move(both.questions[0].id, single.id, JONAS, NOW)
    assert isinstance(moved, Moved)
    assert {len(one.questions) for one in desk.groups(NOW)} == {1, 2}
    assert both.questions[0] in next(one for one in desk.groups(NOW) if one.id == single.id).questions
    alone = desk.move(both.questions[0].id, None, JONAS, NOW)
    assert isinstance(alone, Moved)
    assert alone.target.id not in (both.id, single.id)
    assert len(desk.groups(NOW)) == 3


def test_moving_the_last_question_ends_a_group_and_its_number_is_not_given_again(gaps: Gaps):
    for one in (COST, PRICE):
        gaps.note(one)
    (first, _), (second, _) = gaps.placed(NOW)
    gather(gaps, [(None, [first]), (None, [second])])
    one, other = sorted(gaps.groups(), key=lambda group: group.id)
    assert isinstance(gaps.move(second, one.id, JONAS, NOW), Moved)
    assert isinstance(gaps.get(other.id), UnknownGap)
    moved = gaps.move(second, None, JONAS, NOW)
    assert isinstance(moved, Moved)
    assert moved.target.id > other.id


def test_a_question_that_is_moved_to_an_answered_group_is_answered(gaps, deliveries):
    answered = together(gaps, COST)
    gaps.answer(answered.id, "Ja", JONAS, NOW)
    gaps.note(PRICE)
    number = gaps.placed(NOW)[-1][0]
    gather(gaps, [(None, [number])])
    gaps.move(number, answered.id, JONAS, NOW)
    assert [one.way for one in deliveries.due(NOW)] == [COST.way, PRICE.way]


def test_what_is_not_there_can_neither_be_settled_nor_moved(gaps: Gaps):
    group = together(gaps, COST)
    assert gaps.answer(99, "Ja", JONAS, NOW) == UnknownGap()
    assert gaps.dismiss(99, "", JONAS, NOW) == UnknownGap()
    assert (
        gaps.move(99, group.id, JONAS, NOW)
        == gaps.move(group.questions[0].id, 99, JONAS, NOW)
        == gaps.move(99, None, JONAS, NOW)
        == UnknownGap()
    )
    assert len(gaps.groups()) == 1


def test_two_who_gather_at_once_put_no_question_in_two_groups(gaps: Gaps):
    gaps.note(COST)
    ((number, _),) = gaps.placed(NOW)
    gather(gaps, [(None, [number])])
    gather(gaps, [(None, [number])])
    assert len(gaps.groups()) == 1


def test_whose_data_is_deleted_gets_no_answer_and_has_no_name(gaps, deliveries):
    group = together(gaps, replace(COST, name="Ada Aas"), PRICE)
    gaps.forget(ADA)
    gaps.answer(group.id, "Ja", JONAS, NOW)
    assert [one.way.person for one in deliveries.due(NOW)] == [BO]
    assert [one.names for one in gaps.groups()[0].questions] == [(), ()]


def test_who_changed_what_is_in_the_audit_log(gaps: Gaps):
    group = together(gaps, COST, PRICE)
    gaps.move(group.questions[0].id, None, INGRID, NOW)
    gaps.answer(group.id, "Ja", JONAS, NOW)
    gaps.answer(group.id, "Nei", INGRID, NOW)
    answered, moved = Audit(gaps._engine).entries()
    assert (answered.by, answered.what, answered.subject) == (JONAS, "answer", f"gap {group.id}")
    assert (answered.before, answered.after) == (
        {"state": "open", "answer": ""},
        {"state": "answered", "answer": "Ja"},
    )
    assert (moved.by, moved.what, moved.before) == (INGRID, "move", {"group": group.id})


def test_who_may_read_an_answer_goes_with_it_also_when_its_question_is_moved_elsewhere(gaps, deliveries):
    group = together(gaps, COST)
    assert isinstance(gaps.answer(group.id, "For styret.", JONAS, NOW, "board"), Settled)
    assert [one.audience for one in deliveries.due(NOW)] == ["board"]
    moved = gaps.move(group.questions[0].id, None, INGRID, NOW)
    assert isinstance(moved, Moved)
    assert [one.audience for one in deliveries.due(NOW)] == ["board"]
