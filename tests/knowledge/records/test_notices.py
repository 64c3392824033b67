"""What the bot says because of introductions: each thing once, only while it matters, and within limits."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import get_args

import pytest

from knowledge.introductions.events import CheckedIn, Expired, Introduced, No, Rejected, Withdrawn, Yes
from knowledge.introductions.introduction import Introduction, Proposal
from knowledge.introductions.limits import Allowance, Wait
from knowledge.introductions.notices import Kind, Notice
from knowledge.introductions.policy import Policy
from knowledge.introductions.steps import Refused
from knowledge.records.notices import LEASE, Claimed
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
    ROUND,
    STRANGER,
    member,
)
from tests.knowledge.records.cluster import Cluster, Reopened

FIRST, SECOND, FREE = member(ADA), member(BO), Allowance()


def due(cluster: Cluster, now=NOW) -> list[tuple[str, str]]:
    return [(one.notice.kind, one.notice.person) for one in cluster.notices.due(now)]


def test_each_thing_is_said_in_its_time_and_once_over_restarts(reopened: Reopened):
    begun = reopened().begin(BROKERED)

    def say(kind, person, now=NOW):
        assert due(reopened(), now) == [(kind, person)]
        reopened().say(begun, kind, person, now)
        assert due(reopened(), now) == []

    say("ask", ADA)
    assert due(reopened(), NOW + 4 * DAY - timedelta(minutes=1)) == []
    say("reminder", ADA, NOW + 5 * DAY)
    assert due(reopened(), NOW + 6 * DAY) == []
    reopened().introductions.step(begun.id, Yes(FIRST), NOW + 6 * DAY)
    say("ask", BO, NOW + 6 * DAY)
    reopened().introductions.step(begun.id, Yes(SECOND), NOW + 6 * DAY)
    say("room", "", NOW + 6 * DAY)
    reopened().introductions.step(begun.id, Introduced("group_dm", "G1"), NOW + 6 * DAY)
    assert due(reopened(), NOW + 19 * DAY) == []
    assert due(reopened(), NOW + 20 * DAY) == [("check_in", ADA), ("check_in", BO)]
    reopened().introductions.step(begun.id, CheckedIn(FIRST, "planned"), NOW + 20 * DAY)
    assert due(reopened(), NOW + 95 * DAY) == []
    assert due(reopened(), NOW + 96 * DAY) == [("outcome", ADA), ("outcome", BO)]
    assert due(reopened(), NOW + 126 * DAY) == []


def test_who_will_not_meet_is_asked_for_no_outcome(cluster: Cluster):
    id = cluster.begin(ASKED).id
    for event, days in ((Yes(SECOND), 0), (Introduced("email"), 0), (CheckedIn(FIRST, "no"), 14)):
        cluster.introductions.step(id, event, NOW + days * DAY)
    assert due(cluster, NOW + 90 * DAY) == []


@pytest.mark.parametrize("withdrawn_by", [COORDINATOR, CLOCK])
def test_who_asked_hears_that_another_withdrew_it(cluster: Cluster, withdrawn_by):
    begun = cluster.begin(ASKED)
    cluster.introductions.step(begun.id, Withdrawn(withdrawn_by), NOW)
    assert due(cluster) == [("not_now", ADA)]


def test_who_was_asked_hears_that_it_was_withdrawn(cluster: Cluster):
    begun = cluster.begin(ASKED)
    cluster.say(begun, "ask", BO)
    cluster.introductions.step(begun.id, Withdrawn(FIRST), NOW)
    assert due(cluster) == [("not_now", BO)]


def test_nothing_is_said_of_what_was_withdrawn_before_anybody_heard_of_it(cluster: Cluster):
    begun = cluster.begin(ASKED)
    cluster.introductions.step(begun.id, Withdrawn(FIRST), NOW)
    assert due(cluster) == []
    for kind in get_args(Kind):
        for person in (ADA, BO, COORDINATOR.email, ""):
            assert cluster.notices.claim(Notice(begun.id, kind, person), FREE, NOW) == Refused("over")
    assert cluster.notices.claim(Notice("unknown", "ask", BO), FREE, NOW) == Refused("unknown")


def test_whoever_waited_hears_not_now_and_nobody_else(cluster: Cluster):
    declined = cluster.begin(BROKERED)
    cluster.say(declined, "ask", ADA)
    cluster.introductions.step(declined.id, Yes(FIRST), NOW)
    cluster.say(declined, "ask", BO)
    cluster.introductions.step(declined.id, No(SECOND), NOW)
    assert due(cluster) == [("not_now", COORDINATOR.email), ("not_now", ADA)]
    assert due(cluster, NOW + 31 * DAY) == []


def test_silence_and_a_coordinators_no_sound_the_same_to_who_asked(cluster: Cluster):
    silent = cluster.begin(ASKED)
    cluster.say(silent, "ask", BO)
    cluster.introductions.step(silent.id, Expired(), NOW + 7 * DAY)
    draft = cluster.introductions.draft(Proposal(CY, CY, STRANGER), member(CY), NOW + 7 * DAY)
    assert isinstance(draft, Introduction)
    cluster.introductions.begin(draft.id, member(CY), Policy("always"), NOW + 7 * DAY)
    assert due(cluster, NOW + 7 * DAY) == [("not_now", ADA), ("review", "")]
    cluster.introductions.step(draft.id, Rejected(COORDINATOR), NOW + 7 * DAY)
    assert due(cluster, NOW + 7 * DAY) == [("not_now", ADA), ("not_now", CY)]


def test_a_question_that_cannot_be_put_in_its_week_is_not_put_at_all(cluster: Cluster):
    begun = cluster.begin(ROUND)
    notice = Notice(begun.id, "ask", ADA)
    assert cluster.notices.claim(notice, Allowance(monthly=0), NOW) == Wait("month_full")
    assert cluster.notices.claim(notice, FREE, NOW + 7 * DAY) == Refused("over")
    cluster.introductions.expire(NOW + 7 * DAY)
    assert due(cluster, NOW + 7 * DAY) == []


def test_putting_a_question_begins_the_week_to_answer_it(cluster: Cluster):
    begun = cluster.begin(ROUND)
    claimed = cluster.notices.claim(Notice(begun.id, "ask", ADA), FREE, NOW + 2 * DAY)
    assert isinstance(claimed, Claimed)
    assert claimed.introduction.told_first == NOW + 2 * DAY
    assert cluster.introductions.expire(NOW + 8 * DAY) == ()
    assert len(cluster.introductions.expire(NOW + 9 * DAY)) == 1


def test_of_many_replicas_one_says_it(reopened: Reopened):
    begun = reopened().begin(ASKED)
    replicas, together, came_out = [reopened() for _ in range(6)], threading.Barrier(6), []

    def claim(cluster: Cluster) -> None:
        together.wait()
        came_out.append(cluster.notices.claim(Notice(begun.id, "ask", BO), FREE, NOW))

    _all_at_once(claim, replicas)
    assert sorted(type(one).__name__ for one in came_out) == ["Claimed"] + ["Wait"] * 5
    assert {one.reason for one in came_out if isinstance(one, Wait)} == {"in_hand"}


def test_replicas_that_ask_one_person_at_once_keep_the_limits_together(reopened: Reopened):
    cluster = reopened()
    begun = [cluster.begin(Proposal(asker, asker, BO)) for asker in (ADA, CY, STRANGER)]
    replicas, together, came_out = [reopened() for _ in begun], threading.Barrier(3), []

    def claim(place: int) -> None:
        together.wait()
        came_out.append(replicas[place].notices.claim(Notice(begun[place].id, "ask", BO), FREE, NOW))

    _all_at_once(claim, range(3))
    assert sorted(str(getattr(one, "reason", "claimed")) for one in came_out) == [
        "claimed",
        "one_a_day",
        "one_a_day",
    ]


def _all_at_once(act, arguments) -> None:
    threads = [threading.Thread(target=act, args=(argument,)) for argument in arguments]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_a_claim_of_a_process_that_was_killed_passes_to_others_and_counts_once(reopened: Reopened):
    begun = reopened().begin(ASKED)
    notice = Notice(begun.id, "ask", BO)
    assert isinstance(reopened().notices.claim(notice, FREE, NOW), Claimed)
    assert reopened().notices.claim(notice, FREE, NOW + LEASE / 2) == Wait("in_hand")
    again = reopened().notices.claim(notice, Allowance(monthly=1), NOW + LEASE)
    assert isinstance(again, Claimed)
    assert again.introduction.told_second == NOW
    reopened().notices.sent(notice, "D2 17", NOW + LEASE)
    assert reopened().notices.claim(notice, FREE, NOW + 3 * LEASE) == Refused("over")
    assert reopened().notices.refs(begun.id) == {notice: "D2 17"}


def test_what_could_not_be_said_may_be_tried_again_at_once(cluster: Cluster):
    notice = Notice(cluster.begin(ASKED).id, "ask", BO)
    cluster.notices.claim(notice, FREE, NOW)
    assert due(cluster) == []
    cluster.notices.release(notice)
    assert due(cluster) == [("ask", BO)]
    assert isinstance(cluster.notices.claim(notice, FREE, NOW), Claimed)
    cluster.notices.sent(notice, "D1 1", NOW)
    cluster.notices.release(notice)
    assert due(cluster) == []


def test_a_person_gets_one_message_a_day_and_no_more_than_two_open_asks(cluster: Cluster):
    asks = [Notice(cluster.begin(Proposal(asker, asker, BO)).id, "ask", BO) for asker in (ADA, CY, STRANGER)]
    assert isinstance(cluster.notices.claim(asks[0], FREE, NOW), Claimed)
    assert cluster.notices.claim(asks[1], FREE, NOW + timedelta(hours=2)) == Wait("one_a_day")
    assert cluster.notices.claim(asks[1], FREE, NOW + timedelta(hours=10)) == Wait("quiet_hours")
    assert isinstance(cluster.notices.claim(asks[1], FREE, NOW + DAY), Claimed)
    assert cluster.notices.claim(asks[2], FREE, NOW + 2 * DAY) == Wait("two_open")
    cluster.introductions.step(asks[0].introduction, No(SECOND), NOW + 2 * DAY)
    assert cluster.notices.claim(asks[2], Allowance(monthly=2), NOW + 2 * DAY) == Wait("month_full")
    assert isinstance(cluster.notices.claim(asks[2], FREE, NOW + 2 * DAY), Claimed)


def test_a_coordinator_stops_everything_and_lets_it_go_on(reopened: Reopened):
    notice = Notice(reopened().begin(ASKED).id, "ask", BO)
    reopened().notices.pause_all()
    assert reopened().notices.are_paused()
    assert reopened().notices.claim(notice, FREE, NOW) == Wait("all_paused")
    reopened().notices.resume_all()
    assert isinstance(reopened().notices.claim(notice, FREE, NOW), Claimed)


def test_who_left_three_questions_without_an_answer_is_told_once_that_there_are_no_more(cluster: Cluster):
    for number, asker in enumerate((ADA, CY, STRANGER)):
        begun = cluster.begin(Proposal(asker, asker, BO, "Noe"), NOW + number * 35 * DAY)
        cluster.say(begun, "ask", BO, NOW + number * 35 * DAY)
        cluster.introductions.expire(NOW + (number * 35 + 7) * DAY)
    later = NOW + 77 * DAY
    assert ("benched", BO) in due(cluster, later)
    assert due(cluster, later).count(("benched", BO)) == 1
    assert cluster.profiles.take_back(BO, later)
    assert ("benched", BO) not in due(cluster, later)
