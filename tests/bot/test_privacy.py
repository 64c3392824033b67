"""What members are told of what is kept of them names the buttons as they are."""

from __future__ import annotations

import pytest

from bot.replies.catalogue import texts
from bot.replies.choices import with_next_steps
from bot.replies.message import message_of
from bot.replies.privacy import Kept, privacy_message
from knowledge.outcomes import Abstained
from knowledge.privacy_settings import PrivacySection


@pytest.mark.parametrize("language", ["nb", "en"])
def test_a_name_goes_to_coordinators_by_the_button_that_says_so_and_by_no_other(language: str):
    (message,) = with_next_steps(
        [message_of(["?"])], Abstained(language, "fake"), "Q1", ["kari@cluster.example"]
    )
    buttons = {one["action_id"]: one["text"]["text"] for one in message.blocks[-1]["elements"]}
    told = privacy_message(Kept(PrivacySection(), 0), (), texts(language)).text
    quoted = {"nb": "«{}»", "en": "“{}”"}[language].format
    assert quoted(buttons["question.named"]) in told
    assert quoted(buttons["question.coordinator"]) not in told


@pytest.mark.parametrize(
    ("language", "questions", "gaps"),
    [("nb", "i 12 dager", "i 99 dager"), ("en", "for 12 days", "for 99 days")],
)
def test_how_long_what_is_kept_is_told_as_the_cluster_says(language: str, questions: str, gaps: str):
    terms = PrivacySection(questions_days=12, gaps_days=99)
    told = privacy_message(Kept(terms, 0), (), texts(language)).text
    assert (told.count(questions), told.count(gaps)) == (3, 1)
