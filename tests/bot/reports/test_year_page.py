"""A year's page: whatever the data says, it is text, and adds up."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from bot.replies.catalogue import texts
from bot.replies.year_page import report_page
from bot.reports.activity import introduction_figures, question_months
from bot.reports.figures import (
    EventFigures,
    Figures,
    IntroductionFigures,
    KnowledgeFigures,
    MemberFigures,
    QuestionMonth,
)
from bot.reports.membership import member_figures
from bot.reports.namelessness import Nameless
from knowledge.directory.directory import Organisation
from knowledge.introductions.introduction import Introduction, Proposal
from knowledge.records.monthly_counts import Count
from knowledge.rows import MemberRow

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
wild = st.text(max_size=30) | st.sampled_from(["<script>alert(1)</script>", "A & B", "</style>", "\x00\x0b"])
counts = st.dictionaries(wild, st.integers(0, 10**6), max_size=4)
days = st.none() | st.dates(date(2025, 1, 1), date(2027, 6, 1))


def figures(labels: dict[str, int], cluster: str = "Prøveklyngen") -> Figures:
    return Figures(
        cluster,
        2026,
        LAST,
        "2026-03",
        MemberFigures(3, 2, 1, 4, 1, labels, labels, labels),
        EventFigures({2: 4}, labels, 0),
        (QuestionMonth(3, 4, None, None, None), QuestionMonth(4, 9, 6, 7, {"nb": 5, "en": 4})),
        IntroductionFigures(2, None, None, None, None),
        KnowledgeFigures(5, {"0": 4, "": 1}, 2, 1, 0, 3, {"day": 2}),
    )


def organisation(
    joined: date | None = None, left: date | None = None, status: str = "", **row: object
) -> Organisation:
    told = MemberRow("Tjeld", joined=joined, left=left, status=status, **row)  # type: ignore[arg-type]
    return Organisation(told, ("Tjeld",), (), {})


@given(counts, wild)
def test_what_comes_from_data_is_text_and_nothing_else(labels: dict[str, int], cluster: str):
    page = html.document_fromstring(report_page(figures(labels, cluster), texts("nb")))
    assert not page.xpath("//script")
    assert len(page.xpath("//style")) == 1
    assert not page.xpath("//@src | //@href | //link | //img")


@pytest.mark.parametrize("language", ["nb", "en"])
def test_each_chart_has_its_table_and_all_is_headed(language: str):
    page = html.document_fromstring(report_page(figures({"SMB": 3, "forskning": 1}), texts(language)))
    assert page.get("lang") == language
    assert len(page.xpath("//h1")) == 1
    assert len(page.xpath("//h2")) == 6
    for drawn in page.xpath("//*[local-name()='svg']"):
        assert drawn.get("aria-label")
        assert drawn.xpath("following-sibling::table")
    for table in page.xpath("//table"):
        assert table.get("aria-label")
        assert table.xpath("./tbody/tr/th[@scope='row']")


def test_what_fewer_than_five_asked_is_not_broken_down():
    page = html.document_fromstring(report_page(figures({}), texts("nb")))
    rows = {row.xpath("string(th)"): row.xpath("td/text()") for row in page.xpath("//tr[td]")}
    assert page.xpath("//tr[th='mars']")[0].xpath("td/text()") == ["4", "–", "–", "–"]
    assert rows["Introdusert"] == ["–"]


def test_a_month_of_four_people_tells_only_how_much_was_asked():
    asked = [Count("2026-03", "question", kind, "nb", 9) for kind in ("rows", "abstained")]
    assert list(question_months([*asked, Count("2026-03", "asker", "", "", 4)])) == [
        QuestionMonth(3, 18, None, None, None)
    ]
    assert list(question_months([*asked, Count("2026-03", "asker", "", "", 5)])) == [
        QuestionMonth(3, 18, 5, 9, {"nb": 18})
    ]


def test_a_year_without_introductions_has_none():
    assert introduction_figures(()) == IntroductionFigures(0, 0, 0, 0, {})


def proposed(first: str, second: str) -> Introduction:
    return Introduction(
        f"{first}-{second}",
        Proposal(first, first, second),
        "checked_in",
        NOON,
        NOON,
        NOON,
        introduced=NOON,
        meeting="met",
    )


def test_introductions_of_four_people_are_only_counted():
    one, other, third = proposed("a@x", "b@x"), proposed("c@x", "d@x"), proposed("e@x", "a@x")
    assert introduction_figures([one, other]) == IntroductionFigures(2, None, None, None, None)
    assert introduction_figures([one, other, third]) == IntroductionFigures(3, 3, 3, 3, {})


@given(st.lists(st.tuples(days, days, st.sampled_from(["", "utmeldt"])), max_size=12))
def test_members_before_and_those_who_came_less_those_who_went_are_the_members_after(
    spans: list[tuple[date | None, date | None, str]],
):
    there = [
        organisation(joined, left, status)
        for joined, left, status in spans
        if not (joined and left and left < joined) and not (status and left is None)
    ]
    found = member_figures(there, FIRST, LAST)
    assert found.after == found.before + found.joined - found.left


def test_sizes_are_told_in_classes_where_a_register_has_a_column():
    there = [organisation(extra=(("Antall ansatte", size),)) for size in ("9", "1 200", "40", "liten")]
    assert member_figures(there, FIRST, LAST).sizes == {"1–9": 1, "10–49": 1, "250+": 1, "liten": 1}
    assert member_figures([organisation()], FIRST, LAST).sizes == {}


def test_spellings_of_a_kind_are_one():
    there = [organisation(type=kind) for kind in ("SMB", "smb", "")]
    assert member_figures(there, FIRST, LAST).types == {"SMB": 2, "": 1}


names = st.tuples(st.sampled_from(["Runa", "Odd", "Åse"]), st.sampled_from(["Tveit", "Bø", "O’Shea"])).map(
    " ".join
)


@given(names, st.sampled_from(["{}", "kontakt: {}", "{} (leder)", "{}@x.example"]), st.integers(1, 9))
def test_a_label_that_names_a_person_is_counted_as_not_stated(name: str, written: str, count: int):
    labels = {written.format(name): count, "SMB": 2}
    assert Nameless([name, ""])(labels) == {"": count, "SMB": 2}


def test_a_day_is_counted_to_one_side_of_a_year():
    assert member_figures([organisation(FIRST - timedelta(days=1), LAST)], FIRST, LAST) == MemberFigures(
        1, 0, 1, 0, 0, {}, {}, {}
    )
