"""What is forgotten when, and what goes on counting it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, func, insert, select

from knowledge.gaps.gap import Gap, WayBack
from knowledge.models import Turn
from knowledge.privacy_settings import PrivacySection
from knowledge.records.conversations import Conversations
from knowledge.records.database import open_database, sqlite_url
from knowledge.records.gaps import Gaps
from knowledge.records.inbox import Inbox
from knowledge.records.monthly_counts import Count, MonthlyCounts
from knowledge.records.questions import AskedQuestion, Judged, Questions
from knowledge.records.retention import Retention
from knowledge.records.tables import introduction_steps, introductions
from tests.records import Records

NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)
ZONE = ZoneInfo("Europe/Oslo")
USUAL = PrivacySection()
ASKED = AskedQuestion("Ev1", NOW, "Hva koster en pult?", "nb", "answered", asker="ada@a.example")


@pytest.fixture
def engine(records: Records) -> Engine:
    return records.open()


@pytest.fixture
def forget(engine: Engine) -> Callable[[datetime], None]:
    return Retention(engine, USUAL, ZONE).attend


def test_questions_and_what_was_thought_of_them_go_after_thirty_days(engine: Engine, forget):
    questions = Questions(engine)
    questions.record(ASKED)
    questions.record(replace(ASKED, id="Ev2", at=NOW + DAY))
    questions.judge("Ev1", "U1", "good", NOW)
    forget(NOW + 30 * DAY)
    assert questions.get("Ev1") is not None
    forget(NOW + 30.5 * DAY)
    assert (questions.get("Ev1"), questions.judged("Ev1")) == (None, Judged(0, 0))
    assert questions.get("Ev2") is not None


def test_what_was_said_in_threads_goes_with_the_questions(engine: Engine, forget):
    memory = Conversations(engine)
    memory.append("C1", Turn("member", "gammelt", ("fees.md",)), NOW)
    memory.append("C1", Turn("member", "nytt"), NOW + DAY)
    forget(NOW + 30.5 * DAY)
    assert [turn.text for turn in memory.turns("C1", 9)] == ["nytt"]


def test_what_was_not_answered_waits_for_half_a_year(engine: Engine, forget):
    gaps = Gaps(engine)
    gaps.note(
        Gap("Ev1", NOW, "Hva koster en pult?", "nb", "abstained", WayBack("C1", "1.0", "ada@a.example"))
    )
    forget(NOW + 179 * DAY)
    assert len(gaps.placed(NOW)) == 1
    forget(NOW + 181 * DAY)
    assert gaps.placed(NOW) == ()


def _introduction(engine: Engine, id: str, state: str, since: datetime) -> None:
    texts = dict.fromkeys(
        ("asker", "first", "second", "need", "first_organisation", "second_organisation", "ended_by", "room"),
        "",
    )
    values = texts | {"said_first": "", "said_second": "", "why_first": [], "why_second": [], "version": 1}
    with engine.begin() as connection:
        connection.execute(
            insert(introductions).values(**values, id=id, state=state, created=since, since=since)
        )
        step = dict.fromkeys(("by", "event", "detail", "from_state", "to_state"), "")
        connection.execute(insert(introduction_steps).values(**step, introduction=id, at=since))


def test_introductions_that_are_over_go_after_two_years_with_their_steps(engine: Engine, forget):
    for id, state, since in (
        ("old", "introduced", NOW),
        ("declined", "declined", NOW),
        ("young", "outcome", NOW + DAY),
        ("open", "asked_first", NOW),
    ):
        _introduction(engine, id, state, since)
    forget(datetime(2029, 3, 2, tzinfo=UTC))
    with engine.connect() as connection:
        assert set(connection.scalars(select(introductions.c.id))) == {"young", "open"}
        assert set(connection.scalars(select(introduction_steps.c.introduction))) == {"young", "open"}


def test_a_handled_event_is_noted_for_two_weeks_and_one_that_waits_for_as_long_as_it_takes(
    engine: Engine, forget
):
    inbox = Inbox(engine)
    for id in ("handled", "waits"):
        inbox.take(id, "{}", NOW)
    inbox.done("handled")
    forget(NOW + 13 * DAY)
    assert not inbox.take("handled", "{}", NOW)
    forget(NOW + 15 * DAY)
    assert [id for id, _ in inbox.pending()] == ["waits"]
    assert inbox.take("handled", "{}", NOW)


def test_the_cluster_says_how_long(engine: Engine):
    Questions(engine).record(ASKED)
    Retention(engine, PrivacySection(questions_days=90), ZONE).attend(NOW + 89 * DAY)
    assert Questions(engine).get("Ev1") is not None


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("records") / "klyngebot.db"
    engine = open_database(sqlite_url(file))
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    return file


_ASKED = st.tuples(
    st.integers(0, 100), st.sampled_from(["ada", "bo", ""]), st.sampled_from(["answered", "abstained"])
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_ASKED, max_size=12), st.sets(st.integers(0, 140), max_size=12))
def test_months_count_the_same_whether_their_questions_were_forgotten_meanwhile_or_not(
    template: Path, tmp_path_factory: pytest.TempPathFactory, asked, looks
):
    kept = timedelta(days=31)
    folder = tmp_path_factory.mktemp("counted")
    (folder / "klyngebot.db").write_bytes(template.read_bytes())
    engine = open_database(sqlite_url(folder / "klyngebot.db"))
    counts = MonthlyCounts(engine, ZONE, kept)
    retention = Retention(engine, PrivacySection(questions_days=31), ZONE)
    for day in range(141):
        now = NOW + day * DAY
        for number, (at, who, outcome) in enumerate(asked):
            if at == day:
                one = AskedQuestion(f"Ev{number}", now, "Hva?", "nb", outcome, asker=who)
                Questions(engine).record(one)
        if day in looks or day == 140:
            retention.attend(now)
            counts.bring_up_to_date(now)
    found = {(one.month, one.noun, one.kind): one.count for one in counts.of_year(2027)}
    engine.dispose()
    assert found == _expected(asked)


def _expected(asked) -> dict[tuple[str, str, str], int]:
    months: dict[tuple[str, str, str], int] = {}
    people: dict[str, set[str]] = {}
    for at, who, outcome in asked:
        month = f"{(NOW + at * DAY).astimezone(ZONE):%Y-%m}"
        key = (month, "question", outcome)
        months[key] = months.get(key, 0) + 1
        people.setdefault(month, set()).update({who} - {""})
    return months | {(month, "asker", ""): len(who) for month, who in people.items() if who}


def test_forgetting_before_anything_was_counted_counts_it(engine: Engine, forget):
    Questions(engine).record(ASKED)
    forget(NOW + 40 * DAY)
    assert MonthlyCounts(engine, ZONE, USUAL.questions_kept).of_year(2027) == (
        Count("2027-03", "asker", "", "", 1),
        Count("2027-03", "question", "answered", "nb", 1),
    )
    with engine.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(introductions)) == 0
