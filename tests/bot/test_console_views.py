"""The coordinators' console fits into Slack's views, in both languages, whatever stands in it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.replies.catalogue import texts
from bot.replies.console_answers import ListedAnswers, answer_form, answer_page, answers_page, fits_form
from bot.replies.console_documents import Chosen, Listed, documents_page, key_of, removal_page
from bot.replies.console_gaps import Choices, gap_form, gaps_page
from bot.replies.console_home import Standing, console_blocks
from bot.replies.gap_letters import brought_message
from bot.replies.surfaces import home_view
from knowledge.curated.answer import CuratedAnswer, Draft
from knowledge.curated.regression import AnswerFinding
from knowledge.gaps.gap import Delivery, GapGroup, GapQuestion, WayBack
from knowledge.holdings.holding import Care, Holding
from knowledge.holdings.overview import Shelved
from knowledge.models import Doubt, Failure, Place
from knowledge.records.rows import Counts
from tests.standins.slack.limits import check_view

LONG = "&<> å" * 800
NOW, TODAY = datetime(2026, 11, 25, 12, tzinfo=UTC), date(2026, 11, 25)
# What a Home of a coordinator has room for beside all the rest.
ROOM = 30
LANGUAGES = pytest.mark.parametrize("said", [texts("nb"), texts("en")], ids=["nb", "en"])


def group(number: int) -> GapGroup:
    kinds = ("abstained", "wrong", "handed")
    questions = tuple(
        GapQuestion(100 * number + n, NOW, LONG, "nb", kinds, 3, tuple(f"{LONG}{i}" for i in range(9)))
        for n in range(30)
    )
    return GapGroup(number, "open", questions, 90, LONG[:3000], "kari@cluster.example", NOW)


def shelved(number: int) -> Shelved:
    care = Care(f"{LONG}@x.example", TODAY, TODAY, TODAY, LONG)
    source = f"https://x.example/{LONG}/{number}"
    return Shelved(source, LONG, "documents", LONG, TODAY, 9, "answers", Holding(source, "link", care=care))


def curated(number: int, text: str = "a\n\n" * 2_600) -> CuratedAnswer:
    forms = tuple(f"{number} {n} {LONG}"[:300] for n in range(20))
    draft = Draft(forms, text, text, text, LONG, f"{LONG}@x.example", TODAY, (LONG,) * 10)
    return CuratedAnswer(f"id{number:06}", draft, TODAY, LONG, NOW, NOW)


def finding(number: int) -> AnswerFinding:
    return AnswerFinding(f"id{number:06}", LONG, f"{LONG}@x.example", "figures differ", LONG, LONG)


@LANGUAGES
def test_the_home_holds_the_longest_of_everything(said):
    standing = Standing(
        Counts(9, 9, 9),
        NOW,
        tuple(Failure(LONG, LONG, LONG) for _ in range(30)),
        tuple((shelved(n), "review") for n in range(30)),
        tuple(group(n) for n in range(30)),
        tuple(finding(n) for n in range(30)),
        (LONG,) * 30,
        99,
        hidden=7,
    )
    blocks = list(console_blocks(standing, UTC, said))
    check_view(home_view(blocks))
    assert len(blocks) <= ROOM


@LANGUAGES
def test_every_page_and_form_holds_the_longest_of_everything(said):
    documents, groups = [shelved(n) for n in range(30)], [group(n) for n in range(30)]
    answers, failures = (
        [curated(n) for n in range(30)],
        {one.source: Failure(LONG, LONG, LONG) for one in documents},
    )
    findings = {one.id: [finding(1)] for one in answers}
    doubts = {one.source: [Doubt(LONG, LONG, Place(sheet=LONG))] * 9 for one in documents}
    chosen = Chosen("remove", key_of(documents[0]), 3, 2)
    choices = Choices(["members", "public", "board"], groups, "U1")
    for view in (
        documents_page(Listed(documents, failures, doubts, 7), 1, TODAY, said, LONG[:400]),
        removal_page(documents[0], chosen, said),
        gaps_page(groups, 1, said, LONG[:400]),
        gap_form(groups[0], choices, said),
        answers_page(ListedAnswers(answers, findings, 7), 1, said, LONG[:400]),
        answer_page(answers[0], 1, said),
        answer_form(Draft(("Hva?",), text_nb="Det."), "U1", ["members"], "{}", said),
    ):
        check_view(view)


def test_an_answer_that_a_form_would_cut_is_not_changed_in_one():
    assert not fits_form(curated(1).draft)
    assert not fits_form(Draft(("Hva?",), "en", "to", "tre"))
    assert fits_form(Draft(("Hva?",), text_nb="to", text_en="tre"))


def test_links_of_an_answer_stay_links_and_pings_do_not():
    way = WayBack("C1", "1.0", "kari@x.example")
    delivery = Delivery(
        1,
        "Ev1",
        way,
        "Hvor?",
        "nb",
        "Se https://x.example/a eller [her](https://x.example/b) <!channel>",
        "members",
    )
    text = brought_message(delivery, texts("nb")).text
    assert "<https://x.example/b|her>" in text
    assert "<!channel>" not in text
