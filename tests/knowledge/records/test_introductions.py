"""What the records of introductions promise, over restarts and from several threads."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import StatementError

from knowledge.directory.directory import Person
from knowledge.introductions.events import (
    Approved,
    CheckedIn,
    Concluded,
    Introduced,
    No,
    Withdrawn,
    Yes,
)
from knowledge.introductions.introduction import Introduction, Proposal
from knowledge.introductions.limits import Traffic
from knowledge.introductions.policy import Policy
from knowledge.introductions.profile import Profile
from knowledge.introductions.steps import Refused
from knowledge.matching.barriers import between
from knowledge.matching.past import Past
from knowledge.records.traffic import traffic_of
from knowledge.rows import PersonRow
from tests.knowledge.introductions.made import (
    ADA,
    ASKED,
    BO,
    BROKERED,
    CLOCK,
    COORDINATOR,
    CY,
    DAY,
    NOW,
    OSLO,
    ROUND,
    STRANGER,
    member,
)
from tests.knowledge.records.cluster import Cluster, Reopened

FIRST, SECOND = member(ADA), member(BO)


def _asked(asker: str, second: str) -> Proposal:
    return Proposal(asker, asker, second)


def test_an_introduction_goes_all_the_way_with_a_restart_between_any_two_steps(reopened: Reopened):
    id = reopened().begin(BROKERED).id
    reopened().say(reopened().introductions.get(id), "ask", ADA)
    reopened().introductions.step(id, Yes(FIRST), NOW)
    reopened().say(reopened().introductions.get(id), "ask", BO)
    for click, days in (
        (Yes(SECOND), 1),
        (Introduced("private_channel", "G7"), 1),
        (CheckedIn(FIRST, "met"), 16),
        (Concluded(SECOND, "contract"), 95),
    ):
        assert isinstance(reopened().introductions.step(id, click, NOW + days * DAY), Introduction)
    last = reopened().introductions.get(id)
    assert isinstance(last, Introduction)
    assert last == replace(
        last,
        proposal=BROKERED,
        state="outcome",
        how="private_channel",
        room="G7",
        meeting="met",
        result="contract",
        introduced=NOW + DAY,
        told_first=NOW,
        told_second=NOW,
    )
    assert [(step.by, step.event, step.to_state) for step in reopened().introductions.steps(id)] == [
        (COORDINATOR.email, "started", "asked_first"),
        ("", "told", "asked_first"),
        (ADA, "yes", "asked_second"),
        ("", "told", "asked_second"),
        (BO, "yes", "agreed"),
        ("", "introduced", "introduced"),
        (ADA, "checked_in", "checked_in"),
        (BO, "concluded", "outcome"),
    ]


def test_what_is_kept_comes_back_as_it_was(reopened: Reopened):
    proposal = replace(
        ASKED, why_first=("Bo kan sensorer",), why_second=("Ada spør om sensorer", "begge på Ås")
    )
    begun = reopened().begin(proposal)
    assert reopened().introductions.get(begun.id) == begun
    assert begun.proposal == proposal
    assert reopened().introductions.get("unknown") == Refused("unknown")
    assert reopened().introductions.step("unknown", Yes(FIRST), NOW) == Refused("unknown")


def test_a_second_click_writes_nothing(cluster: Cluster):
    begun = cluster.begin(ROUND)
    once = cluster.introductions.step(begun.id, Yes(FIRST), NOW)
    assert cluster.introductions.step(begun.id, Yes(FIRST), NOW + DAY) == once
    assert [step.event for step in cluster.introductions.steps(begun.id)] == ["started", "yes"]


@pytest.mark.parametrize("attempt", range(3))
def test_of_two_people_who_click_at_once_in_two_replicas_one_is_heard(reopened: Reopened, attempt: int):
    begun = reopened().begin(ROUND)
    replicas, together, came_out = [reopened() for _ in range(4)], threading.Barrier(4), []
    events = [Yes(FIRST), No(FIRST), Withdrawn(COORDINATOR), Yes(FIRST)]

    def click(place: int) -> None:
        together.wait()
        came_out.append(replicas[place].introductions.step(begun.id, events[place], NOW))

    threads = [threading.Thread(target=click, args=(place,)) for place in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(came_out) == 4
    steps = cluster_steps(reopened(), begun.id)
    assert steps in (["yes"], ["no"], ["withdrawn"], ["yes", "withdrawn"])
    last = reopened().introductions.get(begun.id)
    assert isinstance(last, Introduction)
    assert last.version == begun.version + len(steps)


def cluster_steps(cluster: Cluster, id: str) -> list[str]:
    return [step.event for step in cluster.introductions.steps(id)][1:]


def _skip_where_nobody_comes_in_between(cluster: Cluster) -> None:
    if cluster.engine.dialect.name == "postgresql":
        pytest.skip("PostgreSQL holds the row from its first reading on: who comes in between waits")


def test_a_step_on_an_older_version_is_judged_anew(reopened: Reopened):
    begun = reopened().begin(ROUND)
    slow, quick = reopened(), reopened()
    _skip_where_nobody_comes_in_between(slow)
    heard: list[object] = []

    def withdraw_in_between(*_: object) -> None:
        if not heard:
            heard.append(quick.introductions.step(begun.id, Withdrawn(COORDINATOR), NOW))

    event.listen(slow.engine, "after_cursor_execute", withdraw_in_between)
    assert slow.introductions.step(begun.id, Yes(FIRST), NOW) == Refused("over")
    assert cluster_steps(reopened(), begun.id) == ["withdrawn"]


@pytest.mark.parametrize(
    ("proposal", "by", "reason"),
    [
        (Proposal(ADA, ADA, ADA), FIRST, "same_person"),
        (Proposal(BO, ADA, BO), SECOND, "same_person"),
        (ASKED, SECOND, "wrong_person"),
        (Proposal(CY, ADA, BO), member(CY), "wrong_person"),
        (BROKERED, member(COORDINATOR.email), "wrong_person"),
        (ROUND, FIRST, "wrong_person"),
    ],
)
def test_people_ask_for_themselves_and_coordinators_for_others(
    cluster: Cluster, proposal: Proposal, by, reason: str
):
    assert cluster.introductions.draft(proposal, by, NOW) == Refused(reason)
    assert cluster.introductions.every() == ()


def _refusal(cluster: Cluster, proposal: Proposal, now=NOW, by=None):
    by = by or (
        member(proposal.asker)
        if proposal.asker == proposal.first
        else COORDINATOR
        if proposal.asker
        else CLOCK
    )
    draft = cluster.introductions.draft(proposal, by, now)
    assert isinstance(draft, Introduction)
    return cluster.introductions.begin(draft.id, by, Policy(), now)


def test_a_pair_has_one_introduction_under_way(cluster: Cluster):
    cluster.begin(ASKED)
    assert _refusal(cluster, _asked(BO, ADA)) == Refused("not_now")
    assert _refusal(cluster, ROUND) == Refused("not_now")


def test_a_pair_that_declined_is_left_alone_for_a_year_without_saying_why(cluster: Cluster):
    cluster.introductions.step(cluster.begin(ASKED).id, No(SECOND), NOW)
    assert _refusal(cluster, ASKED, NOW + 360 * DAY) == Refused("not_now")
    assert isinstance(_refusal(cluster, ASKED, NOW + 366 * DAY), Introduction)


def test_a_pair_that_was_introduced_is_not_introduced_again_for_six_months(cluster: Cluster):
    id = cluster.begin(ASKED).id
    cluster.introductions.step(id, Yes(SECOND), NOW)
    cluster.introductions.step(id, Introduced("email"), NOW)
    assert _refusal(cluster, _asked(BO, ADA), NOW + 180 * DAY) == Refused("met_lately")
    assert isinstance(_refusal(cluster, _asked(BO, ADA), NOW + 183 * DAY), Introduction)


@pytest.mark.parametrize("who", [ADA, BO])
@pytest.mark.parametrize("by_organisation", [True, False])
def test_a_secret_not_with_holds_both_ways_without_saying_why(
    cluster: Cluster, who: str, by_organisation: bool
):
    other = {ADA: (BO, "havblikk as"), BO: (ADA, "FJORDLYS")}[who]
    secret = (
        Profile(who, not_with_organisations=(other[1],))
        if by_organisation
        else Profile(who, not_with_people=(other[0].upper(),))
    )
    cluster.profiles.save(secret, NOW)
    assert _refusal(cluster, ASKED) == Refused("not_now")


def test_nobody_has_more_than_two_wishes_open_or_three_a_month(cluster: Cluster):
    first = [cluster.begin(_asked(ADA, other)) for other in (BO, CY)]
    assert _refusal(cluster, _asked(ADA, STRANGER)) == Refused("two_open")
    cluster.introductions.step(first[0].id, No(SECOND), NOW)
    cluster.begin(_asked(ADA, STRANGER))
    cluster.introductions.step(first[1].id, No(member(CY)), NOW)
    assert _refusal(cluster, _asked(ADA, "dag@people.example")) == Refused("month_full")
    december = NOW + 7 * DAY
    assert isinstance(_refusal(cluster, _asked(ADA, "dag@people.example"), december), Introduction)


def test_a_proposal_begun_twice_begins_once_and_only_by_its_asker(cluster: Cluster):
    draft = cluster.introductions.draft(ASKED, FIRST, NOW)
    assert isinstance(draft, Introduction)
    assert cluster.introductions.begin(draft.id, SECOND, Policy(), NOW) == Refused("wrong_person")
    begun = cluster.introductions.begin(draft.id, FIRST, Policy(), NOW)
    assert cluster.introductions.begin(draft.id, FIRST, Policy("always"), NOW) == begun
    assert cluster.introductions.begin(draft.id, SECOND, Policy(), NOW) == Refused("wrong_person")
    cluster.introductions.step(draft.id, Withdrawn(FIRST), NOW)
    assert cluster.introductions.begin(draft.id, FIRST, Policy(), NOW) == Refused("over")
    assert cluster.introductions.begin("unknown", FIRST, Policy(), NOW) == Refused("unknown")


def test_the_first_of_a_cluster_wait_for_a_coordinator(cluster: Cluster):
    def begin(second: str) -> Introduction:
        proposal = Proposal(second, second, "host@people.example")
        draft = cluster.introductions.draft(proposal, member(second), NOW)
        begun = cluster.introductions.begin(draft.id, member(second), Policy("first", 2), NOW)
        assert isinstance(begun, Introduction)
        return begun

    waiting = [begin(f"new{number}@people.example") for number in range(2)]
    assert set(cluster.introductions.in_states("review")) == set(waiting)
    for one in waiting:
        cluster.introductions.step(one.id, Approved(COORDINATOR), NOW)
    assert begin("third@people.example").state == "asked_second"
    assert cluster.introductions.in_states("review") == ()


def test_what_nobody_answers_expires_once(cluster: Cluster):
    old = cluster.begin(ASKED)
    new = cluster.begin(_asked(CY, STRANGER), NOW + DAY)
    assert cluster.introductions.expire(NOW + 6 * DAY) == ()
    assert [one.id for one in cluster.introductions.expire(NOW + 7 * DAY)] == [old.id]
    assert cluster.introductions.expire(NOW + 7 * DAY) == ()
    assert cluster.introductions.get(new.id) == new


def test_somebody_who_leaves_takes_part_in_nothing_unfinished(cluster: Cluster):
    waiting, agreed = cluster.begin(ASKED, NOW - DAY), cluster.begin(_asked(CY, BO))
    cluster.introductions.step(agreed.id, Yes(SECOND), NOW)
    cluster.introductions.step(agreed.id, Introduced("email"), NOW)
    assert [one.id for one in cluster.introductions.leave(BO, NOW)] == [waiting.id]
    assert [one.state for one in cluster.introductions.of(BO)] == ["withdrawn", "introduced"]


def test_a_forgotten_person_is_named_nowhere_and_still_counts(cluster: Cluster):
    begun = cluster.begin(replace(BROKERED, need="Ada trenger hjelp", why_second=("Ada kan sensorer",)))
    cluster.say(begun, "ask", ADA)
    cluster.introductions.step(begun.id, No(FIRST), NOW)
    cluster.introductions.forget(ADA, NOW)
    with cluster.engine.connect() as connection:
        for table in ("introductions", "introduction_steps", "introduction_notices"):
            rows = connection.execute(text(f"SELECT * FROM {table}")).all()
            assert rows
            assert not [word for word in (ADA, "trenger hjelp", "sensorer") if word in str(rows)]
    [kept] = cluster.introductions.every()
    assert (kept.state, kept.proposal.second, kept.said_first) == ("declined", BO, "no")
    assert kept.ended_by == kept.proposal.first


def test_a_person_who_is_forgotten_while_they_click_stays_forgotten(reopened: Reopened):
    id = reopened().begin(ASKED).id
    for click in (Yes(SECOND), Introduced("email")):
        reopened().introductions.step(id, click, NOW)
    slow, quick = reopened(), reopened()
    _skip_where_nobody_comes_in_between(slow)
    done: list[bool] = []

    def forget_in_between(*_: object) -> None:
        if not done:
            done.append(True)
            quick.introductions.forget(ADA, NOW)

    event.listen(slow.engine, "after_cursor_execute", forget_in_between)
    checked_in = slow.introductions.step(id, CheckedIn(FIRST, "met"), NOW + 14 * DAY)
    assert checked_in == Refused("wrong_person")
    assert reopened().introductions.of(ADA) == ()


def test_times_are_kept_as_moments_whatever_zone_they_are_told_in(cluster: Cluster):
    draft = cluster.introductions.draft(ASKED, FIRST, NOW.astimezone(OSLO))
    assert isinstance(draft, Introduction)
    kept = cluster.introductions.get(draft.id)
    assert isinstance(kept, Introduction)
    assert (kept.created, kept.created.tzinfo) == (NOW, UTC)
    with pytest.raises(StatementError, match="has no time zone"):
        cluster.introductions.draft(ASKED, FIRST, NOW.replace(tzinfo=None))


def test_history_tells_matching_what_has_been(cluster: Cluster):
    met = cluster.begin(ASKED)
    cluster.say(met, "ask", BO)
    cluster.introductions.step(met.id, Yes(SECOND), NOW)
    cluster.introductions.step(met.id, Introduced("email"), NOW)
    no = cluster.begin(_asked(ADA, CY))
    cluster.say(no, "ask", CY)
    cluster.introductions.step(no.id, No(member(CY)), NOW + DAY)
    cluster.say(cluster.begin(_asked(CY, BO), NOW + DAY), "ask", BO, NOW + DAY)
    cluster.profiles.save(
        Profile(BO, not_with_people=(STRANGER,), not_with_organisations=("Havblikk AS",)), NOW
    )
    history = cluster.introductions.history(NOW + DAY)
    today = (NOW + DAY).date()
    ada_and_bo, bo_and_cy = frozenset({ADA, BO}), frozenset({BO, CY})
    assert history.day == today
    assert history.past == Past(
        load={ADA: 2, BO: 2, CY: 2},
        met={ada_and_bo: NOW.date()},
        declined={frozenset({ADA, CY}): today},
        organisations_met={frozenset({"fjordlys as", "havblikk as"}): NOW.date()},
        not_with={BO: frozenset({STRANGER, "havblikk as"})},
    )
    assert history.open_asks == {BO: 1, CY: 1}
    assert history.under_way == {bo_and_cy}
    assert cluster.introductions.history(NOW + 10 * DAY).past.load == {}


def test_matching_keeps_apart_who_is_being_introduced_and_leaves_alone_who_has_two_open_asks(
    cluster: Cluster,
):
    for other in (BO, CY):
        cluster.begin(_asked(ADA, other))
    past = cluster.introductions.history(NOW).for_matching()
    assert past.met == {frozenset({ADA, BO}): NOW.date(), frozenset({ADA, CY}): NOW.date()}
    assert past.benched == {ADA}


def test_matching_keeps_apart_two_organisations_of_whom_two_people_are_being_introduced(cluster: Cluster):
    cluster.begin(ASKED)
    past = cluster.introductions.history(NOW).for_matching()
    assert past.organisations_met == {frozenset({"fjordlys as", "havblikk as"}): NOW.date()}


@pytest.mark.parametrize("days", [0, 182, 183, 184])
def test_a_proposal_may_begin_from_the_day_that_matching_suggests_it(cluster: Cluster, days: int):
    id = cluster.begin(ASKED).id
    cluster.introductions.step(id, Yes(SECOND), NOW)
    cluster.introductions.step(id, Introduced("email"), NOW)
    _agrees_with_matching(cluster, NOW + days * DAY, Refused("met_lately"))


@pytest.mark.parametrize("days", [0, 364, 365])
def test_likewise_after_a_no(cluster: Cluster, days: int):
    cluster.introductions.step(cluster.begin(replace(ASKED, first_organisation="")).id, No(SECOND), NOW)
    _agrees_with_matching(cluster, NOW + days * DAY, Refused("not_now"))


def _agrees_with_matching(cluster: Cluster, now: datetime, refused: Refused) -> None:
    one, other = (Person(PersonRow(email, email, consents=True), (), {}) for email in (ADA, BO))
    past = cluster.introductions.history(now).for_matching()
    apart = between(one, other, now.date(), past) is not None
    assert (_refusal(cluster, ASKED, now) == refused) is apart


def test_three_silences_bench_and_a_word_brings_back(cluster: Cluster):
    for number, other in enumerate((ADA, CY, STRANGER)):
        at = NOW + number * 35 * DAY
        cluster.say(cluster.begin(_asked(other, BO), at), "ask", BO, at)
        cluster.introductions.expire(at + 7 * DAY)
    later = NOW + 80 * DAY
    assert cluster.introductions.history(later).past.benched == {BO}
    with cluster.engine.connect() as connection:
        traffic = traffic_of(connection, BO, later, OSLO)
    assert traffic == Traffic(0, 1, NOW + 70 * DAY, benched=True)
    cluster.profiles.take_back(BO, later)
    assert cluster.introductions.history(later).past.benched == frozenset()
