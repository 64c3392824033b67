"""Exact answers about events in Slack: with a file for one's own calendar."""

from __future__ import annotations

import icalendar
import pytest

from knowledge.outcomes import Answer
from tests.bot.exact import Exact, answer, occurrence
from tests.scenarios.slack_side import Kept, all_text, board_and_member, running
from tests.standins.slack import SlackStandIn


def _files(slack: SlackStandIn) -> list[bytes]:
    return [file.content for file in slack.workspace.files.values() if file.shared and file.content]


def test_the_next_meeting_comes_with_a_file_for_the_calendar_in_the_same_thread(slack: SlackStandIn):
    _, kari, channel = board_and_member(slack)
    event = slack.events.mentions(kari, channel, "Når er neste møte i etikkgruppen?")
    with running(slack, Kept(assistant=Exact(answer("events", "next", occurrences=(occurrence(),))))) as bot:
        bot.hears(event)
        assert "torsdag 4. mars 2027 kl. 09:00–10:30" in all_text(bot.replies()[0])
        slack.wait_for(lambda: _files(slack))
        bot.settle()
    [content] = _files(slack)
    [held] = icalendar.Calendar.from_ical(content).walk("VEVENT")
    assert (str(held["SUMMARY"]), f"{held.start:%Y-%m-%d %H:%M %Z}") == (
        "Etikkgruppen",
        "2027-03-04 08:00 UTC",
    )
    shared = [m for m in slack.workspace.messages.in_channel(channel.id) if m.get("files")]
    assert [m["thread_ts"] for m in shared] == [event["event"]["ts"]]
    assert shared[0]["files"][0]["title"] == "Legg i kalenderen din"


@pytest.mark.parametrize(
    "outcome",
    [
        answer("events", occurrences=(occurrence(cancelled=True),)),
        answer("events", occurrences=tuple(occurrence(uid=f"{n}@x.example") for n in range(6))),
        answer("members"),
    ],
    ids=["cancelled", "many", "none"],
)
def test_what_is_not_to_be_gone_to_brings_no_file(slack: SlackStandIn, outcome: Answer):
    _, kari, channel = board_and_member(slack)
    with running(slack, Kept(assistant=Exact(outcome))) as bot:
        bot.hears(slack.events.mentions(kari, channel, "Hva skjer?"))
        bot.replies()
        bot.settle()
    assert _files(slack) == []


def test_a_workspace_that_takes_no_files_gets_the_answer_all_the_same(slack: SlackStandIn):
    slack.fail("files.getUploadURLExternal", error="not_allowed_token_type", times=None)
    _, kari, channel = board_and_member(slack)
    with running(slack, Kept(assistant=Exact(answer("events", occurrences=(occurrence(),))))) as bot:
        bot.hears(slack.events.mentions(kari, channel, "Når møtes etikkgruppen?"))
        assert "Etikkgruppen" in all_text(bot.replies()[0])
        bot.settle()
    assert len(bot.replies()) == 1


def test_an_exact_answer_is_context_of_what_is_asked_next(slack: SlackStandIn):
    kept = Kept(assistant=Exact(answer("events", "next", occurrences=(occurrence(),))))
    _, kari, channel = board_and_member(slack)
    with running(slack, kept) as bot:
        event = slack.events.mentions(kari, channel, "Når møtes etikkgruppen?")
        bot.hears(event)
        bot.replies()
        bot.hears(slack.events.mentions(kari, channel, "Og hvor?", thread_ts=event["event"]["ts"]))
        bot.replies(2)
        bot.settle()
    assert any("torsdag 4. mars 2027" in turn.text for turn in kept.assistant.asked[-1].history)
