"""Hostile words of an answer that grows, and of exact ones: no border between two parts, and no row, wakes them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.openness import Openness
from knowledge.limits_settings import LimitsSection
from knowledge.outcomes import Answer, Draft
from knowledge.records.admissions import Admissions
from tests.bot.exact import RUNA, TJELD, Exact, answer, occurrence
from tests.bot.fakes import records
from tests.bot.test_growth import growing
from tests.redteam.detector import faults_in
from tests.redteam.strings import sample
from tests.scenarios.slack_side import Kept, posts, running
from tests.standins.slack import SlackStandIn

STEPS = (1, 2, 7)
ANSWER = "Kontingenten er 500 kroner"


@pytest.mark.parametrize("step", STEPS)
def test_no_border_between_two_parts_of_a_stream_makes_a_ping_or_a_link(slack: SlackStandIn, step: int):
    shown = 0
    for attack in sample():
        growth, words = growing(slack, Openness()), f"{ANSWER}, {attack.text} [1]."
        for end in range(len(ANSWER), len(words) + step, step):
            growth.show(Draft(words[:end]))
        # What has been said of it so far, as it stands in Slack.
        shown += len(growth.seen.text) > len(ANSWER)
    assert shown > len(sample()) / 2
    streams = slack.workspace.messages.streams.values()
    assert [
        fault for one in streams for fault in faults_in({"markdown_text": one.text}, frozenset(), ())
    ] == []


def test_rows_whose_every_field_is_hostile_do_nothing(slack: SlackStandIn):
    kari = slack.workspace.add_user("kari")
    channel = slack.workspace.add_channel("generelt", [kari])
    exact = Exact(answer("members", organisations=(TJELD,)))
    roomy = Admissions(records(), LimitsSection(person_an_hour=1000, channel_an_hour=1000))
    with running(slack, Kept(assistant=exact, admission=roomy)) as bot:
        for exact.outcome in (rows for attack in sample() for rows in _rows(attack.text[:60])):
            bot.does(slack.events.mentions(kari, channel, "Hvem er med?"))
    assert len(posts(slack)) == 4 * len(sample())
    assert [fault for one in posts(slack) for fault in faults_in(one.arguments, frozenset(), ())] == []


def _rows(text: str) -> tuple[Answer, ...]:
    """Exact answers whose every field says so."""
    brief = replace(TJELD, name=text, place="", type=text, source="members.csv#brief")
    member = replace(brief, place=text, description=text, contact=text, website=text)
    person = replace(RUNA, name=text, role=text, organisation=text, email=text, reason=text)
    event = occurrence(title=text, location=text, description=text, organizer=text, url=f"javascript:{text}")
    return (
        answer("members", organisations=(brief, TJELD)),
        answer("members", "about", organisations=(member,)),
        answer("people", persons=(person, RUNA)),
        answer("events", occurrences=(event,)),
    )
