"""Which digests were sent, and monthly figures: once each, over restarts and between processes."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine, text

from knowledge.privacy_settings import PrivacySection
from knowledge.records.digests import LEASE, DigestClaimed, Digests, DigestTaken
from knowledge.records.monthly_counts import Asked, Count, MonthlyCounts
from knowledge.records.questions import AskedQuestion, Questions
from knowledge.records.retention import Retention
from tests.knowledge.introductions.made import ADA, BO, DAY, NOW
from tests.records import Records

WEEK, ZONE = "weekly-2026-W48", ZoneInfo("Europe/Oslo")
KEPT = PrivacySection().questions_kept
MONTH = f"{NOW:%Y-%m}"


@pytest.fixture
def engine(records: Records) -> Engine:
    return records.open()


def test_of_many_who_claim_a_digest_one_gets_it(engine: Engine, records: Records):
    several = [Digests(records.open()) for _ in range(4)]
    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(lambda one: one.claim(ADA, WEEK, NOW), several * 4))
    assert outcomes.count(DigestClaimed()) == 1


def test_a_claim_that_was_not_settled_passes_to_others_after_a_while(engine: Engine):
    digests = Digests(engine)
    assert digests.claim(ADA, WEEK, NOW) == DigestClaimed()
    assert digests.claim(ADA, WEEK, NOW + LEASE / 2) == DigestTaken()
    assert digests.taken(WEEK, NOW + LEASE / 2) == {ADA}
    assert digests.taken(WEEK, NOW + LEASE) == frozenset()
    assert digests.claim(ADA, WEEK, NOW + LEASE) == DigestClaimed()


def test_what_is_settled_stays_so_for_its_period_alone(engine: Engine):
    digests = Digests(engine)
    digests.claim(ADA, WEEK, NOW)
    digests.settle(ADA, WEEK, NOW)
    assert digests.claim(ADA, WEEK, NOW + 3 * DAY) == DigestTaken()
    assert digests.claim(ADA, "weekly-2026-W49", NOW + 7 * DAY) == DigestClaimed()
    assert digests.claim(BO, WEEK, NOW) == DigestClaimed()


def test_who_got_which_digest_is_forgotten_after_its_time(engine: Engine):
    digests = Digests(engine)
    digests.claim(ADA, WEEK, NOW)
    digests.settle(ADA, WEEK, NOW)
    digests.forget_old(NOW + 40 * DAY)
    assert digests.taken(WEEK, NOW + 40 * DAY) == {ADA}
    digests.forget_old(NOW + 46 * DAY)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM digests")).scalar() == 0


def ask(engine: Engine, id: str, days: float = 0, outcome: str = "answered", who: str = ADA) -> None:
    Questions(engine).record(AskedQuestion(id, NOW + timedelta(days=days), "Hva?", "nb", outcome, asker=who))  # type: ignore[arg-type]


def test_counting_twice_counts_once(engine: Engine):
    counts = MonthlyCounts(engine, ZONE, KEPT)
    ask(engine, "1")
    ask(engine, "2", who=BO)
    for _ in range(2):
        counts.bring_up_to_date(NOW)
    assert counts.of_year(NOW.year) == (
        Count(MONTH, "asker", "", "", 2),
        Count(MONTH, "question", "answered", "nb", 2),
    )
    assert counts.begins() == MONTH


def test_a_question_that_is_answered_anew_is_counted_by_its_last_outcome(engine: Engine):
    counts = MonthlyCounts(engine, ZONE, KEPT)
    ask(engine, "1", outcome="abstained")
    counts.bring_up_to_date(NOW)
    ask(engine, "1")
    counts.bring_up_to_date(NOW)
    assert Count(MONTH, "question", "answered", "nb", 1) in counts.of_year(NOW.year)
    assert sum(one.count for one in counts.of_year(NOW.year) if one.noun == "question") == 1


def test_counts_stay_when_what_was_counted_is_forgotten_and_hold_no_person(engine: Engine):
    counts = MonthlyCounts(engine, ZONE, KEPT)
    ask(engine, "1")
    counts.bring_up_to_date(NOW)
    before = counts.of_year(NOW.year)
    later = NOW + KEPT + 40 * DAY
    Retention(engine, PrivacySection(), ZONE).attend(later)
    counts.bring_up_to_date(later)
    assert counts.of_year(NOW.year) == before
    with engine.connect() as connection:
        assert ADA not in str(connection.execute(text("SELECT * FROM monthly_counts")).all())


def test_a_stretch_is_counted_to_its_last_moment(engine: Engine):
    ask(engine, "before", -1)
    ask(engine, "within", outcome="abstained")
    ask(engine, "after", 1)
    assert MonthlyCounts(engine, ZONE, KEPT).asked(NOW, NOW + DAY) == Asked({"abstained": 1}, 1)
